"""The captions that stand beside pictures: `figcaption`s, caption-like elements, and the credit apart in them. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import folded, names, text_of
from articles.reading.figures import Picture, Pictures, Words
from articles.reading.wording import is_furniture
from gallery.captions import clean
from gallery.credit_lines import reads_as_credit, split_credit
from gallery.credit_names import LONGEST_CREDIT
from gallery.sightings import Kind

MAX_CAPTION = 2_500
MAX_PLAIN = 400
MAX_LEFT = 300
_PAIR_LEVELS = 5
_CAPTION = re.compile(
    r"\b(?:captions?|legends?|legende|leyenda|legenda|cutline|bildunterschrift|bild ?text|bild ?unterzeile|untertitel|didascalia|"
    r"pie (?:de )?foto|epigrafe|(?:image|img|photo|foto|picture|media|bild|figure|pic) "
    r"(?:text|description|desc|info|title|details|meta|legend))\b"
)
_CREDIT = re.compile(
    r"\b(?:credits?|copy ?rights?|source|quelle|photographers?|fotograf\w*|byline|author|rights|attribution|courtesy|"
    r"creditos?|autor|bildnachweis|urheber|agency|owner|provider|distributor|caption ?author)\b"
)
_SURE_CREDIT = re.compile(
    r"\b(?:credits?|photographers?|fotograf\w*|bildnachweis|(?:image|photo|img|foto) (?:author|source|copy ?right))\b"
)
_NOT_CAPTION = re.compile(
    r"\b(?:captions? (?:toggle|button|btn|trigger|icon)|closed captions|video captions?|gallery caption count|caption toggle)\b"
)
_NOT_WORDS = re.compile(
    r"\b(?:byline|author|date|time|share|social|badge|label|tag|play|duration|category|kicker|title|headline|ad|advert\w*|nav|related)\b"
)
_NO_CAPTION_TAGS = ("h1", "h2", "h3", "h4", "h5", "time", "ul", "form", "table", "button", "input", "img")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|av|af)(?: [^\W\d_]\S*){1,4}$", re.I)
_PARTS = frozenset({"span", "small", "cite", "i", "em", "b", "strong", "p", "div"})
_SMALL_PARTS = frozenset({"span", "small", "cite", "i", "em"})
_JOINER = re.compile(r"[/|,;·–—-]{0,2}")
MAX_LAST = 80
_ATTRIBUTE_LEVELS = 4
_CREDIT_ATTRIBUTE = re.compile(r"(?:credits?|credit-?line|copyright|photographer)$", re.I)
_NO_CREDIT = re.compile(r"^(?:true|false|\d+|null|none|undefined)$|://|[{}<>]", re.I)
_CREDIT_TAGS = frozenset({"footer", "cite"})
_COUNTER = re.compile(r"^\W*\d+\s*(?:/|of|von|de|sur|di)\s*\d+\W*$", re.I)


def find_captions(pictures: Pictures) -> list[Words]:
    """Give every picture the captions that stand in its box, then pair the ones left over with the picture before them.

    Returns the captions that a whole gallery shares: they say nothing of any one picture.
    """
    marked = [element for element in pictures.outline.elements if _is_marked(element)]
    outermost = _outermost(pictures, marked)
    owners = {picture.box: picture for picture in reversed(pictures.all)}
    left = []
    for element in outermost:
        owner = _owner(element, owners)
        if owner is None:
            left.append(element)
        else:
            _give(owner, element)
    shared = [words for element in left[:MAX_LEFT] if (words := _pair(element, pictures, left[:MAX_LEFT])) is not None and words.text]
    for picture in pictures.all:
        if not any(words.text for words in picture.captions):
            _take_plain(picture, pictures)
        picture.credit = _in_attributes(picture)
    return shared


def _in_attributes(picture: Picture) -> str:
    """The credit in an attribute called so (`data-credit`), else at the end of the image's title."""
    for element in [picture.element, *islice(picture.element.iterancestors(), _ATTRIBUTE_LEVELS)]:
        for name, value in element.items():
            if _CREDIT_ATTRIBUTE.search(name) and 1 < len(said := clean(value)) <= LONGEST_CREDIT and not _NO_CREDIT.search(said):
                return said
        if element is picture.box:
            break
    return split_credit(clean((picture.element.get("title") or "")[:MAX_CAPTION]))[1]


