"""The entries of a live blog: texts that each stand under a time of their own. Pure."""

import re
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded
from articles.reading.place import Place

FEWEST_ENTRIES = 6
FEWEST_NAMED_ENTRIES = 3
"""Where the page's maker calls them live."""
SHARE_OF_BLOCKS = 0.2
"""Of the body's blocks at least so many begin an entry."""
FEWEST_PARTS = 2
"""Parts made like the first that follow it."""
_PARTS, _PART_LEVELS = frozenset({"article", "section", "div", "li"}), 3
LONGEST_TIME = 40
_ANCESTORS = 12

_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])(?:\s?[:.h時시点]\s?[0-5]\d|\s?(?:am|pm)\b)(?!\d)", re.I)
_LIVE = re.compile(
    r"\blive ?(?:blogs?|tickers?|posts?|updates?|feed|stream|story|coverage|entry|entries)\b|\b(?:news ?)?ticker\b|\bminute by minute\b"
)


def is_live(outline: Outline, place: Place) -> bool:
    """Tell whether the story is made of timed entries."""
    timed = _timed_blocks(outline, place)
    if timed < SHARE_OF_BLOCKS * len(place.starts):
        return False
    return timed >= FEWEST_ENTRIES or (timed >= FEWEST_NAMED_ENTRIES and _is_called_live(outline, place))


def heads_part(outline: Outline, order: int) -> bool:
    """Tell whether a line stands at the head of the first of several parts made alike: a live blog's newest entry, a list's first place."""
    part = next((one for one in islice(outline.elements[order].iterancestors(), _PART_LEVELS) if one.tag in _PARTS), None)
    if part is None or part.getparent() is None:
        return False
    made = part.tag, part.get("class")
    alike = (one for one in part.itersiblings(part.tag) if (one.tag, one.get("class")) == made)
    several = len(list(islice(alike, FEWEST_PARTS))) == FEWEST_PARTS
    return several and outline.text_length(part) > outline.text_length(outline.elements[order])


def _timed_blocks(outline: Outline, place: Place) -> int:
    """Count the blocks before which, after the block before them, a time stands; the first one's time is the story's own."""
    timed = 0
    for (before, _), (start, _) in zip(place.starts, place.starts[1:], strict=False):
        end = outline.last[outline.elements[before]]
        # A line of an element that holds the next block's too is no block's end: `<div>12:40 <h2>…</h2></div>`.
        beyond = before + 1 if end >= start else end + 1
        timed += any(map(_is_time, outline.elements[beyond:start]))
    return timed


def _is_time(element: HtmlElement) -> bool:
    said = folded(element.text)
    if element.tag == "time" and not said:
        said = folded(element.get("datetime")).replace("T", " ")
    return 0 < len(said) <= LONGEST_TIME and element.tag not in {"p", "script", "style"} and bool(_CLOCK.search(said))


def _is_called_live(outline: Outline, place: Place) -> bool:
    around = outline.elements[place.starts[-1][0]].iterancestors()
    return any(_LIVE.search(outline.names(element)) for element in islice(around, _ANCESTORS))
