"""Where the story stands on the page: the chosen text found again in the tree, the region around it, the headline above it. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement

from articles.reading.body import Block
from articles.reading.dom import Outline

_NOT_LETTERS = re.compile(r"[\W_]+")
_NEARLY = 25
"""Letters that a heading must share with the headline to be it."""
_OPENING = 60
"""Letters by which a block is found again."""
_SHARE = 0.85
"""The region is the smallest element that holds this share of the story's text."""


@dataclass(frozen=True, slots=True)
class Place:
    """The story's place: orders are those of the Outline."""

    region: HtmlElement
    """The smallest element that holds nearly all of the story's text."""
    whole: HtmlElement
    """The smallest element that holds the region and the headline."""
    headline: int | None
    first: int
    """Where the story's text begins."""
    last: int
    """Where it ends."""
    starts: tuple[tuple[int, int], ...]
    """(order of the element a block stands in, number of that block), ascending."""

    def block_at(self, order: int) -> int | None:
        """How many blocks of the body stand before this place; None where the story was not found again."""
        if not self.starts:
            return None
        at = bisect_right(self.starts, (order, 1 << 30))
        return self.starts[at - 1][1] + 1 if at else 0

    def holds_story(self, start: int, end: int) -> bool:
        """Tell whether a block of the story begins between two places."""
        at = bisect_right(self.starts, (start, -1))
        return at < len(self.starts) and self.starts[at][0] <= end


def opening(text: str) -> str:
    """The first letters of a text, by which it is recognised."""
    return _NOT_LETTERS.sub("", text[: 3 * _OPENING].casefold())[:_OPENING]


def find_place(outline: Outline, blocks: Sequence[Block], head: int | None) -> Place:
    """Find the elements around the story's blocks; `head` is the headline's element."""
    body = outline.elements[0].find("body")
    top = body if body is not None else outline.elements[0]
    region = _smallest_with_most(outline, top, [(block.order, len(block.text)) for block in blocks])
    orders = [block.order for block in blocks]
    first = min(orders, default=outline.order[region])
    if head is None and orders:
        # A headline that no data say the same is still the last one before the text.
        head = next((at for at in range(first, -1, -1) if outline.tags[at] == "h1" and not outline.silent[at]), None)
    whole = region
    while head is not None and not outline.inside(outline.elements[head], whole):
        whole = whole.getparent()
    last = outline.last[outline.elements[max(orders)]] if orders else outline.last[region]
    return Place(region, whole, head, first, last, tuple((order, number) for number, order in enumerate(orders)))


def _smallest_with_most(outline: Outline, top: HtmlElement, weights: list[tuple[int, int]]) -> HtmlElement:
    """Go down from the top while one child holds nearly all of the weight; `weights` are (order, weight), ascending."""
    if not weights:
        articles = list(top.iter("article"))
        return articles[0] if len(articles) == 1 else top
    orders = [order for order, _ in weights]
    passed = [0, *accumulate(weight for _, weight in weights)]
    wanted = _SHARE * passed[-1]

    def weight_in(element: HtmlElement) -> int:
        return passed[bisect_right(orders, outline.last[element])] - passed[bisect_left(orders, outline.order[element])]

    region = top
    while (heavy := next((child for child in region if weight_in(child) >= wanted), None)) is not None:
        if outline.order[heavy] in orders:
            break
        region = heavy
    return region


def find_headline(outline: Outline, headline: str | None) -> int | None:
    """Find the headline's element, by its place in document order: the one that says its words, else one that says nearly them."""
    wanted = opening(headline or "")
    if not wanted:
        return None
    heads = [at for at, tag in enumerate(outline.tags) if tag in {"h1", "h2"} and not outline.silent[at]]
    said = {at: opening(outline.text(outline.elements[at])) for at in heads}
    saying = [at for at in heads if said[at] == wanted]
    first = [at for at in saying if outline.tags[at] == "h1"] or saying
    near = [at for at in heads if outline.tags[at] == "h1" and _nearly(said[at], wanted)]
    return next(iter([*first, *near]), None)


def _nearly(said: str, wanted: str) -> bool:
    shorter, longer = sorted((said, wanted), key=len)
    return len(shorter) >= _NEARLY and shorter[:_NEARLY] in longer
