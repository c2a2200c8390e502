"""The headline: what a page's several titles agree on. Pure.

JSON-LD, Open Graph, the headings and `<title>` each say a headline, none of them right more than 86 times of 100 (measured on
annotated news pages); they err in different ways, so they vote. The address has a vote too: it was made from the first headline.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from lxml.html import HtmlElement

from articles.reading.dom import Outline, beginning, folded, names
from articles.reading.slugs import slug_words, spelled
from gallery.wording.captions import normalise

LONGEST_HEADLINE = 400
MOST_HEADINGS = 25
SHORTEST_BASE = 12
"""Normalised characters of a title that another may begin or end with by more than chance."""
PARAGRAPH, _REACH = 40, 8
"""Characters of a paragraph under a headline, and elements after it among which it stands."""
SHORTEST_STEM = 40
"""The same where no separator parts it from what goes on."""
_SEPARATOR = re.compile(r"\s+[|‖¦•·»›~:]+\s+|\s+[-–—]{1,2}\s+|\s*[|‖｜丨]\s*|\s+::\s+|_(?=[^_]*$)|\s*,\s(?=[^,]*$)|:\s+")
_TAG = re.compile(r"</?(?:a|b|br|em|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?/?>", re.I)
_GOES_ON = re.compile(r"\s?[-|,:•·»›/_丨]")
_PARTED = re.compile(r"[:»›]\s?$")
"""What parts a site's name from the headline after it; a bar or a dash parts the headline from the site."""
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)$")
_WEIGHTS = {"h1": 1.1, "og": 1.0, "ld": 1.0, "itemprop": 0.4, "twitter": 0.25, "meta": 0.2, "title": 0.5, "odd": 0.45, "address": 2.5}
"""A heading that shares nothing with any other title (`odd`) is rather a box's than the story's."""
_RELATED = 0.15
_SPELLED = 0.75
_KICKER = re.compile(r" (?:kicker|over ?line|eye ?brow|top ?line|dachzeile|spitzmarke|antetitulo|occhiello|surtitre|chapeau|pre ?title)\b")
_HEADLINE_TAGS = frozenset({"h1", "h2", "span", "div", "p"})

type Titles = list[tuple[str, str]]
"""Where a title stands, a key of `_WEIGHTS`, and its words."""


def choose_headline(outline: Outline, said: Mapping[str, Iterable[str]], names: Iterable[str], url: str | None = None) -> str | None:
    """Choose among what `said` holds by source (`ld`, `og`, `twitter`, `meta`) and the page's own headings and title.

    `names` are what the site calls itself; they come off the ends. None where the page says no headline at all.
    """
    sites = {normalise(name) for name in names if name} - {""}
    titles = [(source, folded(_TAG.sub(" ", text[:1_000]))) for source, texts in said.items() for text in texts]
    named = [beginning(one, LONGEST_HEADLINE) for one in islice(outline.elements[0].iter("title"), 1)]
    titles += [("title", text) for text in named]
    titles = [(source, _without_site(text, sites)) for source, text in titles]
    titles += [("itemprop", beginning(one, LONGEST_HEADLINE)) for one in _called_headline(outline)]
    titles = [(source, text) for source, text in titles if _may_be_headline(text, sites)]
    heading = _heading(outline.elements[0], [text for _, text in titles], sites)
    told = any(source in {"ld", "og"} for source, _ in titles)
    heading = heading if told else _without_called_kicker(outline.elements[0], heading)
    if not told and (below := _below_site(outline.elements[0], heading, next(iter(named), ""), sites, url)):
        titles = [(source, text) for source, text in titles if text != heading]
        heading = below
    if heading:
        related = not titles or max(_likeness(heading, other) for _, other in titles) >= _RELATED
        titles.append(("h1" if related else "odd", _without_kicker(heading, [text for source, text in titles if source != "itemprop"])))
    titles = _settled(titles)
    return _elected([*titles, *_addressed(titles, url)])


def _elected(titles: Titles) -> str | None:
    """Titles of the same letters vote together, each source once; of their wordings metadata's is whole, a heading's may be laid out."""
    votes: dict[str, float] = {}
    wordings: dict[str, float] = {}
    for source, words, text in dict.fromkeys((source, letters(text), normalise(text)) for source, text in titles):
        votes[words] = votes.get(words, 0) + _WEIGHTS[source]
        wordings[text] = wordings.get(text, 0) + _WEIGHTS[source]
    if not votes:
        return None
    winner = max(votes, key=votes.__getitem__)
    told = [(source in {"ld", "og"}, wordings[normalise(text)], normalise(text)) for source, text in titles if letters(text) == winner]
    wording = max(told, key=lambda one: one[:2])[2]
    # Of equal wordings the page's own typography, which the reader saw, is the h1's.
    shown = [text for source, text in titles if source != "address" and normalise(text) == wording]
    return shown[-1]


def _addressed(titles: Titles, url: str | None) -> Titles:
    """Let the address decide between what JSON-LD and Open Graph say: it spells the headline that the story was first given."""
    slug = slug_words(url)
    fits = {text: spelled(text, slug) for source, text in titles if source in {"ld", "og"}}
    best = max(fits.values(), default=0)
    return [("address", text) for text, fit in fits.items() if fit == best >= _SPELLED]


