"""The captions that stand beside pictures: `figcaption`s, caption-like elements, and the credit apart in them. Pure."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.caption_lists import MAX_CAPTION, Captions, holds_several, kind_of, left_over, pair_lists
from articles.reading.caption_words import give, read_caption
from articles.reading.credit_elements import CAPTION, CREDIT, CREDIT_TAGS, credit_in_attributes
from articles.reading.dom import NAMING, Outline
from articles.reading.figures import Picture, Pictures, Words
from articles.reading.plain_captions import find_plain
from articles.reading.shared_captions import share, share_credit, share_row
from gallery.wording.credit_names import LONGEST_CREDIT

MAX_LEFT = 300
_PAIR_LEVELS = 5
_SURE_CREDIT = re.compile(r" (?:credits?|photographers?|fotograf\w*|bildnachweis|(?:image|photo|img|foto) (?:author|source|copy ?right))\b")
_LABELLED = re.compile(r"(?:©|\(c\)|(?:photos?|fotos?|images?|pictures?|bild(?:er)?|credits?|crédits?)\s*(?:by\b|[:：/©]))\s*[^\W\d]", re.I)
_NOT_CAPTION = re.compile(
    r" (?:captions? (?:toggle|button|btn|trigger|icon)|closed captions|video captions?|gallery caption count|caption toggle)\b"
)
_NEVER = frozenset(
    "img picture source track figure button body html a input script style link meta svg path iframe video br hr use symbol".split()  # noqa: SIM905
)
_BARE = CREDIT_TAGS | {"figcaption"}
"""Tags that say it without any attribute."""


def find_captions(pictures: Pictures) -> Captions:
    """Give every picture the captions that stand in its box, then pair the ones left over: by what names them, by their place."""
    outline = pictures.outline
    owners = {picture.box: picture for picture in reversed(pictures.all)}
    possible = zip(outline.elements, outline.tags, outline.attributes, strict=True)
    marked = [
        element
        for element, tag, attributes in possible
        if (tag in _BARE or (tag not in _NEVER and not NAMING.isdisjoint(attributes)))
        and (_is_marked(element, outline) or _is_labelled(element, outline, owners))
    ]
    marked = _with_entries(marked, pictures)
    outermost = _outermost(pictures, marked)
    left = []
    for element in outermost:
        owner = _owner(element, owners)
        if owner is None:
            left.append(element)
        else:
            give(owner, element)
    left = left[:MAX_LEFT]
    for picture, element in pair_lists(left, pictures):
        if not any(words.text for words in picture.captions):
            give(picture, element)
    given = _given(pictures)
    left = [element for element in left if element not in given]
    shared = [words for element in left if (words := _pair(element, pictures, left)) is not None and words.text]
    find_plain(pictures)
    for picture in pictures.all:
        picture.credit = credit_in_attributes(picture, outline) or picture.credit
    known = _given(pictures) | {words.element for words in shared}
    return Captions(shared, left_over(outermost, pictures, known, lambda element: not read_caption(element, frozenset()).text))


def _given(pictures: Pictures) -> set[HtmlElement]:
    return {words.element for picture in pictures.all for words in picture.captions}


def _is_marked(element: HtmlElement, outline: Outline) -> bool:
    if element.tag in _NEVER:
        return False
    if element.tag == "figcaption":
        return True
    if element.tag in CREDIT_TAGS and _in_figure(element):
        return True
    caption, credit, sure_credit = _called(outline.names(element))
    return caption or sure_credit or (credit and _in_figure(element))


def _with_entries(marked: list[HtmlElement], pictures: Pictures) -> list[HtmlElement]:
    """Put the entries in the place of a list that is called captions as a whole, and has as many pictures beside it."""
    outline = pictures.outline
    entries = {one: [child for child in one if child.tag == "li"] for one in marked if one.tag in {"ul", "ol"}}
    lists = {
        one: inside
        for one, inside in entries.items()
        if len(inside) > 1 and _called(outline.names(one))[0] and len(inside) <= len(_beside(one, pictures))
    }
    if not lists:
        return marked
    kept = {*(one for one in marked if one not in lists), *(entry for inside in lists.values() for entry in inside)}
    return sorted(kept, key=outline.order.__getitem__)


def _beside(element: HtmlElement, pictures: Pictures) -> list[Picture]:
    """Give the pictures in the nearest element around one that holds several."""
    around = (pictures.inside(one) for one in islice(element.iterancestors(), _PAIR_LEVELS))
    return next((inside for inside in around if len(inside) > 1), [])


def _is_labelled(element: HtmlElement, outline: Outline, owners: dict[HtmlElement, Picture]) -> bool:
    """Tell a credit beside a picture without any figure: called so, and by its own words: `© Ida Holm`, `Photo: …`."""
    if element.tag in _NEVER or not 0 < outline.text_length(element) <= LONGEST_CREDIT or not _called(outline.names(element))[1]:
        return False
    return _LABELLED.match(outline.text(element)) is not None and _owner(element, owners) is not None


@lru_cache(maxsize=16_384)
def _called(said: str) -> tuple[bool, bool, bool]:
    """Tell whether an element's names call it a caption, a credit where it stands in a figure, a credit anywhere."""
    if _NOT_CAPTION.search(said):
        return False, False, False
    return bool(CAPTION.search(said)), bool(CREDIT.search(said)), bool(_SURE_CREDIT.search(said))


def _in_figure(element: HtmlElement) -> bool:
    return any(ancestor.tag == "figure" for ancestor in element.iterancestors())


def _outermost(pictures: Pictures, marked: list[HtmlElement]) -> list[HtmlElement]:
    """Keep marked elements that stand in no other one; one that holds a picture is a wrapper, no caption."""
    kept: list[HtmlElement] = []
    reach = -1
    for element in marked:
        order = pictures.outline.order[element]
        if (
            order <= reach
            or pictures.inside(element)
            or holds_several(element, lambda child: _is_marked(child, pictures.outline))
            or pictures.outline.text_length(element) > MAX_CAPTION
        ):
            continue
        kept.append(element)
        reach = pictures.outline.last[element]
    return kept


def _owner(element: HtmlElement, owners: dict[HtmlElement, Picture]) -> Picture | None:
    return next((owners[ancestor] for ancestor in element.iterancestors() if ancestor in owners), None)


def _pair(element: HtmlElement, pictures: Pictures, left: list[HtmlElement]) -> Words | None:
    """Give a caption outside every box to the picture just before it; give it back where several pictures share it."""
    words = replace(read_caption(element, frozenset()), kind=kind_of(element))
    row = element.getprevious()
    if row is not None and share_row(words, pictures.inside(row), row, pictures.outline):
        return None
    for ancestor in islice(element.iterancestors(), _PAIR_LEVELS):
        inside = pictures.inside(ancestor)
        if not inside:
            continue
        beside = [other for other in left if pictures.outline.inside(other, ancestor)]
        if share_credit(words, inside, ancestor, beside, pictures.outline):
            break
        before = [picture for picture in inside if picture.order < pictures.outline.order[element]]
        bare = {picture.figure for picture in inside if not any(said.text for said in picture.captions)}
        if len(bare) > max(len(beside), 1):
            return None if share(words, inside, ancestor, beside, pictures.outline) else words
        if before and not before[-1].captions:
            give(before[-1], element)
        break
    return None
