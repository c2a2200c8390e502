"""Questions to elements of a page's tree: their words, their text, who stands inside whom and before whom. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label", "name")
"""Attributes in which a page's maker says what an element is."""
_SPACE = re.compile(r"[\s\u00a0\u200b\u200c\u200d\u2060\ufeff]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_A_WORD = re.compile(r"[^a-z]+")
_HASHED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]*\d+[A-Za-z][A-Za-z0-9]*")
"""What a build tool made up (`1ad7fc`, `x9Kad`): its letters are no words."""
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "button", "select", "textarea"})
_BREAKING = frozenset(
    ["p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "figcaption", "section", "ul", "ol", "dt", "dd"]
)


def folded(text: str | None) -> str:
    """Fold all white space, invisible characters included, to single spaces."""
    return _SPACE.sub(" ", text or "").strip()


def names(element: HtmlElement) -> str:
    """What the page's maker calls this element, its tag first: `div article-body entry`, for regular expressions."""
    said = [element.tag, *(element.get(name) or "" for name in NAMING), *(name for name, value in element.items() if not value)]
    return _spelled(" ".join(said)[:600])


@lru_cache(maxsize=8192)
def _spelled(text: str) -> str:
    return _NOT_A_WORD.sub(" ", _CAMEL.sub(" ", _HASHED.sub(" ", text)).lower()).strip()


def text_of(element: HtmlElement, without: frozenset[HtmlElement] = frozenset()) -> str:
    """Give the words a reader sees in this element, white space folded; the elements in `without` are passed over."""
    return folded("".join(_pieces(element, without)))


def _pieces(element: HtmlElement, without: frozenset[HtmlElement]) -> Iterator[str]:
    """Walk without recursion: a page decides how deep it nests."""
    skipping = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipping is None and (node in without or node.tag in _SILENT or (node is not element and node.get("hidden") is not None)):
                skipping = node
            if skipping is None:
                yield from ((" ",) if node.tag in _BREAKING else ())
                yield node.text or ""
            continue
        if skipping is node:
            skipping = None
        if skipping is None and node is not element:
            yield from ((" ",) if node.tag in _BREAKING else ())
            yield node.tail or ""


def beginning(element: HtmlElement, length: int) -> str:
    """Give at least so many characters of an element's text where it has them, without reading on."""
    pieces: list[str] = []
    for piece in _pieces(element, frozenset()):
        if said := piece.strip():
            pieces.append(said)
            length -= len(said)
        if length < 0:
            break
    return folded(" ".join(pieces))


class Outline:
    """The page's elements in document order: answers "inside", "before" and "how much text" without walking again."""

    def __init__(self, tree: HtmlElement) -> None:
        self.order: dict[HtmlElement, int] = {}
        self.last: dict[HtmlElement, int] = {}
        self.elements: list[HtmlElement] = []
        self._text_at: dict[HtmlElement, tuple[int, int]] = {}
        passed = silent = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if event == "start":
                self.order[element] = len(self.elements)
                self.elements.append(element)
                silent += element.tag in _SILENT
                self._text_at[element] = (passed, passed)
                passed += 0 if silent else len((element.text or "").strip())
                continue
            self.last[element] = len(self.elements) - 1
            self._text_at[element] = (self._text_at[element][0], passed)
            silent -= element.tag in _SILENT
            passed += 0 if silent else len((element.tail or "").strip())

    def inside(self, element: HtmlElement, container: HtmlElement) -> bool:
        """Tell whether the element is the container or stands in it."""
        return self.order[container] <= self.order[element] <= self.last[container]

    def text_length(self, element: HtmlElement) -> int:
        """Count the visible characters in an element, about."""
        start, end = self._text_at[element]
        return end - start
