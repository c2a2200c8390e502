"""Questions to elements of a page's tree: their words, their text, who stands inside whom and before whom. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from articles.reading.breaks import BREAKING, ends_paragraph, follows_paragraph, is_block, leaves_paragraph

NAMING = frozenset(("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label", "name"))
"""Attributes in which a page's maker says what an element is."""
SILENT = frozenset(
    "script style noscript template svg button select textarea head iframe video audio object canvas".split()  # noqa: SIM905
)
"""Elements whose text no reader of the page sees as text."""
_NO_TEXT, _MAY_LEAVE_LINE = frozenset({"script", "style"}), frozenset({"br", "span"})
_SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_A_WORD = re.compile(r"[^a-z]+")
_HAS_DIGIT = re.compile(r"\d")
_HASHED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]*\d+[A-Za-z][A-Za-z0-9]*")
"""What a build tool made up (`1ad7fc`, `x9Kad`): its letters are no words."""
_LONGEST_NAMES = 600
MAX_ATTRIBUTES = 200
"""Attributes of one element; real pages stay below 80."""
MAX_STRETCH = 200_000
"""Characters of text between two tags: a book's, not a story's."""


def folded(text: str | None) -> str:
    """Fold all white space, invisible characters included, to single spaces."""
    if not text:
        return ""
    # Splitting is far quicker; it does not know the invisible characters, which hardly any text has.
    return " ".join((text if text.isascii() else _INVISIBLE.sub(" ", text.replace(_SOFT_HYPHEN, ""))).split())


def names(element: HtmlElement) -> str:
    """What the page's maker calls this element, its tag first: ` div article body entry`, for regular expressions.

    A space stands before every word: a pattern that begins with it is looked for twice as fast as one that begins with `\\b`.
    """
    return _names(element.tag, element.items())


def _names(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    said = [value or name for name, value in attributes if name in NAMING or not value]
    return _spelled(f"{tag} {' '.join(said)}"[:_LONGEST_NAMES]) if said or "-" in tag else f" {tag}"


@lru_cache(maxsize=16_384)
def _spelled(text: str) -> str:
    if _HAS_DIGIT.search(text):
        text = _HASHED.sub(" ", text)
    if not text.islower():
        text = _CAMEL.sub(" ", text).lower()
    return f" {_NOT_A_WORD.sub(' ', text).strip()}"


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
        self.cuts: list[str] = []
        """What was too much to be read, each a sentence."""
        self._names: dict[int, str] = {}
        self._hidden: list[int] = []
        self._pieces: list[str] = []
        self._length = self._crowded = self._long = 0
        self._holders: list[int] = []
        """The nearest element around each, itself included, that breaks lines."""
        self._walk(tree)
        self.stream = "".join(self._pieces)
        if self._crowded:
            self.cuts.append(f"{self._crowded:,} elements had more than {MAX_ATTRIBUTES} attributes, which were left out.")
        if self._long:
            self.cuts.append(f"Of {self._long:,} stretches of text only the first {MAX_STRETCH:,} characters were read.")

    def _walk(self, tree: HtmlElement) -> None:
        stack: list[int] = []
        inside: list[HtmlElement] = []
        for at, element in enumerate(tree.iter()):
            parent = element.getparent()
            while inside and inside[-1] is not parent:
                self._close(stack.pop(), inside.pop())
            self._open(element, at, stack[-1] if stack else at)
            stack.append(at)
            inside.append(element)
        while stack:
            self._close(stack.pop(), inside.pop())

    def _open(self, element: HtmlElement, at: int, above: int) -> None:
        tag = element.tag
        attributes = element.items()
        self.elements.append(element)
        self.order[element] = at
        self.tags.append(tag)
        self.parents.append(above)
        self.attributes.append(dict(attributes) if len(attributes) <= MAX_ATTRIBUTES else self._bared(element))
        if attributes and "hidden" in self.attributes[at]:
            self._hidden.append(at)
        silent = tag in SILENT or (at > 0 and self.silent[above])
        self.silent.append(silent)
        breaks = tag in BREAKING or not at or is_block(element, tag, self.attributes[at])
        self._holders.append(at if breaks else self._holders[above])
        if not silent and (breaks or (tag in _MAY_LEAVE_LINE and self._leaves_line(element, tag))):
            self._break(self._holders[at])
        elif tag == "br" and not silent:
            self._pieces.append(" ")
            self._length += 1
        self.starts.append(self._length)
        text = element.text
        if text and tag not in _NO_TEXT:
            if len(text) > MAX_STRETCH:
                text = element.text = self._short(text)
            if not silent:
                self._pieces.append(text)
                self._length += len(text)
        self.ends.append(self._length)

    def _bared(self, element: HtmlElement) -> dict[str, str]:
        """Leave out the attributes of an element that is full of them: no page needs them, and everything asks for them."""
        element.attrib.clear()
        self._crowded += 1
        return {}

    def _short(self, text: str) -> str:
        """Cut text that runs on without any tag beyond what a story needs."""
        self._long += 1
        return text[:MAX_STRETCH]

    def _close(self, at: int, element: HtmlElement) -> None:
        self.ends[at] = self._length
        self.last[element] = len(self.elements) - 1
        tail = element.tail
        if tail and len(tail) > MAX_STRETCH:
            tail = element.tail = self._short(tail)
        above = self.parents[at]
        if not at or self.silent[above]:
            return
        if self._holders[at] == at:
            self._break(self._holders[above])
        if tail:
            self._pieces.append(tail)
            self._length += len(tail)

    def _leaves_line(self, element: HtmlElement, tag: str) -> bool:
        if tag == "br":
            return leaves_paragraph(element)
        if not follows_paragraph(element):
            return False
        return ends_paragraph(self._pieces, self._length - self.starts[self.order[element.getprevious()]])

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

    def having(self, attribute: str) -> list[HtmlElement]:
        """List the elements with an attribute, in document order."""
        return [element for element, said in zip(self.elements, self.attributes, strict=True) if attribute in said]

    def names(self, element: HtmlElement) -> str:
        """What the page's maker calls an element of the page, see `names`."""
        at = self.order[element]
        if (said := self._names.get(at)) is None:
            said = self._names[at] = _names(self.tags[at], self.attributes[at].items())
        return said

    def text_length(self, element: HtmlElement) -> int:
        """Count the visible characters in an element, about."""
        at = self.order[element]
        return self.ends[at] - self.starts[at]

    def text(self, element: HtmlElement) -> str:
        """Give the words a reader sees in this element, white space folded."""
        at = self.order[element]
        after = bisect_right(self._hidden, at)
        if self.silent[at] or (after < len(self._hidden) and self._hidden[after] <= self.last[element]):
            return text_of(element)
        return folded(self.stream[self.starts[at] : self.ends[at]])
