"""The captions that stand beside pictures: `figcaption`s, caption-like elements, and the credit apart in them. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.caption_lists import MAX_CAPTION, Captions, holds_several, kind_of, left_over, pair_lists
from articles.reading.captions_after import caption_after
from articles.reading.credit_elements import CAPTION, CREDIT, CREDIT_TAGS, credit_elements, credit_in_attributes, joined
from articles.reading.dom import NAMING, Outline, folded, text_of
from articles.reading.figures import Picture, Pictures, Words
from articles.reading.shared_captions import credit_of, share, share_credit
from articles.reading.wording import is_furniture
from gallery.sightings import Kind
from gallery.wording.credit_lines import split_credit
from gallery.wording.credit_names import LONGEST_CREDIT

MAX_PLAIN = 400
_LAID_OUT = 10
"""How much longer words may be with all the white space between them."""
MAX_LEFT = 300
_PAIR_LEVELS = 5
_SURE_CREDIT = re.compile(r" (?:credits?|photographers?|fotograf\w*|bildnachweis|(?:image|photo|img|foto) (?:author|source|copy ?right))\b")
_NOT_CAPTION = re.compile(
    r" (?:captions? (?:toggle|button|btn|trigger|icon)|closed captions|video captions?|gallery caption count|caption toggle)\b"
)
_NOT_WORDS = re.compile(
    r" (?:byline|author|date|time|share|social|badge|label|tag|play|duration|category|kicker|title|headline|ad|advert\w*|nav|related)\b"
)
_NEVER = frozenset(
    "img picture source track figure button body html a input script style link meta svg path iframe video br hr use symbol".split()  # noqa: SIM905
)
_BARE = CREDIT_TAGS | {"figcaption"}
"""Tags that say it without any attribute."""
_NO_HOLDERS = frozenset({"a", "button", "header", "body", "main", "li", "blockquote", "article", "section"})
_SENTENCE_WIDTH = 60
_STORY_SHARE = 0.5
"""Of the page's prose: so much beside one or two pictures is the story."""
_NO_CAPTION_TAGS = ("h1", "h2", "h3", "h4", "h5", "time", "ul", "form", "table", "button", "input", "img")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|av|af)(?: [^\W\d_]\S*){1,4}$", re.I)
_COUNTER = re.compile(r"^\W*\d+\s*(?:/|of|von|de|sur|di)\s*\d+\W*$", re.I)


def find_captions(pictures: Pictures) -> Captions:
    """Give every picture the captions that stand in its box, then pair the ones left over: by what names them, by their place."""
    outline = pictures.outline
    possible = zip(outline.elements, outline.tags, outline.attributes, strict=True)
    marked = [
        element
        for element, tag, attributes in possible
        if (tag in _BARE or (tag not in _NEVER and not NAMING.isdisjoint(attributes))) and _is_marked(element, outline)
    ]
    outermost = _outermost(pictures, marked)
    owners = {picture.box: picture for picture in reversed(pictures.all)}
    left = []
    for element in outermost:
        owner = _owner(element, owners)
        if owner is None:
            left.append(element)
        else:
            _give(owner, element)
    left = left[:MAX_LEFT]
    for picture, element in pair_lists(left, pictures):
        if not any(words.text for words in picture.captions):
            _give(picture, element)
    given = _given(pictures)
    left = [element for element in left if element not in given]
    shared = [words for element in left if (words := _pair(element, pictures, left)) is not None and words.text]
    captioned = {picture.figure for picture in pictures.all if any(words.text for words in picture.captions)}
    bare = [picture for picture in pictures.all if picture.figure not in captioned]
    for picture in bare:
        if picture.figure not in captioned:
            _take_plain(picture, pictures)
            captioned |= {picture.figure} if picture.captions else set()
    for picture in bare:
        _share_plain(picture, pictures)
        if picture.figure not in captioned and not picture.captions and not picture.credit:
            _take_after(picture, outline)
    _give_back(bare, outline)
    for picture in pictures.all:
        picture.credit = credit_in_attributes(picture, outline) or picture.credit
    known = _given(pictures) | {words.element for words in shared}
    return Captions(shared, left_over(outermost, pictures, known, lambda element: not _read(element, frozenset()).text))


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
    for ancestor in islice(element.iterancestors(), _PAIR_LEVELS):
        inside = pictures.inside(ancestor)
        if not inside:
            continue
        words = replace(_read(element, frozenset()), kind=kind_of(element))
        beside = [other for other in left if pictures.outline.inside(other, ancestor)]
        if share_credit(words, inside, ancestor, beside, pictures.outline):
            break
        before = [picture for picture in inside if picture.order < pictures.outline.order[element]]
        bare = {picture.figure for picture in inside if not any(said.text for said in picture.captions)}
        if len(bare) > max(len(beside), 1):
            return None if share(words, inside, ancestor, beside, pictures.outline) else words
        if before and not before[-1].captions:
            _give(before[-1], element)
        break
    return None


