"""What stands apart from a page's story: announcements of other stories, hidden walls, furniture, further articles. Pure.

Each rule marks whole elements with all that stands inside; none marks one that the headline stands in.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.addresses import host_name, site
from articles.reading.dom import Outline
from articles.reading.runs import HEADINGS, Run

NEARLY_ALL, MOST = 0.6, 0.5
"""Shares of the prose: an element that holds more of it stands not apart, whatever it is called."""
LEFT = 0.25
"""Share of the prose that names leave at least, or else they are not believed."""
_MOST_DOUBTS = 6
HOME = 0.2
"""Share of the prose that makes an `article` around the headline the story's own."""
LONGEST_TEASER = 600
"""Prose (see `Run.weight`) beside another story's linked headline that still only announces that story."""
LONGEST_TITLE = 500
"""Characters of a heading with all the white space in it."""
TEASERS_SHARE = 0.3
"""Of the page's prose: on a page with a few lines only, they are the story and no teaser."""
_LINK_LEVELS = 4
_WHOLE = frozenset({"html", "body", "main"})


def spread(outline: Outline, weights: Iterable[tuple[int, float]]) -> list[float]:
    """Add up weights given to elements: each element's sum over itself and all inside it."""
    sums = [0.0] * len(outline.elements)
    for at, weight in weights:
        sums[at] += weight
    for at in range(len(sums) - 1, 0, -1):
        if sums[at]:
            sums[outline.parents[at]] += sums[at]
    return sums


def surely_apart(outline: Outline, runs: Sequence[Run], above: frozenset[int], cards: frozenset[int]) -> frozenset[int]:
    """Mark what is never a story's: announcements, what the page hides, and what is called as no whole story is."""
    prose = _prose(outline, runs)

    def is_unseen(at: int) -> bool:
        # What holds nearly all of the prose is hidden only until a script shows it.
        return at in cards or (prose[at] < NEARLY_ALL * prose[0] and furniture.is_hidden(outline.elements[at]))

    def is_called(at: int) -> bool:
        return prose[at] < NEARLY_ALL * prose[0] and furniture.is_surely_furniture(outline, outline.elements[at])

    marked = _marked(outline, runs, above, lambda at: is_unseen(at) or is_called(at))
    # Many comments are no story, though they say most of what a page says; what comes first under the headline is one.
    first = next((run.holder for run in runs if above and run.weight and run.holder > max(above)), 0)
    if first not in marked:
        return marked
    unseen = _marked(outline, runs, above, is_unseen)
    return unseen | _believed(outline, [run for run in runs if run.holder not in unseen], above, 0, is_called)


def told_apart(outline: Outline, runs: Sequence[Run], above: frozenset[int], home: int) -> frozenset[int]:
    """Mark the furniture below the story's home by its name, the frames of videos, the boxes that sell."""
    prose = _prose(outline, runs)

    def judge(at: int) -> bool:
        element = outline.elements[at]
        if prose[at] > MOST * prose[home] or outline.tags[at] == "p":
            return False
        small = prose[at] < LONGEST_TEASER
        return furniture.is_furniture(outline, element) or (
            small and (furniture.is_player(outline, element) or furniture.is_offer(outline, element))
        )

    return _believed(outline, runs, above | frozenset(outline.ancestors(home)), home, judge)


def _believed(outline: Outline, runs: Sequence[Run], above: frozenset[int], home: int, is_called: Callable[[int], bool]) -> frozenset[int]:
    """Mark what is called so, without believing the names that would take most of the home's prose: page makers call stories so."""
    end = outline.last[outline.elements[home]]
    # What is said again and again (a placeholder's words) counts once.
    inside = {run.text: run for run in runs if run.weight and home <= run.holder <= end}.values()
    whole = sum(run.weight for run in inside)
    doubted: set[str] = set()
    marked = _marked(outline, runs, above, is_called)
    for _ in range(_MOST_DOUBTS):
        taken = [run for run in inside if run.holder in marked]
        if whole - sum(run.weight for run in taken) >= LEFT * whole:
            return marked
        called: Counter[str] = Counter()
        for run in taken:
            outermost = [at for at in outline.ancestors(run.holder) if at in marked][-1]
            called[outline.names(outline.elements[outermost])] += run.weight
        doubted.add(called.most_common(1)[0][0])
        marked = _marked(outline, runs, above, lambda at: is_called(at) and outline.names(outline.elements[at]) not in doubted)
    return frozenset()


