"""Which of a page's lines are the story: the element that parts prose from all else best, without what stands apart in it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from articles.reading.apart import announced, other_articles, spread, surely_apart, told_apart
from articles.reading.dom import Outline
from articles.reading.runs import HEADINGS, Run, is_linked_sentence
from articles.reading.tables import data_cells

MOST_LINKED = 0.9
"""Share of a line's characters; what links more leads away."""
SHORTEST_TITLE = 25
"""Characters of a link that can be another story's headline."""
_LABEL_COUNTS = 0.5
"""Text that is no prose (labels, links, items) counts so much beside prose when the densest element is looked for."""
_AFTER_HEADLINE = 0.25
"""Share of the prose that must follow the headline for it to begin there."""
_TAIL = 0.1
"""Share of the prose below which a passage apart from the others, at their end, is no part of the story."""
_IN_CONTAINER = HEADINGS | {"p"}
_WHOLE = frozenset({"article", "main", "body"})
_LISTS = frozenset({"ul", "ol", "dl"})
_FEWEST_ITEMS = 3
_HEAD, _NOTE = 4, 200
"""Lines among which a list begins at the text's head, and prose beside it that only says what it is."""


@dataclass(frozen=True, slots=True)
class Region:
    """The story's lines and the element they stand in, by its place in document order."""

    runs: tuple[Run, ...]
    element: int
    announced: float
    """Share (0 to 1) of the page's prose that announces other stories."""


def find_region(outline: Outline, runs: Sequence[Run], head: int | None, url: str | None) -> Region:
    """Find the story among the page's lines; `head` is the headline's element, None where the page shows none; `url` the page's address.

    First without the help of names, but for those that no whole story ever stands in; then once more without what is furniture
    by its name inside of what was found: whole pages stand in elements called "ad-enabled" or "share". No prose, no lines.
    """
    above = frozenset() if head is None else frozenset(outline.ancestors(head))
    cards = announced(outline, runs, above, url)
    kept = _without(runs, surely_apart(outline, runs, above, cards))
    kept = _after_headline(kept, head)
    kept = _without(kept, other_articles(outline, kept, head, _densest(outline, kept)))
    home = _densest(outline, kept)
    kept = _without(kept, told_apart(outline, kept, above, home))
    element = _densest(outline, kept)
    end = outline.last[outline.elements[element]]
    cells = data_cells(outline, kept)
    inside = [run for run in kept if element <= run.holder <= end and (not run.teases or run.start in cells)]
    away = _leading_away(outline, inside)
    inside = [run for run, leads_away in zip(inside, away, strict=True) if not leads_away or run.start in cells]
    inside = _without_folded(outline, _without_cards(outline, inside, runs, element, cells), element)
    story = _without_tail(outline, inside)
    return Region((*story, *_results(outline, kept, story, element, cells)), element, _share(outline, runs, cards))


def _leading_away(outline: Outline, runs: Sequence[Run]) -> Iterator[bool]:
    """Tell of each line whether it is all link, but for a sentence that is a paragraph among those of prose beside it."""
    beside: dict[tuple[int, str, str | None], list[int]] = {}
    for run in runs:
        if run.weight:
            beside.setdefault(_set_like(outline, run.holder), []).append(run.start)
    for run in runs:
        away = run.linked > MOST_LINKED * len(run.text)
        prose = beside.get(_set_like(outline, run.holder), ()) if away and is_linked_sentence(run.text, run.width) else ()
        yield away and not (bool(prose) and prose[0] < run.start < prose[-1])


def _set_like(outline: Outline, holder: int) -> tuple[int, str, str | None]:
    """Name the paragraphs of one element that are made alike: every `p`, others of one class, lines parted by breaks."""
    tag = outline.tags[holder]
    return outline.parents[holder], tag, None if tag == "p" else outline.attributes[holder].get("class")


def _results(outline: Outline, kept: Sequence[Run], story: Sequence[Run], element: int, cells: Mapping[int, int]) -> list[Run]:
    """Give the tables of data and the plain lists that follow right after the story in a container of their own, with their headings."""
    home = element if outline.tags[element] in _WHOLE else outline.parents[element]
    end = outline.last[outline.elements[home]]
    after = (run for run in kept if story and story[-1].start < run.start and run.holder <= end)
    found: list[Run] = []
    headings: list[Run] = []
    for unit, members in groupby(after, key=lambda run: cells.get(run.start) or _plain_list(outline, run, home)):
        lines = list(members)
        if not unit and all(outline.tags[run.holder] in HEADINGS for run in lines):
            headings = lines
        elif unit and (lines[0].start in cells or _is_plain(lines, bool(headings))):
            found += [*headings, *lines]
            headings = []
        else:
            break
    return found


