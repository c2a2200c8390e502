"""One caption, or one credit, under a few pictures that stand together. Pure."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.dom import Outline
from articles.reading.figures import Picture, Words
from gallery.sightings import Sighting
from gallery.wording.captions import clean
from gallery.wording.credit_lines import split_credit

MOST_SHARING = 4
"""Pictures that one caption stands under; more are a slideshow, whose caption is that of the slide to be seen."""
_FEWEST = 2
_LITTLE_MORE = 20
"""Characters of other words beside them."""


def credit_of(words: Words | Sighting) -> str:
    """Give the credit of a caption or a sighting, apart in it or at its words' end; "" where it has none."""
    return words.credit or split_credit(clean(words.text))[1]


def share(words: Words, inside: Sequence[Picture], holder: HtmlElement, beside: Sequence[HtmlElement], outline: Outline) -> bool:
    """Let the first of the pictures in an element have its only caption's words, and each its credit; False where they share none."""
    captioned = any(said.text for picture in inside for said in picture.captions)
    # A figure's own caption is that of all it holds; another in a slideshow is that of the slide to be seen.
    slides = furniture.is_gallery(outline.names(holder)) and words.element.tag != "figcaption"
    if captioned or slides or not _stand_alone(inside, holder, beside, outline):
        return False
    inside[0].captions.append(words)
    _credit(inside[1:], inside[0], credit_of(words))
    return True


def share_row(words: Words, inside: Sequence[Picture], row: HtmlElement, outline: Outline) -> bool:
    """Let the pictures of the row right before a caption share it; False where it is no row of a few pictures and nothing else."""
    if not words.text or len({picture.figure for picture in inside}) < _FEWEST:
        return False
    return share(words, inside, row, (), outline)


def share_credit(words: Words, inside: Sequence[Picture], holder: HtmlElement, beside: Sequence[HtmlElement], outline: Outline) -> bool:
    """Let each of the pictures in an element that have none have the credit that stands there; False where they share none."""
    bare = [picture for picture in inside if not any(map(credit_of, picture.captions))]
    says_more, credit = split_credit(clean(words.text))
    credit = words.credit or credit
    if says_more or not credit or len({picture.figure for picture in bare}) < 2 or not _stand_alone(inside, holder, beside, outline):
        return False
    bare[0].captions.append(words)
    _credit(bare[1:], bare[0], credit)
    return True


def _stand_alone(inside: Sequence[Picture], holder: HtmlElement, beside: Sequence[HtmlElement], outline: Outline) -> bool:
    """Tell whether an element is made of a few pictures and the captions beside them."""
    alone = holder.tag == "figure" or outline.text_length(holder) <= sum(map(outline.text_length, beside)) + _LITTLE_MORE
    return alone and len({picture.figure for picture in inside}) <= MOST_SHARING


def _credit(others: Sequence[Picture], first: Picture, credit: str) -> None:
    for picture in others:
        if picture.figure != first.figure:
            picture.credit = credit
