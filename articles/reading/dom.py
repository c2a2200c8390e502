"""Questions to elements of a page's tree: their words, their text, who stands inside whom and before whom. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

NAMING = frozenset(("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label", "name"))
"""Attributes in which a page's maker says what an element is."""
SILENT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "button",
        "select",
        "textarea",
        "head",
        "iframe",
        "video",
        "audio",
        "object",
        "canvas",
    )
)
"""Elements whose text no reader of the page sees as text."""
BREAKING = frozenset(
    """
    p div li h1 h2 h3 h4 h5 h6 td th tr figcaption section ul ol dl dt dd article main header footer aside nav figure blockquote pre table
    tbody thead form fieldset address details summary hr body html center menu dialog hgroup caption
    """.split()  # noqa: SIM905
)
"""Elements that begin a line of their own."""
_SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_A_WORD = re.compile(r"[^a-z]+")
_HAS_DIGIT = re.compile(r"\d")
_HASHED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]*\d+[A-Za-z][A-Za-z0-9]*")
"""What a build tool made up (`1ad7fc`, `x9Kad`): its letters are no words."""
_LONGEST_NAMES = 600


def folded(text: str | None) -> str:
    """Fold all white space, invisible characters included, to single spaces."""
    if not text:
        return ""
    # Splitting is far quicker; it does not know the invisible characters, which hardly any text has.
    return " ".join((text if text.isascii() else _INVISIBLE.sub(" ", text.replace(_SOFT_HYPHEN, ""))).split())


def names(element: HtmlElement) -> str:
    """What the page's maker calls this element, its tag first: `div article-body entry`, for regular expressions."""
    said = [value or name for name, value in element.items() if name in NAMING or not value]
    return _spelled(f"{element.tag} {' '.join(said)}"[:_LONGEST_NAMES]) if said else element.tag


@lru_cache(maxsize=16_384)
def _spelled(text: str) -> str:
    if _HAS_DIGIT.search(text):
        text = _HASHED.sub(" ", text)
    if not text.islower():
        text = _CAMEL.sub(" ", text).lower()
    return _NOT_A_WORD.sub(" ", text).strip()


def text_of(element: HtmlElement, without: frozenset[HtmlElement] = frozenset()) -> str:
    """Give the words a reader sees in this element, white space folded; the elements in `without` are passed over."""
    return folded("".join(_pieces(element, without)))


def _pieces(element: HtmlElement, without: frozenset[HtmlElement]) -> Iterator[str]:
    """Walk without recursion: a page decides how deep it nests."""
    if not len(element):
        if element not in without and element.tag not in SILENT:
            yield element.text or ""
        return
    skipping = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipping is None and (node in without or node.tag in SILENT or (node is not element and node.get("hidden") is not None)):
                skipping = node
            if skipping is None:
                yield from ((" ",) if node.tag in BREAKING or node.tag == "br" else ())
                yield node.text or ""
            continue
        if skipping is node:
            skipping = None
        if skipping is None and node is not element:
            yield from ((" ",) if node.tag in BREAKING else ())
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
    """The page's elements in document order and its visible text, both walked once: what is asked of them later is looked up.

    An element is known by its place in document order. `stream` is the visible text; each element's own stretch of it is
    `stream[starts[i]:ends[i]]`, and a line ends there wherever one ends on the page.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.elements: list[HtmlElement] = []
        self.order: dict[HtmlElement, int] = {}
        self.tags: list[str] = []
        self.parents: list[int] = []
        self.last: dict[HtmlElement, int] = {}
        """The place of the last element inside each element; its own where it holds none."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.silent: list[bool] = []
        self.attributes: list[dict[str, str]] = []
        self.lines: list[tuple[int, int]] = []
        """(where in the stream a line begins, the element it stands in), ascending."""
        self._pieces: list[str] = []
        self._length = 0
        self._holders: list[int] = []
        """The nearest element around each, itself included, that breaks lines."""
        self._walk(tree)
        self.stream = "".join(self._pieces)

    def _walk(self, tree: HtmlElement) -> None:
        stack: list[int] = []
        inside: list[HtmlElement] = []
        for element in tree.iter():
            parent = element.getparent()
            while inside and inside[-1] is not parent:
                inside.pop()
                self._close(stack.pop())
            at = len(self.elements)
            above = stack[-1] if stack else at
            self._enter(element, at, above)
            if not self.silent[at]:
                self._begin(element, at)
            self.ends.append(self._length)
            stack.append(at)
            inside.append(element)
        while stack:
            self._close(stack.pop())

    def _enter(self, element: HtmlElement, at: int, above: int) -> None:
        tag = element.tag
        self.elements.append(element)
        self.order[element] = at
        self.tags.append(tag)
        self.attributes.append(dict(element.items()))
        self.parents.append(above)
        self.silent.append(tag in SILENT or (above != at and self.silent[above]))
        self._holders.append(at if tag in BREAKING or above == at else self._holders[above])
        self.starts.append(self._length)

    def _begin(self, element: HtmlElement, at: int) -> None:
        if self._holders[at] == at:
            self._break(at)
        elif self.tags[at] == "br":
            self._pieces.append(" ")
            self._length += 1
        self.starts[at] = self._length
        if text := element.text:
            self._pieces.append(text)
            self._length += len(text)

    def _close(self, at: int) -> None:
        element, above = self.elements[at], self.parents[at]
        self.ends[at] = self._length
        self.last[element] = len(self.elements) - 1
        if not at or self.silent[above]:
            return
        if self.tags[at] in BREAKING:
            self._break(self._holders[above])
        if tail := element.tail:
            self._pieces.append(tail)
            self._length += len(tail)

    def _break(self, holder: int) -> None:
        self._pieces.append("\n")
        self._length += 1
        self.lines.append((self._length, holder))

    def ancestors(self, at: int) -> Iterator[int]:
        """Give an element and those around it, innermost first, the page's root left out."""
        while at:
            yield at
            at = self.parents[at]

    def inside(self, element: HtmlElement, container: HtmlElement) -> bool:
        """Tell whether the element is the container or stands in it."""
        return self.order[container] <= self.order[element] <= self.last[container]

    def text_length(self, element: HtmlElement) -> int:
        """Count the visible characters in an element, about."""
        at = self.order[element]
        return self.ends[at] - self.starts[at]

    def text(self, element: HtmlElement) -> str:
        """Give the words a reader sees in this element, white space folded."""
        at = self.order[element]
        return text_of(element) if self.silent[at] else folded(self.stream[self.starts[at] : self.ends[at]])