def _plain_list(outline: Outline, run: Run, home: int) -> int:
    """Give the outermost list a line stands in, below the story's home; 0 where it stands in none."""
    around = takewhile(lambda at: at > home, outline.ancestors(run.holder))
    return next((at for at in reversed(list(around)) if outline.tags[at] in _LISTS), 0)


def _without_folded(outline: Outline, inside: list[Run], element: int) -> list[Run]:
    """Leave a list at the text's beginning in a box with a button: readers must unfold it, and a machine wrote it (`In short`)."""
    listed = next((at for run in inside[:_HEAD] if (at := _plain_list(outline, run, element))), 0)
    if not listed:
        return inside
    prose = spread(outline, ((run.holder, run.weight) for run in inside if not _plain_list(outline, run, element)))
    box = [listed, *takewhile(lambda at: at > element and prose[at] <= _NOTE, outline.ancestors(listed))][-1]
    end = outline.last[outline.elements[box]]
    return [run for run in inside if not box <= run.holder <= end] if "button" in outline.tags[box : end + 1] else inside


def _is_plain(lines: Sequence[Run], headed: bool) -> bool:
    """Tell a list of things from one of keywords or buttons: it is headed, or its items say sentences or numbers."""
    told = headed or all(run.weight or any(map(str.isdigit, run.text)) for run in lines)
    return told and len(lines) >= _FEWEST_ITEMS and not any(run.linked for run in lines)


def _without_cards(outline: Outline, inside: list[Run], runs: Sequence[Run], element: int, cells: Mapping[int, int]) -> list[Run]:
    """Leave the labels (`By Jane Doe`, `Politics`) that stand with a linked title in an element without any prose."""
    prose = spread(outline, ((run.holder, run.weight) for run in inside))
    titles = spread(
        outline, ((run.holder, 1.0) for run in runs if run.linked >= SHORTEST_TITLE and run.linked > MOST_LINKED * len(run.text))
    )

    def is_label(run: Run) -> bool:
        around = list(takewhile(lambda at: at > element and not prose[at], outline.ancestors(run.holder)))
        return bool(around) and titles[around[-1]] > 0

    def is_own(run: Run) -> bool:
        return bool(run.weight) or run.linked > MOST_LINKED * len(run.text) or outline.tags[run.holder] in HEADINGS or run.start in cells

    return [run for run in inside if is_own(run) or not is_label(run)]


def _share(outline: Outline, runs: Sequence[Run], cards: frozenset[int]) -> float:
    """Give the share of the prose that stands in cards."""
    inside = sum(run.weight for run in runs if run.weight and not cards.isdisjoint(outline.ancestors(run.holder)))
    return inside / (sum(run.weight for run in runs) or 1.0)


def _without(runs: Sequence[Run], apart: frozenset[int]) -> list[Run]:
    return [run for run in runs if run.holder not in apart]


def _densest(outline: Outline, runs: Sequence[Run]) -> int:
    """Find the element with the best F1 of its prose among all prose (recall) and among its own text (precision).

    A paragraph alone is no place for a story: what holds it is.
    """
    prose = spread(outline, ((run.holder, run.weight) for run in runs))
    text = spread(outline, ((run.holder, run.weight + _LABEL_COUNTS * (run.width - run.weight)) for run in runs))
    _, best = max(((weight / (prose[0] + text[at]), at) for at, weight in enumerate(prose) if weight), default=(0.0, len(prose) - 1))
    return outline.parents[best] if outline.tags[best] in _IN_CONTAINER else best


def _after_headline(runs: list[Run], head: int | None) -> list[Run]:
    """What stands before the headline is not the story, unless nearly all of the prose does."""
    if head is None:
        return runs
    after = [run for run in runs if run.holder > head]
    return after if sum(run.weight for run in after) > _AFTER_HEADLINE * sum(run.weight for run in runs) else runs


def _without_tail(outline: Outline, runs: list[Run]) -> list[Run]:
    """End with the last container that holds a good part of the prose, or is made like the one that holds most: appeals follow."""
    weights: dict[int, float] = {}
    for run in runs:
        if run.weight:
            container = outline.parents[run.holder] if outline.tags[run.holder] in _IN_CONTAINER else run.holder
            weights[container] = weights.get(container, 0.0) + run.weight
    if not weights:
        return []
    enough = _TAIL * sum(weights.values())
    made = _made(outline, max(weights, key=weights.__getitem__))
    containers = (at for at, weight in weights.items() if weight >= enough or _made(outline, at) == made)
    end = max(outline.last[outline.elements[at]] for at in containers)
    return [run for run in runs if run.holder <= end]


def _made(outline: Outline, at: int) -> tuple[str, str | None]:
    return outline.tags[at], outline.elements[at].get("class")
