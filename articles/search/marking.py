"""Where the words looked for stand in a text, and the passage that shows them best. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from articles.search.questions import Term
from articles.search.words import WORD, folded, word_of

type Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it was looked for."""

LONGEST = 260
"""Characters of a passage."""
BEFORE = 70
"""Characters of it that stand before the first word looked for, at most."""


def marked(text: str, terms: Sequence[Term]) -> Pieces:
    """Give a text with the words looked for marked."""
    return _pieces(text, _spans(text, terms), 0, len(text))


def has_all(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether all that is looked for stands in a text."""
    return len({which for which, _, _ in _met(text, terms)}) == len(terms)


def passage(texts: Iterable[str], terms: Sequence[Term]) -> Pieces:
    """Give the passage, out of that text which has the most of the terms, the first of equal ones; nothing where none has any."""
    firsts = [term.words[0] for term in terms]
    best, most = "", 0
    for text in texts:
        plain = folded(text)
        if sum(first in plain for first in firsts) > most:
            met = len({which for which, _, _ in _met(text, terms)})
            best, most = (text, met) if met > most else (best, most)
            if most == len(terms):
                break
    return _cut(best, terms) if most else ()


def _cut(text: str, terms: Sequence[Term]) -> Pieces:
    spans = _spans(text, terms)
    start = 0
    if len(text) > LONGEST and spans[0][0] > BEFORE:
        start = text.rfind(" ", 0, spans[0][0] - BEFORE) + 1 or spans[0][0] - BEFORE
    end = len(text)
    if end - start > LONGEST:
        end = max(text.rfind(" ", start, start + LONGEST), spans[0][1])
    pieces = _pieces(text, spans, start, end)
    return (*([("… ", False)] if start else []), *pieces, *([(" …", False)] if end < len(text) else []))


def _pieces(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Pieces:
    pieces, done = [], start
    for first, last in spans:
        if done <= first and last <= end:
            pieces += [(text[done:first], False), (text[first:last], True)]
            done = last
    return tuple(piece for piece in [*pieces, (text[done:end], False)] if piece[0])


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Give the stretches that are marked, in order, none touching another's letters."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for _, start, end in _met(text, terms)):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _met(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int, int]]:
    """Give which term stands from where to where, for each time it does."""
    stand = [(word, each.start(), each.end()) for each in WORD.finditer(text) for word in word_of(each[0])]
    words = [word for word, _, _ in stand]
    for which, term in enumerate(terms):
        size, first = len(term.words), term.words[0]
        for at in range(len(words) - size + 1):
            # The first word alone rules out nearly every place, at a fraction of the cost.
            if words[at].startswith(first) and _begins(words[at : at + size], term):
                yield which, stand[at][1], stand[at + size - 1][2]


def _begins(words: list[str], term: Term) -> bool:
    if not term.is_beginning:
        return tuple(words) == term.words
    return tuple(words[:-1]) == term.words[:-1] and words[-1].startswith(term.words[-1])
