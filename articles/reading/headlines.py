"""The headline: what a page's several titles agree on. Pure.

JSON-LD, Open Graph, the headings and `<title>` each say a headline, none of them right more than 86 times of 100 (measured on
annotated news pages); they err in different ways, so they vote.
"""

import re
from collections.abc import Iterable, Mapping

from lxml.html import HtmlElement

from articles.reading.dom import beginning, folded
from gallery.captions import normalise

LONGEST_HEADLINE = 400
MOST_HEADINGS = 25
_SEPARATOR = re.compile(r"\s+[|‖¦•·»›~:]+\s+|\s+[-–—]{1,2}\s+|\s*[|‖]\s*|\s+::\s+|\s*,\s(?=[^,]*$)")
_WEIGHTS = {"h1": 1.1, "og": 1.0, "ld": 1.0, "itemprop": 0.4, "twitter": 0.25, "meta": 0.2, "title": 0.5, "odd": 0.45}
"""A heading that shares nothing with any other title (`odd`) is rather a box's than the story's."""
_RELATED = 0.15


def choose_headline(tree: HtmlElement, said: Mapping[str, Iterable[str]], names: Iterable[str]) -> str | None:
    """Choose among what `said` holds by source (`ld`, `og`, `twitter`, `meta`) and the tree's own headings and title.

    `names` are what the site calls itself; they come off the ends. None where the page says no headline at all.
    """
    sites = {normalise(name) for name in names if name} - {""}
    candidates = [(source, folded(text[:1_000])) for source, texts in said.items() for text in texts]
    candidates += [("title", beginning(one, LONGEST_HEADLINE)) for one in list(tree.iter("title"))[:1]]
    candidates = [(source, _without_site(text, sites)) for source, text in candidates]
    candidates += [("itemprop", beginning(one, LONGEST_HEADLINE)) for one in _called_headline(tree)]
    candidates = [(source, text) for source, text in candidates if _may_be_headline(text, sites)]
    others = [text for _, text in candidates]
    heading = _heading(tree, others, sites)
    if heading:
        related = not others or max(_likeness(heading, other) for other in others) >= _RELATED
        candidates.append(
            ("h1" if related else "odd", _without_kicker(heading, [text for source, text in candidates if source != "itemprop"]))
        )
    return _elected(_shortened(candidates))


def _elected(candidates: list[tuple[str, str]]) -> str | None:
    votes: dict[str, float] = {}
    voted: set[tuple[str, str]] = set()
    for source, text in candidates:
        ballot = (source, normalise(text))
        if ballot not in voted:
            voted.add(ballot)
            votes[ballot[1]] = votes.get(ballot[1], 0) + _WEIGHTS[source]
    if not votes:
        return None
    winner = max(votes, key=votes.__getitem__)
    # Of equal wordings the page's own typography, which the reader saw, is the h1's.
    return next((text for source, text in reversed(candidates) if normalise(text) == winner), None)


def _shortened(candidates: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Let a title that goes on after another candidate and a separator (`Headline - Section - Site`) count for that candidate."""
    bases = [text for source, text in candidates if source in {"h1", "ld", "og"} and len(text) >= 12]
    return [(source, next((base for base in bases if _goes_on(text, base)), text)) for source, text in candidates]


def _goes_on(text: str, base: str) -> bool:
    whole, begin = normalise(text), normalise(base)
    return whole != begin and whole.startswith(begin) and bool(re.match(r"\s?[-|,:•·»›/]", whole[len(begin) :]))


def _without_site(text: str, sites: set[str]) -> str:
    """Take the site's name off the end, and off the beginning."""
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(text))
        if parts and _names_site(text[parts[-1].end() :], sites):
            text = text[: parts[-1].start()]
        elif parts and _names_site(text[: parts[0].start()], sites):
            text = text[parts[0].end() :]
        else:
            break
    return text.strip()


def _names_site(part: str, sites: set[str]) -> bool:
    said = normalise(part)
    squeezed = re.sub(r"\W", "", said)
    return said in sites or (len(squeezed) >= 3 and squeezed in {re.sub(r"\W", "", site) for site in sites})


def _may_be_headline(text: str, sites: set[str]) -> bool:
    return 2 <= len(text) <= LONGEST_HEADLINE and not _names_site(text, sites)


def _called_headline(tree: HtmlElement) -> list[HtmlElement]:
    return [one for one in tree.iter("h1", "h2", "span", "div", "p") if "headline" in (one.get("itemprop") or "").split()][:3]


def _heading(tree: HtmlElement, others: list[str], sites: set[str]) -> str:
    """Find the heading that says most of what the other candidates say; without any, the first that is not the site's name."""
    headings = [text for one in list(tree.iter("h1"))[:MOST_HEADINGS] if _may_be_headline(text := beginning(one, LONGEST_HEADLINE), sites)]
    if not headings:
        return ""
    return max(headings, key=lambda text: max((_likeness(text, other) for other in others), default=0))


def _likeness(left: str, right: str) -> float:
    one, two = set(re.findall(r"\w+", left.casefold())), set(re.findall(r"\w+", right.casefold()))
    return len(one & two) / max(1, len(one | two))


def _without_kicker(heading: str, others: list[str]) -> str:
    """Take off a kicker inside the heading: what stands before words that another candidate has as its whole."""
    said = normalise(heading)
    for other in others:
        words = normalise(other)
        if len(words) >= 12 and said != words and said.endswith(words):
            return other
    return heading
