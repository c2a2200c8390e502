"""Where the story stands on the page: the chosen text found again in the tree, the region around it, the headline above it. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement

from articles.reading.body import Block
from articles.reading.dom import Outline, beginning, text_of

_HOLDERS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "td", "pre", "div", "span", "section", "article", "table"]
)
_NOT_LETTERS = re.compile(r"[\W_]+")
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


def find_place(outline: Outline, blocks: Sequence[Block], headline: str | None) -> Place:
    """Find the story's blocks again in the page, and the elements around them."""
    found = _matched(outline, blocks)
    body = outline.elements[0].find("body")
    top = body if body is not None else outline.elements[0]
    region = _smallest_with_most(outline, top, [(order, len(blocks[number].text)) for order, number in found])
    first = min((order for order, _ in found), default=outline.order[region])
    head = _headline(outline, headline, first if found else None)
    whole = region
    while head is not None and not outline.inside(head, whole):
        whole = whole.getparent()
    last = outline.last[outline.elements[max(order for order, _ in found)]] if found else outline.last[region]
    return Place(region, whole, outline.order[head] if head is not None else None, first, last, tuple(found))


def _matched(outline: Outline, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Match blocks to elements, in order, each to the innermost element that begins with its words."""
    wanted: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if len(begins := opening(block.text)) >= 12:
            wanted.setdefault(begins, number)
    found: dict[int, HtmlElement] = {}
    for element in outline.elements:
        if element.tag not in _HOLDERS or not 0 < outline.text_length(element) < 20_000:
            continue
        number = wanted.get(opening(beginning(element, 3 * _OPENING)))
        if number is not None and (number not in found or outline.inside(element, found[number])):
            found[number] = element
    return _longest_rise([(outline.order[element], number) for number, element in sorted(found.items())])


def _longest_rise(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most blocks whose places rise with their numbers: one out of order stood in a teaser or a summary."""
    ends: list[int] = []
    lengths = []
    for order, _ in found:
        at = bisect_left(ends, order)
        ends[at : at + 1] = [order]
        lengths.append(at)
    kept: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for pair, length in zip(reversed(found), reversed(lengths), strict=True):
        if length == wanted and (not kept or pair[0] < kept[-1][0]):
            kept.append(pair)
            wanted -= 1
    return kept[::-1]


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


def _headline(outline: Outline, headline: str | None, first: int | None) -> HtmlElement | None:
    """Find the headline's element: the one that says its words, else the last `h1` before the text."""
    heads = [element for element in outline.elements if element.tag in {"h1", "h2"}]
    wanted = opening(headline or "")
    saying = [head for head in heads if wanted and opening(text_of(head)) == wanted]
    before = [head for head in heads if head.tag == "h1" and (first is None or outline.order[head] < first)]
    ordered = [head for head in saying if first is None or outline.order[head] < first] or before
    return ordered[-1] if ordered else None
