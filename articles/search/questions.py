"""What somebody looks for, out of whatever was typed: never an error. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from articles.search.words import BOUNDARY, words_of

MOST_TYPED = 1000
"""Characters that are read."""
MOST_TERMS = 12
MOST_WORDS = 24
"""In one phrase."""
SHORTEST_BEGINNING = 3
"""Letters of a word that is still being typed, from which on it stands for all that begin so."""
EVERYTHING = f"all{BOUNDARY}"
"""Stands in whatever is kept."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"'))
_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several one after the other."""

    words: tuple[str, ...]
    is_beginning: bool = False
    """Whether the last one stands for all that begin so."""


@dataclass(frozen=True, slots=True)
class Question:
    """All terms are asked for, and none of the unwanted; `filters` are pairs of a kind and a value."""

    terms: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    was_cut: bool = False
    """Whether more was typed than is looked for."""

    @property
    def asks_nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.terms or self.unwanted or self.filters)


def read(typed: str, is_typing: bool = False, filters: Iterable[tuple[str, str]] = ()) -> Question:
    """Read what was typed: words, "phrases", -unwanted ones; `is_typing`: the last word may not be complete."""
    text = typed[:MOST_TYPED].translate(_QUOTES)
    found = [(each["no"], _term(each, is_typing and each.end() == len(text))) for each in _TERM.finditer(text)]
    said = [(no, term) for no, term in found if term.words]
    was_cut = len(typed) > MOST_TYPED or len(said) > MOST_TERMS
    wanted, unwanted = ([term for no, term in said[:MOST_TERMS] if bool(no) is negated] for negated in (False, True))
    return Question(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)), tuple(filters), was_cut)


def _term(each: re.Match[str], is_last: bool) -> Term:
    words = tuple(islice(words_of(each["phrase"] or each["word"] or ""), MOST_WORDS))
    is_open = is_last and not each["no"] and (each["word"] is not None or not each[0].endswith('"'))
    return Term(words, is_open and bool(words) and len(words[-1]) >= SHORTEST_BEGINNING)


def mark_of(kind: str, value: str) -> str:
    """Give the word that stands in the index for a filter's value: one that nobody can type."""
    return BOUNDARY.join([kind, *words_of(value)[:8], ""])
