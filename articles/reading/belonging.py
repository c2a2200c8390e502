"""Which pictures are the story's: for every other one the reason why not. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.addresses import site
from articles.reading.dom import Outline, folded, text_of
from articles.reading.figures import Picture, Pictures
from articles.reading.place import Place
from gallery.photo_urls import is_placeholder
from gallery.wording.captions import clean
from gallery.wording.credit_lines import split_credit

AFTER = "after the story"
ANOTHER_STORY = "teaser of another story"
_LEVELS = 40
"""Ancestors asked what they are: more than any page nests below its story."""
_HEADLINE = 25
"""Characters of a link that make it another story's headline."""
MIN_SIDE = 100
"""Pixels; a declared side below it makes an icon or a thumbnail."""
SMALL_FILE = 120
"""Pixels; what a page asks a resizer for in an address: an avatar's or an icon's, at twice its size too."""
_ASKED = re.compile(
    r"[?&;](?:w|h|s|sz|size|width|height|resize)=(\d{2,5})(?=$|[&;#,x])|"
    r"[/_-](?!1\dx|2[0-3]x)(\d{2,3})x(\d{2,3})(?=\.\w{3,4}(?:$|[?#])|/)",
    re.I,
)
_DIGITS = re.compile(r"^\s*(\d{1,5})(?:px)?\s*$")
_STYLED = {name: re.compile(rf"(?:^|[;\s]){name}\s*:\s*(\d{{1,5}})px") for name in ("width", "height")}
_FILE_WORD = re.compile(r"[^a-z]+")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at besides the picture."""

    outline: Outline
    pictures: Pictures
    place: Place
    named: frozenset[str]
    """Keys of the pictures that metadata names as the story's."""
    address: str

    def confirms(self, picture: Picture) -> bool:
        """Tell whether metadata names this picture."""
        return bool(picture.keys & self.named)


def reason_against(picture: Picture, page: Page) -> str:
    """Say why a picture is not the story's; "" where it is."""
    reasons = (_no_address, _clone, _tiny, _what_it_shows, _poster, _another_story, _form, _elsewhere)
    return next((why for judge in reasons if (why := judge(picture, page))), "")


def _no_address(picture: Picture, page: Page) -> str:
    usable = [url for url in picture.urls if url not in page.pictures.shared and not is_placeholder(url)]
    return "" if usable else "placeholder"


def _clone(picture: Picture, page: Page) -> str:
    return "carousel clone" if picture.clone and picture.keys & page.pictures.originals else ""


def _tiny(picture: Picture, page: Page) -> str:
    sides = [side for side in (_side(picture.element, "width"), _side(picture.element, "height")) if side is not None]
    if set(sides) == {0} and (picture.element.get("srcset") or picture.element.get("sizes")):
        return ""  # it fills the box around it
    if any(side <= 3 for side in sides) or (not sides and _is_tracker(picture, page)):
        return "tracking pixel"
    small = any(side < MIN_SIDE for side in sides) or (not picture.captions and all(map(_is_small_file, picture.urls)))
    return "too small" if small and not page.confirms(picture) else ""


def _is_tracker(picture: Picture, page: Page) -> bool:
    """Say whether an image that is not to be seen says nothing, and neither its address nor anything else names a picture."""
    named = picture.alt or picture.captions or page.confirms(picture) or any(_IMAGE_FILE.search(_path(url)) for url in picture.urls)
    return not named and furniture.is_unseen(picture.element) and not gallery_around(picture, page)


def _is_small_file(url: str) -> bool:
    """Say whether an address asks for a small file: `?w=50&h=50`, `/avatar-48x48.png`."""
    asked = [int(side) for sides in _ASKED.findall(url) for side in sides if side]
    return bool(asked) and max(asked) <= SMALL_FILE


def _side(element: HtmlElement, name: str) -> int | None:
    found = _DIGITS.match(element.get(name) or "") or _STYLED[name].search(element.get("style") or "")
    return int(found[1]) if found else None


def _what_it_shows(picture: Picture, page: Page) -> str:
    path = _path(picture.urls[0])
    file = _FILE_WORD.sub(" ", path.rsplit("/", 1)[-1])
    folders = _FILE_WORD.sub(" ", path)
    called = page.outline.names(picture.element)
    own = f"{called} {_FILE_WORD.sub(' ', picture.alt.lower())[:60]}"
    if path.endswith(".svg") or furniture.is_icon(f"{called} {file}"):
        return "icon"
    if page.confirms(picture) or picture.captions:
        return ""
    if furniture.is_logo(f"{file} {own}"):
        return "logo"
    return "avatar" if furniture.is_avatar(f"{called} {folders}") else ""


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path).lower()
    except ValueError:
        return ""


def _poster(picture: Picture, page: Page) -> str:
    if page.confirms(picture):
        return ""
    below = takewhile(lambda element: not page.outline.inside(page.place.region, element), picture.element.iterancestors())
    return "video poster" if any(map(furniture.is_video, map(page.outline.names, [picture.element, *islice(below, 6)]))) else ""


