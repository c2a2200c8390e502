"""Which of a page's lines are the story: the element that parts prose from all else best, without what stands apart in it. Pure."""

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.dom import Outline
from articles.reading.runs import HEADINGS, Run

MOST = 0.5
"""Of the prose: an element that holds more of it is no furniture, whatever it is called."""
LONGEST_TEASER = 600
"""Prose (see `Run.weight`) beside another story's linked headline that still only announces that story."""
_WHOLE = frozenset({"html", "body", "main"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|hide|is-hidden|d-none|visually-?hidden|sr-only|screen-reader(?:-text)?|u-hidden|invisible)(?:\s|$)", re.I
)


@dataclass(frozen=True, slots=True)
class Region:
    """The story's lines and the element they stand in, by its place in document order."""

    runs: tuple[Run, ...]
    element: int


def find_region(outline: Outline, runs: Sequence[Run], head: int | None) -> Region:
    """Find the story among the page's lines; `head` is the headline's element, None where the page has none.

    First without a word's help, then again without what is furniture by its name inside of what was found: whole pages
    stand in elements called "ad-enabled" or "share", so names say something only below the story's own region.
    """
    above = frozenset() if head is None else frozenset(_ancestors(outline, head))
    held = _sums(outline, ((run.holder, float(run.width)) for run in runs))
    total = _sums(outline, ((run.holder, run.weight) for run in runs))
    cards = _cards(outline, runs, above)
    apart = _apart(outline, above, lambda at: held[at] > 0 and (at in cards or _is_hidden(outline.elements[at]) or (total[at] < SURE * total[0] and furniture.is_surely_furniture(outline.elements[at]))))
    kept = _after_headline([run for run in runs if not apart[run.holder]], head)
    kept = _without_strange(outline, kept, head)
    first = _densest(outline, kept, runs)
    prose = _sums(outline, ((run.holder, run.weight) for run in kept))
    inner = frozenset(_ancestors(outline, first))
    named = _apart(outline, above | inner, lambda at: held[at] > 0 and (prose[at] <= MOST * prose[first] and furniture.is_furniture(outline.elements[at])))
    kept = [run for run in kept if not named[run.holder]]
    element = _densest(outline, kept, runs)
    end = outline.last[outline.elements[element]]
    inside = [run for run in kept if element <= run.holder <= end and not (run.linked > 0.9 * len(run.text))]
    return Region(tuple(_without_tail(outline, inside)), element)


SURE = float(os.environ.get('SURE','0.6'))
TAIL = float(os.environ.get('TAIL','0.1'))


def _without_strange(outline, kept, head):
    prose = _sums(outline, ((run.holder, run.weight) for run in kept))
    home = 0
    if head is not None:
        home = next((at for at in _ancestors(outline, head) if outline.tags[at] == "article" and prose[at] > 0.2 * prose[0]), 0)
    if not home:
        first = _densest(outline, kept, kept)
        home = next((at for at in _ancestors(outline, first) if outline.tags[at] == "article"), 0)
    if not home:
        return kept
    around = frozenset(_ancestors(outline, home))
    strange = _apart(outline, around, lambda at: outline.tags[at] == "article" and (prose[at] < 0.5 * prose[home] or not home <= at <= outline.last[outline.elements[home]]))
    return [run for run in kept if not strange[run.holder]]


def _without_tail(outline, runs):
    def container(run):
        return outline.parents[run.holder] if outline.tags[run.holder] in PARAS else run.holder
    def sign(at):
        e = outline.elements[at]
        return e.tag, e.get("class")
    weights = {}
    for run in runs:
        if run.weight:
            c = container(run); weights[c] = weights.get(c, 0) + run.weight
    if not weights:
        return runs
    total = sum(weights.values()); main = max(weights, key=weights.__getitem__)
    good = [c for c, w in weights.items() if w >= TAIL * total or sign(c) == sign(main)]
    end = max(outline.last[outline.elements[c]] for c in good)
    return [run for run in runs if run.holder <= end]


