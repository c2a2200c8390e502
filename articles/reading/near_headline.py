"""What stands about the headline on the page, where a story says when and by whom it was written. Pure."""

from collections.abc import Iterator
from itertools import chain, islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from articles.reading.dom import beginning, folded
from articles.reading.headlines import letters

REACH = 500
"""Pieces of text, and elements, before and after the headline that are looked at."""
LOOKED_AT = 40
"""Letters by which a text is known to say the headline."""
LEAST, MAX_HEADINGS = 12, 25
MAX_TEXTS, MAX_LINES = 5_000, 150
"""Texts among which a headline without an `h1` is looked for, and elements after it that may be a byline."""
MAX_INSIDE = 40
"""Elements in one that may be a line; a larger one is not read, which keeps the cost of a nested page down."""
_TEXTS = XPath("//body//text()[not(parent::script or parent::style)]")
_WAYS = ("following", "preceding", "descendant")
_TEXTS_AFTER, _TEXTS_BEFORE, _TEXTS_INSIDE = (
    XPath(f"{way}::text()[not(parent::script or parent::style)][position() <= {REACH}]") for way in _WAYS
)
_AFTER, _BEFORE, _INSIDE = (XPath(f"{way}::*[not(self::script or self::style)][position() <= {REACH}]") for way in _WAYS)


def find_heading(tree: HtmlElement, headline: str | None) -> HtmlElement | None:
    """Find where the headline stands on the page: in the first `h1` or an `h2`, without one in the first text that begins with it."""
    heading = next(tree.iter("h1"), None)
    said = letters(headline or "")[:LOOKED_AT]
    if heading is not None and said and not letters(beginning(heading, LOOKED_AT)).startswith(said[:LEAST]):
        below = (one for one in islice(tree.iter("h2"), MAX_HEADINGS) if letters(beginning(one, MAX_LINES)).startswith(said))
        heading = next(below, heading)
    if heading is not None or not said:
        return heading
    return next((text.getparent() for text in islice(_TEXTS(tree), MAX_TEXTS) if letters(text[:200]).startswith(said)), None)


def texts_about(tree: HtmlElement, heading: HtmlElement | None, longest: int) -> Iterator[str]:
    """Give the texts of up to `longest` characters, those after the heading first; then those laid out in several elements."""
    root = tree if heading is None else heading
    texts, elements = ((_TEXTS_INSIDE,), (_INSIDE,)) if heading is None else ((_TEXTS_AFTER, _TEXTS_BEFORE), (_AFTER, _BEFORE))
    whole = (folded(text) for way in texts for text in way(root))
    joined = (text for way in elements for _, text in _lines(way(root), longest))
    return (text for text in chain(whole, joined) if 0 < len(text) <= longest)


def lines_after(heading: HtmlElement, longest: int) -> Iterator[tuple[HtmlElement, str]]:
    """Give the small elements after the heading that say up to `longest` characters, each with its words."""
    return _lines(_AFTER(heading)[:MAX_LINES], longest)


def _lines(elements: list[HtmlElement], longest: int) -> Iterator[tuple[HtmlElement, str]]:
    said = ((element, beginning(element, longest)) for element in elements if is_small(element))
    return ((element, text) for element, text in said if 0 < len(text) <= longest)


def is_small(element: HtmlElement) -> bool:
    """Tell whether an element may be a line by how few elements it holds."""
    return sum(1 for _ in islice(element.iter(), MAX_INSIDE + 1)) <= MAX_INSIDE
