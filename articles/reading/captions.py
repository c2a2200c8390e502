"""The captions that stand beside pictures: `figcaption`s, caption-like elements, and the credit apart in them. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.credit_elements import CAPTION, CREDIT, CREDIT_TAGS, credit_elements, credit_in_attributes, joined
from articles.reading.dom import folded, names, text_of
from articles.reading.figures import Picture, Pictures, Words
from articles.reading.wording import is_furniture
from gallery.credit_lines import split_credit
from gallery.credit_names import LONGEST_CREDIT
from gallery.sightings import Kind

MAX_CAPTION = 2_500
MAX_PLAIN = 400
MAX_LEFT = 300
_PAIR_LEVELS = 5
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
        picture.credit = credit_in_attributes(picture)
    return shared


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
    if element.tag in CREDIT_TAGS and _in_figure(element):
        return True
    if not any(element.get(name) for name in ("class", "itemprop", "data-testid", "id", "data-component")):
        return False
    called = names(element)
    credit = CREDIT if _in_figure(element) else _SURE_CREDIT
    return bool(CAPTION.search(called) or credit.search(called)) and not _NOT_CAPTION.search(called)


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
    credits = credit_elements(element)
    text = text_of(element, without | frozenset(credits))
    credit = folded("".join(joined(credits)))
    if len(credit) > LONGEST_CREDIT or (not text and all(split_credit(credit))):
        # Called a credit, but it says more than that.
        text, credit = text_of(element, without), ""
    if credit:
        text = text.rstrip(" |/–—-")
    if _COUNTER.match(text) or _BYLINE.match(text) or is_furniture(text):
        text = ""
    return Words(element, kind, text[:MAX_CAPTION], credit[:500])