PARAS = frozenset({"p", "h1","h2","h3","h4","h5","h6"})


def _densest(outline: Outline, kept: Sequence[Run], runs: Sequence[Run]) -> int:
    """Find the element with the best F1 of the prose it holds of all (recall) and the prose it holds of its text (precision)."""
    prose = _sums(outline, ((run.holder, run.weight) for run in kept))
    text = _sums(outline, ((run.holder, run.weight + REST * (run.width - run.weight)) for run in kept))
    there = {run.start for run in kept}
    foreign = _sums(outline, ((run.holder, FOREIGN * run.weight) for run in runs if run.start not in there))
    return max(range(len(prose)), key=lambda at: (prose[at] / (BETA2*prose[0] + text[at] + foreign[at] or 1), at))


FOREIGN = float(os.environ.get('FOREIGN',0.3))
BETA2 = float(os.environ.get('BETA',1))**2
REST = float(os.environ.get('REST',.5))


def _strange_articles(outline, first, above, prose):
    """Other stories: every `article` but the one the story stands in, where that one stands in an article too."""
    around = frozenset(_ancestors(outline, first)) | above
    own = [at for at in around if outline.tags[at] == "article"]
    return frozenset(at for at, tag in enumerate(outline.tags) if tag == "article" and at not in around and (own or 0) and prose[at] <= MOST * prose[first])


def _sums(outline: Outline, weights: Iterable[tuple[int, float]]) -> list[float]:
    """Add up weights given to elements over everything inside each element."""
    sums = [0.0] * len(outline.elements)
    for at, weight in weights:
        sums[at] += weight
    for at in range(len(sums) - 1, 0, -1):
        sums[outline.parents[at]] += sums[at]
    return sums


def _ancestors(outline: Outline, at: int) -> Iterable[int]:
    while at:
        yield at
        at = outline.parents[at]


def _apart(outline: Outline, above: frozenset[int], stands_apart: Callable[[int], bool], sums: Sequence[float] | None = None) -> list[bool]:
    """Mark the elements that stand apart and all inside them; never one that the headline stands in."""
    apart = [False] * len(outline.elements)
    for at in range(1, len(apart)):
        if apart[outline.parents[at]]:
            apart[at] = True
        elif (sums is None or sums[at]) and outline.tags[at] not in _WHOLE and at not in above:
            apart[at] = stands_apart(at)
    return apart


def _is_hidden(element: HtmlElement) -> bool:
    """Tell whether a page keeps an element from its readers: a wall for others, a dialog, words for screen readers."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


def _after_headline(runs: list[Run], head: int | None) -> list[Run]:
    """What stands before the headline is not the story, unless most of the prose does."""
    if head is None:
        return runs
    after = [run for run in runs if run.holder > head]
    return after if sum(run.weight for run in after) > 0.25 * sum(run.weight for run in runs) else runs


def _cards(outline: Outline, runs: Sequence[Run], above: frozenset[int]) -> frozenset[int]:
    """Find what announces other stories: the largest element around each linked heading that holds no other and hardly any prose."""
    prose = _sums(outline, ((run.holder, run.weight) for run in runs))
    titles = [at for at, tag in enumerate(outline.tags) if tag in HEADINGS and at not in above and _is_linked(outline, at)]
    return frozenset(_card(outline, at, titles, prose, above) for at in titles)


def _is_linked(outline: Outline, at: int) -> bool:
    element = outline.elements[at]
    around = (ancestor.tag == "a" for ancestor in islice(element.iterancestors(), 4))
    return not outline.silent[at] and (any(around) or next(element.iter("a"), None) is not None)


def _card(outline: Outline, title: int, titles: Sequence[int], prose: Sequence[float], above: frozenset[int]) -> int:
    card = title
    while (around := outline.parents[card]) and around not in above and outline.tags[around] not in _WHOLE:
        others = bisect_right(titles, outline.last[outline.elements[around]]) - bisect_left(titles, around)
        if others > 1 or prose[around] > LONGEST_TEASER:
            break
        card = around
    return card
