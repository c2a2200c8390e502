"""How much of a page's text announces other stories: what an index is made of. Pure."""

from bisect import bisect_left

from lxml.html import HtmlElement

from articles.reading.dom import Outline
from articles.reading.place import Place

SHORTEST_TITLE = 15
"""Characters of a link that can be another story's headline."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})


def teased_share(outline: Outline, place: Place) -> float:
    """Give the share (0 to 1) of the body's blocks that stand in a link, or with a linked headline of their own before them.

    In a story few blocks do so, whatever it links to; in a list of stories nearly all of them.
    """
    if not place.starts:
        return 0.0
    starts = [order for order, _ in place.starts]
    headlines = [outline.order[link] for link in titles(outline, starts[0], starts[-1])]
    # The first block has a headline before it in any case; so it counts for nothing.
    before, teased = starts[0], 0
    for start in starts[1:]:
        linked = _is_linked(outline.elements[start])
        teased += linked or _between(headlines, before, start)
        before = before if linked else start
    return teased / len(starts)


def titles(outline: Outline, after: int = 0, before: int | None = None) -> list[HtmlElement]:
    """List the links that are headlines, in document order, on the whole page or between two places of it."""
    return [link for link in outline.elements[after:before] if link.tag == "a" and _is_title(outline, link)]


def _between(headlines: list[int], before: int, after: int) -> bool:
    at = bisect_left(headlines, before + 1)
    return at < len(headlines) and headlines[at] < after


def _is_linked(element: HtmlElement) -> bool:
    """Tell whether an element stands in a link or is a heading that is one."""
    inside = next(element.iterancestors("a"), None)
    return inside is not None or (element.tag in _HEADINGS and next(element.iter("a"), None) is not None)


def _is_title(outline: Outline, link: HtmlElement) -> bool:
    """Tell whether a link is a headline: it stands in a heading, holds one, or is all its element says."""
    said = outline.text_length(link)
    parent = link.getparent()
    if not link.get("href") or said < SHORTEST_TITLE or parent is None:
        return False
    in_heading = parent.tag in _HEADINGS or any(child.tag in _HEADINGS for child in link.iterdescendants())
    return in_heading or (parent.tag != "p" and said >= 0.9 * outline.text_length(parent))