def other_articles(outline: Outline, runs: Sequence[Run], head: int | None, densest: int) -> frozenset[int]:
    """Mark every `article` but the story's own, which stands around the headline or else around most of the prose."""
    prose = _prose(outline, runs)
    around_head = () if head is None else outline.ancestors(head)
    own = next((at for at in around_head if outline.tags[at] == "article" and prose[at] > HOME * prose[0]), 0)
    own = own or next((at for at in outline.ancestors(densest) if outline.tags[at] == "article" and prose[at] > MOST * prose[0]), 0)
    end = outline.last[outline.elements[own]]
    inner = [at for at in range(own + 1, end + 1) if outline.tags[at] == "article" and prose[at]] if own else []
    # Articles inside it that hold most of its prose are its parts: entries, chapters.
    in_parts = sum(prose[at] for at in inner if not any(outline.tags[above] == "article" for above in _between(outline, at, own)))
    least = 0.0 if in_parts > MOST * prose[own] else MOST * prose[own]

    def judge(at: int) -> bool:
        return outline.tags[at] == "article" and (prose[at] < least or not own <= at <= end)

    return _marked(outline, runs, frozenset(outline.ancestors(own)), judge) if own else frozenset()


def _between(outline: Outline, at: int, above: int) -> Iterator[int]:
    """Give the elements around one, up to another that holds it, neither included."""
    return takewhile(lambda around: around != above, islice(outline.ancestors(at), 1, None))


def announced(outline: Outline, runs: Sequence[Run], above: frozenset[int], url: str | None) -> frozenset[int]:
    """Find what announces other stories: the largest element around each linked heading that holds no other and hardly any prose."""
    prose = _prose(outline, runs)
    own = site(host_name(url))
    headings = (at for at, tag in enumerate(outline.tags) if tag in HEADINGS and at not in above)
    # One that nobody closed holds a whole story.
    titles = [at for at in headings if outline.ends[at] - outline.starts[at] <= LONGEST_TITLE and _leads_on(outline, at, own)]
    cards = frozenset(_card(outline, at, titles, prose, above) for at in titles)
    return cards - _own_parts(outline, cards, prose, above)


def _own_parts(outline: Outline, cards: frozenset[int], prose: Sequence[float], above: frozenset[int]) -> frozenset[int]:
    """Find the cards in the headline's own `article` where most of its prose stands in them: they are the parts of a list."""
    article = next((at for at in sorted(above, reverse=True) if outline.tags[at] == "article"), None)
    if article is None:
        return frozenset()
    inside = frozenset(at for at in cards if article < at <= outline.last[outline.elements[article]])
    return inside if sum(prose[at] for at in inside) > MOST * prose[article] else frozenset()


def _card(outline: Outline, title: int, titles: Sequence[int], prose: Sequence[float], above: frozenset[int]) -> int:
    card = title
    most = min(LONGEST_TEASER, TEASERS_SHARE * prose[0])
    while (around := outline.parents[card]) and around not in above and outline.tags[around] not in _WHOLE:
        others = bisect_right(titles, outline.last[outline.elements[around]]) - bisect_left(titles, around)
        if others > 1 or prose[around] > most:
            break
        card = around
    return card


def _leads_on(outline: Outline, at: int, own: str) -> bool:
    """Tell whether a heading links to a page of this site: a product's or a source's page elsewhere is no other story."""
    element = outline.elements[at]
    around = next((ancestor for ancestor in islice(element.iterancestors(), _LINK_LEVELS) if ancestor.tag == "a"), None)
    link = around if around is not None else next(chain(element.iter("a"), _laid_over(outline, element)), None)
    href = "" if link is None or outline.silent[at] else (link.get("href") or "").strip()
    if not href or href.startswith("#"):
        return False
    return not own or "//" not in href[:8] or site(host_name(href)) == own


def _laid_over(outline: Outline, element: HtmlElement) -> Iterator[HtmlElement]:
    """Give the links without words beside an element: they are laid over the whole card."""
    beside = chain(islice(element.itersiblings(preceding=True), _LINK_LEVELS), islice(element.itersiblings(), _LINK_LEVELS))
    return (one for one in beside if one.tag == "a" and not outline.text_length(one))


def _prose(outline: Outline, runs: Sequence[Run]) -> list[float]:
    return spread(outline, ((run.holder, run.weight) for run in runs))


def _marked(outline: Outline, runs: Sequence[Run], above: frozenset[int], judge: Callable[[int], bool]) -> frozenset[int]:
    """Mark the elements that hold any of the lines and are judged so, with all inside them that do."""
    marked: set[int] = set()
    for at in sorted(_holding(outline, runs)):
        if outline.parents[at] in marked or (outline.tags[at] not in _WHOLE and at not in above and judge(at)):
            marked.add(at)
    return frozenset(marked)


def _holding(outline: Outline, runs: Sequence[Run]) -> set[int]:
    """Find the elements that hold lines, the page's root left out."""
    holding: set[int] = set()
    for run in runs:
        for at in outline.ancestors(run.holder):
            if at in holding:
                break
            holding.add(at)
    return holding