def _another_story(picture: Picture, page: Page) -> str:
    if _has_words_of_its_own(picture) or (page.confirms(picture) and picture.order < page.place.first):
        return ""
    leads_away = any(_leads_away(link.get("href") or "", page.address) for link in _links(picture, page))
    return ANOTHER_STORY if leads_away else ""


def _has_words_of_its_own(picture: Picture) -> bool:
    """A teaser has no caption with a credit."""
    said = any(words.text for words in picture.captions)
    return said and any(words.credit or split_credit(clean(words.text))[1] for words in picture.captions)


def _links(picture: Picture, page: Page) -> Iterator[HtmlElement]:
    """Give the link around the picture, else the headline links of the card it stands in."""
    around = next((ancestor for ancestor in picture.element.iterancestors() if ancestor.tag == "a" and ancestor.get("href")), None)
    if around is not None:
        yield around
    elif not picture.captions:
        yield from (link for link in _card(picture, page).iter("a") if _covers_card(link))


def _covers_card(link: HtmlElement) -> bool:
    """Tell a headline's link, or one without anything in it: that is laid over the whole card."""
    said = text_of(link) or folded(link.get("aria-label"))
    return len(said) >= _HEADLINE or (not said and len(link) == 0)


def _card(picture: Picture, page: Page) -> HtmlElement:
    """The largest element that shows only this picture and holds nothing of the story."""
    card = picture.element
    for element in picture.element.iterancestors():
        if card is picture.box or page.place.holds_story(page.outline.order[element], page.outline.last[element]):
            break
        card = element
    return card


def _form(picture: Picture, page: Page) -> str:
    """Beside a form's fields a picture invites to fill them in."""
    if page.confirms(picture) or picture.captions:
        return ""
    return "picture of a form" if next(_card(picture, page).iter("form"), None) is not None else ""


def _is_linked(picture: Picture) -> bool:
    """Tell whether a link to a page is around the picture; this page's own is how it is announced elsewhere on it."""
    hrefs = (element.get("href") or "" for element in picture.element.iterancestors("a"))
    return any(href and not href.startswith("#") and not _IMAGE_FILE.search(href) for href in hrefs)


def _leads_away(href: str, address: str) -> bool:
    """Tell whether a link leads to another page: not to this one, a part of it, or a picture's file."""
    href = href.strip()
    if not href or href.startswith(("#", "javascript:", "data:", "mailto:")):
        return False
    try:
        target, here = urlsplit(href), urlsplit(address)
    except ValueError:
        return True
    path = target.path.rstrip("/")
    if _IMAGE_FILE.search(path):
        return False
    if target.netloc and site(target.netloc) != site(here.netloc):
        return False
    own = here.path.rstrip("/")
    return not (own and len(own) > 1 and (path.startswith(own) or path.endswith(own)))


def _elsewhere(picture: Picture, page: Page) -> str:
    place, outline = page.place, page.outline
    if page.confirms(picture) and (outline.inside(picture.element, place.whole) or not _is_linked(picture)):
        return ""
    if (apart := _furniture_around(picture.element, page.outline, page.place)) is not None:
        return "advert" if furniture.is_advert(page.outline.names(apart)) else "outside the story"
    if outline.inside(picture.element, place.region):
        return AFTER if picture.order > place.last and not _ends_part(picture, page) and not gallery_around(picture, page) else ""
    if not outline.inside(picture.element, place.whole):
        return "outside the story"
    between = (place.headline or 0) <= picture.order <= place.last
    before = picture.order < place.first and any(words.text for words in picture.captions)
    return "" if between or before else "outside the story"


def _ends_part(picture: Picture, page: Page) -> bool:
    """Tell whether a captioned picture stands in a part of the story with text before it, as in the last entry of a live blog."""
    if not any(words.text for words in picture.captions):
        return False
    below = takewhile(lambda element: not page.outline.inside(page.place.region, element), picture.element.iterancestors())
    return any(page.place.holds_story(page.outline.order[element], page.outline.last[element]) for element in islice(below, _LEVELS))


def gallery_around(picture: Picture, page: Page) -> bool:
    """Tell whether a picture stands in a carousel, slideshow or lightbox of the story."""
    outline = page.outline
    region, end = outline.order[page.place.region], outline.last[page.place.region]
    around = islice(outline.ancestors(picture.order), 1, _LEVELS)
    below = takewhile(lambda at: outline.tags[at] != "body" and not (at <= region and end <= outline.last[outline.elements[at]]), around)
    return any(furniture.is_gallery(outline.names(outline.elements[at])) for at in below)


def is_apart(element: HtmlElement, page: Page) -> bool:
    """Tell whether an element is furniture or stands in some."""
    return furniture.is_furniture(page.outline, element) or _furniture_around(element, page.outline, page.place) is not None


def _furniture_around(element: HtmlElement, outline: Outline, place: Place) -> HtmlElement | None:
    """Find the furniture an element stands in; elements around the story's region say nothing."""
    for ancestor in islice(element.iterancestors(), _LEVELS):
        if ancestor.tag in {"body", "html"} or outline.inside(place.region, ancestor):
            return None
        if furniture.is_furniture(outline, ancestor):
            return ancestor
    return None