def _is_marked(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in {
        "img",
        "picture",
        "source",
        "track",
        "figure",
        "button",
        "body",
        "html",
        "a",
        "input",
    }:
        return element.tag == "figcaption"
    if element.tag == "figcaption":
        return True
    if element.tag in _CREDIT_TAGS and _in_figure(element):
        return True
    if not any(element.get(name) for name in ("class", "itemprop", "data-testid", "id", "data-component")):
        return False
    called = names(element)
    credit = _CREDIT if _in_figure(element) else _SURE_CREDIT
    return bool(_CAPTION.search(called) or credit.search(called)) and not _NOT_CAPTION.search(called)


def _in_figure(element: HtmlElement) -> bool:
    return any(ancestor.tag == "figure" for ancestor in element.iterancestors())


def _outermost(pictures: Pictures, marked: list[HtmlElement]) -> list[HtmlElement]:
    """Keep marked elements that stand in no other one; one that holds a picture is a wrapper, no caption."""
    kept: list[HtmlElement] = []
    reach = -1
    for element in marked:
        order = pictures.outline.order[element]
        if order <= reach or pictures.inside(element) or pictures.outline.text_length(element) > MAX_CAPTION:
            continue
        kept.append(element)
        reach = pictures.outline.last[element]
    return kept


def _owner(element: HtmlElement, owners: dict[HtmlElement, Picture]) -> Picture | None:
    return next((owners[ancestor] for ancestor in element.iterancestors() if ancestor in owners), None)


def _pair(element: HtmlElement, pictures: Pictures, left: list[HtmlElement]) -> Words | None:
    """Give a caption outside every box to the picture just before it; give it back where several pictures share it."""
    for ancestor in islice(element.iterancestors(), _PAIR_LEVELS):
        inside = pictures.inside(ancestor)
        if not inside:
            continue
        before = [picture for picture in inside if picture.order < pictures.outline.order[element]]
        bare = {picture.figure for picture in inside if not picture.captions}
        beside = sum(pictures.outline.inside(other, ancestor) for other in left)
        if len(bare) > max(beside, 1):
            return _read(element, frozenset())
        if before and not before[-1].captions:
            _give(before[-1], element)
        break
    return None


def _take_plain(picture: Picture, pictures: Pictures) -> None:
    """Where nothing is called a caption: the few words in the smallest element that holds the picture and any words."""
    known = frozenset(words.element for words in picture.captions)
    if picture.box is picture.element:
        return
    for ancestor in picture.element.iterancestors():
        if pictures.outline.text_length(ancestor) and text_of(ancestor, known):
            said = [child for child in ancestor if child not in known and text_of(child, known)]
            if len(said) <= 2 and _reads_like_caption(ancestor, said):
                for child in said:
                    _give(picture, child, plain=True)
            return
        if ancestor is picture.box:
            return


def _reads_like_caption(holder: HtmlElement, said: list[HtmlElement]) -> bool:
    loose = (holder.text or "").strip() or any((child.tail or "").strip() for child in holder)
    if loose or holder.tag in {"a", "button", "header", "body", "main", "li"} or len(text_of(holder)) > MAX_PLAIN:
        return False
    odd = any(next(child.iter(*_NO_CAPTION_TAGS), None) is not None for child in said)
    return not odd and not any(_NOT_WORDS.search(names(child)) for child in [holder, *said])


def _give(picture: Picture, element: HtmlElement, plain: bool = False) -> None:
    words = _read(element, frozenset(_lone_links(element)) if plain else frozenset())
    if words.text or words.credit:
        picture.captions.append(words)


def _lone_links(element: HtmlElement) -> Iterator[HtmlElement]:
    """Links that stand alone in their element are buttons, no part of a sentence."""
    for link in element.iterdescendants("a"):
        holder = link.getparent()
        if not (holder.text or "").strip() and not any((child.tail or "").strip() for child in holder):
            yield link


def _read(element: HtmlElement, without: frozenset[HtmlElement]) -> Words:
    """Read a caption: the credit elements in it apart, counters such as "2 of 5" left out."""
    kind = Kind.FIGCAPTION if element.tag == "figcaption" else Kind.CAPTION
    credits = _credits(element)
    text = text_of(element, without | frozenset(credits))
    credit = folded("".join(_joined(credits)))
    if len(credit) > LONGEST_CREDIT or (not text and all(split_credit(credit))):
        # Called a credit, but it says more than that.
        text, credit = text_of(element, without), ""
    if credit:
        text = text.rstrip(" |/–—-")
    if _COUNTER.match(text) or _BYLINE.match(text) or is_furniture(text):
        text = ""
    return Words(element, kind, text[:MAX_CAPTION], credit[:500])


def _joined(credits: Sequence[HtmlElement]) -> Iterator[str]:
    """The words of the credit elements, with the slash or bar that joins one to the next."""
    for place, credit in enumerate(credits):
        yield f" {text_of(credit)} "
        tail = folded(credit.tail)
        if place + 1 < len(credits) and credit.getnext() is credits[place + 1]:
            yield tail if _JOINER.fullmatch(tail) else ""


def _credits(element: HtmlElement) -> list[HtmlElement]:
    """The elements that say who is credited: called so by the page's maker, else the caption's last one where its words say so."""
    if element.tag in _CREDIT_TAGS or (element.tag != "figcaption" and _is_called_credit(element)):
        return [element]
    taken: set[HtmlElement] = set()
    called = []
    for child in element.iterdescendants():
        if child.getparent() in taken:
            taken.add(child)
        elif isinstance(child.tag, str) and _is_called_credit(child):
            taken.add(child)
            called.append(child)
    if called:
        return called
    last = _last_part(element)
    return [last] if last is not None else []


def _is_called_credit(element: HtmlElement) -> bool:
    """Say whether the last thing a name says is credit (`caption-credit`), not caption (`credit-caption`)."""
    called = names(element)
    credited = [match.end() for match in _CREDIT.finditer(called)]
    captioned = [match.end() for match in _CAPTION.finditer(called)]
    return bool(credited) and credited[-1] > max(captioned, default=0)


def _last_part(element: HtmlElement) -> HtmlElement | None:
    """A few words in an element of their own at a caption's end, after its full stop or a mark, or in a credit's words."""
    holder = element
    while len(holder) == 1 and not (holder.text or "").strip() and not (holder[0].tail or "").strip():
        holder = holder[0]
    last = holder[-1] if len(holder) else None
    if last is None or last.tag not in _PARTS or (last.tail or "").strip():
        return None
    before, said = folded(text_of(holder, frozenset({last}))), text_of(last)
    if not before or not 1 < len(said) <= MAX_LAST or said.endswith((".", "!", "?", ":")):
        return None
    ended = last.tag in _SMALL_PARTS and (before.endswith((".", "!", "?", "…", "。")) or said.startswith(("/", "©", "|")))
    return last if ended or reads_as_credit(said) else None
