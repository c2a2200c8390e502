"""The page's lines of text, each with its words, how much of it is links, and how much of it is prose. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded
from articles.reading.languages import width

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ITEMS = frozenset({"li", "dd", "dt"})
_FIGURES = frozenset({"figure", "figcaption", "picture"})
SHORTEST_SENTENCE, SURELY_PROSE = 40, 160
"""Width (see `languages.width`) of a sentence, and of a line that is prose though nothing ends it."""
MOST_LINKS = 0.6
"""Share of a line's characters; what links more is a list of links."""
_ITEM_WEIGHT = 0.5
"""An item of a list is as often a menu's as a story's."""
_LABEL = re.compile(r"\s*[^\s.!?][^.!?\n]{1,60}[:：|>»→–—-]+\s*|\s*[>»→•+-]+\s*")
_AFTER_LINK = " \t\n\r\u00a0.»>→"
_ENDED = re.compile(r"[.!?…:;。！？।؟۔][\"'”’»)\]」』\s]*$")
_EXCERPT = re.compile(r"\[(?:…|\.{3})\]$")
"""What WordPress puts where it cut another story off; a quotation that ends so is still read where its story is."""
_FULL_STOP = re.compile(r"[.。।۔][\"'”’»)\]」』\s]*$")
"""What ends a sentence and hardly ever a headline; headlines ask and exclaim."""


class Run(NamedTuple):
    """One line of the page: a stretch of the outline's stream inside one element that breaks lines."""

    start: int
    end: int
    holder: int
    """The element it stands in, by its place in document order."""
    text: str
    width: int
    linked: int
    """Characters of it that are links."""
    weight: float
    """How much prose it is: the width of what is not linked, 0 for a heading, a label or a list of links."""
    teases: bool = False
    """A label and a link to its end: `More on this: …`, `Interview | …`."""


def line_spans(outline: Outline) -> Iterator[tuple[int, int]]:
    """Give where in the outline's stream each line begins and ends."""
    return pairwise([*(start for start, _ in outline.lines), len(outline.stream)])


def runs_of(outline: Outline, taken: Iterable[HtmlElement]) -> list[Run]:
    """List the page's lines in order, without those in figures and in the elements `taken` (captions)."""
    passed = _Spans((outline.starts[at], outline.ends[at]) for at in map(outline.order.__getitem__, taken))
    links = _Spans((outline.starts[at], outline.ends[at]) for at, tag in enumerate(outline.tags) if tag == "a" and not outline.silent[at])
    in_figure = _inside(outline, _FIGURES)
    found = []
    for (start, holder), (following, _) in pairwise([*outline.lines, (len(outline.stream) + 1, 0)]):
        end = following - 1
        if end <= start or in_figure[holder]:
            continue
        raw = outline.stream[start:end]
        if raw.isspace():
            continue
        text = folded(raw)
        if text and passed.length(start, end) < len(raw.strip()):
            linked, wide = links.length(start, end), width(text)
            teases = 0 < linked < len(raw) and _teases(raw, links.last_in(start, end))
            weight = 0.0 if teases else _prose(text, wide, linked / len(text), outline.tags[holder])
            found.append(Run(start, end, holder, text, wide, linked, weight, teases))
    return found


def _teases(raw: str, link: tuple[int, int]) -> bool:
    """Tell whether a line says a label and then nothing but a link."""
    start, end = link
    return raw[end:].strip(_AFTER_LINK) == "" and bool(_LABEL.fullmatch(raw[:start]))


def _prose(text: str, wide: int, linked: float, tag: str) -> float:
    if tag in HEADINGS or linked > MOST_LINKS or wide < SHORTEST_SENTENCE or _EXCERPT.search(text):
        return 0.0
    if wide < SURELY_PROSE and not _ENDED.search(text):
        return 0.0
    return wide * (1 - linked) * (_ITEM_WEIGHT if tag in ITEMS else 1.0)


def is_linked_sentence(text: str, wide: int) -> bool:
    """Tell a sentence that is all link from another story's headline: it is long enough and ends with a full stop."""
    return wide >= SHORTEST_SENTENCE and bool(_FULL_STOP.search(text)) and not text.endswith("..")


def _inside(outline: Outline, tags: frozenset[str]) -> list[bool]:
    inside = [tag in tags for tag in outline.tags]
    for at, above in enumerate(outline.parents):
        inside[at] = inside[at] or inside[above]
    return inside


class _Spans:
    """Stretches of the stream, joined where they meet: answers how much of another stretch they cover."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def last_in(self, start: int, end: int) -> tuple[int, int]:
        """Give where the last of the stretches that reach into another one begins and ends, counted from that one's start."""
        at = max(0, bisect_left(self._starts, end) - 1)
        return max(0, self._starts[at] - start), min(end, self._ends[at]) - start

    def length(self, start: int, end: int) -> int:
        covered = 0
        for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            covered += min(end, self._ends[at]) - max(start, self._starts[at])
        return covered