def letters(text: str) -> str:
    """Give a text's letters and digits alone, as titles are compared; a text of signs stays."""
    normal = normalise(text)
    return re.sub(r"[\W_]+", "", normal) or normal


def _settled(titles: Titles) -> Titles:
    """Let a title that says more than a headline, or was cut off, count for the title it stands for."""
    bases = [(source, text) for source, text in titles if source in {"h1", "ld", "og"} and len(text) >= SHORTEST_BASE]
    in_data = [base for source, base in bases if source != "h1"]
    titles = [(source, _ending(text, in_data) if source == "title" else text) for source, text in titles]
    return [(source, next((base for told, base in bases if _stands_for(text, base, told != "h1")), text)) for source, text in titles]


def _ending(title: str, told: Iterable[str]) -> str:
    """Give what metadata says of a `<title>` that says it last: `Site: Headline`."""
    whole = normalise(title)
    ends = (base for base in told if whole.endswith(normalise(base)) and _PARTED.search(whole[: -len(normalise(base))]))
    return next(ends, title)


def _stands_for(text: str, base: str, is_told: bool) -> bool:
    """`Headline - Section - Site` stands for `Headline`, and `Head…` too; words more do where metadata says it without them."""
    whole, begin = normalise(text), normalise(base)
    if whole == begin:
        return False
    if cut := _ELLIPSIS.search(whole):
        return cut.start() >= SHORTEST_BASE and begin.startswith(whole[: cut.start()])
    more = _GOES_ON.match(whole, len(begin)) or (is_told and len(begin) >= SHORTEST_STEM and whole[len(begin) : len(begin) + 1] == " ")
    return whole.startswith(begin) and bool(more)


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


def _called_headline(outline: Outline) -> list[HtmlElement]:
    return [one for one in outline.having("itemprop") if one.tag in _HEADLINE_TAGS and "headline" in one.get("itemprop").split()][:3]


def _heading(tree: HtmlElement, others: list[str], sites: set[str]) -> str:
    """Find the heading that says most of what the other titles say; without any, the first that is not the site's name."""
    headings = [text for one in list(tree.iter("h1"))[:MOST_HEADINGS] if _may_be_headline(text := beginning(one, LONGEST_HEADLINE), sites)]
    if not headings:
        return ""
    return max(headings, key=lambda text: max((_likeness(text, other) for other in others), default=0))


def _below_site(tree: HtmlElement, heading: str, title: str, sites: set[str], url: str | None) -> str:
    """Find the `h2` that is the headline where the `h1` names the site.

    It is the title's other part, or links to the page itself; where there is no `h1` but the site's name, it has text under it.
    """
    heads = list(islice(tree.iter("h2"), MOST_HEADINGS))
    said = [
        (one, text) for one in heads if len(text := beginning(one, LONGEST_HEADLINE)) >= SHORTEST_BASE and _may_be_headline(text, sites)
    ]
    whole, begin = normalise(title), normalise(heading)
    parted = (text for _, text in said if len(text) > len(heading) and whole != begin and _is_part(normalise(text), whole))
    below = (text for one, text in said if not heading and any(len(beginning(p, PARAGRAPH)) >= PARAGRAPH for p in _paragraphs_after(one)))
    own = (text for one, text in said if url and any(link.get("href") == url for link in islice(one.iter("a"), 1)))
    return next(chain(parted, own, below), "")


def _is_part(text: str, title: str) -> bool:
    return (title.startswith(text) and bool(_GOES_ON.match(title, len(text)))) or title.endswith((f" {text}", f"|{text}"))


def _paragraphs_after(heading: HtmlElement) -> Iterator[HtmlElement]:
    return (one for one in islice(heading.itersiblings(), _REACH) if one.tag == "p")


def _likeness(left: str, right: str) -> float:
    one, two = set(re.findall(r"\w+", left.casefold())), set(re.findall(r"\w+", right.casefold()))
    return len(one & two) / max(1, len(one | two))


def _without_called_kicker(tree: HtmlElement, heading: str) -> str:
    """Take off what the page's maker calls a kicker in the heading, where no other title tells the headline."""
    inside = (one for head in islice(tree.iter("h1"), MOST_HEADINGS) for one in islice(head.iterdescendants("span", "small", "div"), 4))
    kickers = (beginning(one, LONGEST_HEADLINE) for one in inside if _KICKER.search(names(one)))
    rests = (heading.removeprefix(kicker).lstrip(" :–—|-") for kicker in kickers if kicker and heading.startswith(kicker))
    return next((rest for rest in rests if len(rest) >= SHORTEST_BASE), heading)


def _without_kicker(heading: str, others: list[str]) -> str:
    """Take off a kicker inside the heading: what stands before words that another title has as its whole."""
    said = normalise(heading)
    if any(letters(other) == letters(heading) for other in others):
        return heading
    for other in others:
        words = normalise(other)
        if len(words) >= SHORTEST_BASE and said.endswith(words):
            return other
    return heading
