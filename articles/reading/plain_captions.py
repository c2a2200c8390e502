"""Captions that nothing calls so: the few words beside a picture, and what tells them from the story. Pure."""

import re
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.caption_lists import MAX_CAPTION, kind_of
from articles.reading.caption_words import give, lone_links, read_caption
from articles.reading.captions_after import caption_after
from articles.reading.dom import Outline, folded, text_of
from articles.reading.figures import Picture, Pictures
from articles.reading.runs import line_spans
from articles.reading.shared_captions import credit_of, share

MAX_PLAIN = 400
_LAID_OUT = 10
"""How much longer words may be with all the white space between them."""
_NOT_WORDS = re.compile(
    r" (?:byline|author|date|time|share|social|badge|label|tag|play|duration|category|kicker|title|headline|ad|advert\w*|nav|related)\b"
)
_CAPTION_ATTRIBUTE = re.compile(r"^data-(?:[\w-]+-)?(?:caption|sub-html|legend)$", re.I)
_ATTRIBUTE_LEVELS = 3
_TAG = re.compile(r"<[^<>]{0,2000}>")
_NO_HOLDERS = frozenset({"a", "button", "header", "body", "main", "li", "blockquote", "article", "section"})
_SENTENCE_WIDTH = 60
_STORY_SHARE = 0.5
"""Of the page's prose: so much beside one or two pictures is the story."""
_NO_CAPTION_TAGS = ("h1", "h2", "h3", "h4", "h5", "time", "ul", "form", "table", "button", "input", "img")


def find_plain(pictures: Pictures) -> None:
    """Give the pictures without a caption the words beside them that read like one."""
    captioned = {picture.figure for picture in pictures.all if any(words.text for words in picture.captions)}
    bare = [picture for picture in pictures.all if picture.figure not in captioned]
    for picture in bare:
        if picture.figure not in captioned:
            _take_plain(picture, pictures)
            captioned |= {picture.figure} if picture.captions else set()
    for picture in bare:
        _share_plain(picture, pictures)
        if picture.figure not in captioned and not picture.captions and not picture.credit:
            _take_after(picture, pictures.outline)
    _give_back(bare, pictures.outline)


def _share_plain(picture: Picture, pictures: Pictures) -> None:
    """Where nothing is called a caption: a line with a credit under a few pictures that have nothing else about them."""
    holder, outline = picture.box.getparent(), pictures.outline
    if picture.captions or picture.credit or holder is None or outline.text_length(holder) > MAX_PLAIN:
        return
    if not _may_hold_caption(holder, outline):
        return
    said = [child for child in holder if outline.text_length(child) and outline.text(child)]
    if len(said) == 1 and not pictures.inside(said[0]) and _read_like_caption(said, outline):
        words = replace(read_caption(said[0], frozenset(lone_links(said[0]))), kind=kind_of(said[0]))
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
                        give(picture, child, plain=True)
            return
        if ancestor is picture.box:
            return


def attribute_caption(picture: Picture) -> str:
    """Give the caption that only a viewer would show, kept in an attribute called so (`data-caption`); "" where there is none.

    It says nothing of whether the picture is the story's: some makers give it to every picture, teasers' too.
    """
    for element in [picture.element, *islice(picture.element.iterancestors(), _ATTRIBUTE_LEVELS)]:
        for name, value in element.items():
            if _CAPTION_ATTRIBUTE.search(name) and " " in (said := folded(_TAG.sub(" ", value[:MAX_CAPTION]))):
                return said
        if element is picture.box:
            break
    return ""


def _take_after(picture: Picture, outline: Outline) -> None:
    """Where nothing is called a caption: the line right after the picture."""
    if (line := caption_after(picture, outline)) is not None:
        give(picture, line)


def _give_back(bare: list[Picture], outline: Outline) -> None:
    """A short story beside its one picture is no caption: nothing calls it one, and the page says hardly anything else."""
    taken = [picture for picture in bare if any(words.text for words in picture.captions)]
    said = sum(len(words.text) for picture in taken for words in picture.captions)
    places = [outline.order[words.element] for picture in taken for words in picture.captions]
    own = [(outline.starts[at], outline.ends[at]) for at in places]
    lines = [(start, end) for start, end in line_spans(outline) if not any(first <= start < last for first, last in own)]
    lengths = (len(outline.stream[start:end].strip()) for start, end in lines)
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