def _share_plain(picture: Picture, pictures: Pictures) -> None:
    """Where nothing is called a caption: a line with a credit under a few pictures that have nothing else about them."""
    holder, outline = picture.box.getparent(), pictures.outline
    if picture.captions or picture.credit or holder is None or outline.text_length(holder) > MAX_PLAIN:
        return
    if not _may_hold_caption(holder, outline):
        return
    said = [child for child in holder if outline.text_length(child) and outline.text(child)]
    if len(said) == 1 and not pictures.inside(said[0]) and _read_like_caption(said, outline):
        words = replace(_read(said[0], frozenset(_lone_links(said[0]))), kind=kind_of(said[0]))
        if words.text and credit_of(words):
            share(words, pictures.inside(holder), holder, said, outline)


def _take_plain(picture: Picture, pictures: Pictures) -> None:
    """Where nothing is called a caption: the few words in the smallest element that holds the picture and any words."""
    known = frozenset(words.element for words in picture.captions)
    outline = pictures.outline
    if picture.box is picture.element:
        return
    for ancestor in picture.element.iterancestors():
        if outline.text_length(ancestor) and (text_of(ancestor, known) if known else outline.text(ancestor)):
            if _may_hold_caption(ancestor, outline):
                said = [child for child in ancestor if child not in known and outline.text_length(child) and text_of(child, known)]
                if len(said) <= 2 and _read_like_caption(said, outline):
                    for child in said:
                        _give(picture, child, plain=True)
            return
        if ancestor is picture.box:
            return


def _take_after(picture: Picture, outline: Outline) -> None:
    if (line := caption_after(picture, outline)) is not None:
        _give(picture, line)


def _give_back(bare: list[Picture], outline: Outline) -> None:
    """A short story beside its one picture is no caption: nothing calls it one, and the page says hardly anything else."""
    taken = [picture for picture in bare if any(words.text for words in picture.captions)]
    said = sum(len(words.text) for picture in taken for words in picture.captions)
    lengths = (outline.ends[at] - outline.starts[at] for at, tag in enumerate(outline.tags) if tag == "p")
    prose = sum(length for length in lengths if length >= _SENTENCE_WIDTH)
    if len({picture.figure for picture in taken}) <= 2 and said >= _SENTENCE_WIDTH and said > _STORY_SHARE * prose:
        for picture in taken:
            picture.captions = [words for words in picture.captions if not words.text]


def _may_hold_caption(holder: HtmlElement, outline: Outline) -> bool:
    if holder.tag in _NO_HOLDERS or _NOT_WORDS.search(outline.names(holder)):
        return False
    if (holder.text or "").strip() or any((child.tail or "").strip() for child in holder):
        return False
    length = outline.text_length(holder)
    return length <= MAX_PLAIN or (length <= _LAID_OUT * MAX_PLAIN and len(outline.text(holder)) <= MAX_PLAIN)


def _read_like_caption(said: list[HtmlElement], outline: Outline) -> bool:
    odd = any(furniture.is_hidden(child) or next(child.iter(*_NO_CAPTION_TAGS), None) is not None for child in said)
    return not odd and not any(_NOT_WORDS.search(outline.names(child)) for child in said)


def _give(picture: Picture, element: HtmlElement, plain: bool = False) -> None:
    words = _read(element, frozenset(_lone_links(element)) if plain else frozenset())
    if words.text or words.credit:
        words.kind = kind_of(element)
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
    if _COUNTER.match(text) or _BYLINE.match(text) or (is_furniture(text) and split_credit(text)[0]):
        text = ""
    return Words(element, kind, text[:MAX_CAPTION], credit[:500])
