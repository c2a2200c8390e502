"""Whether two stories are one that was published twice: decided from their words, times and publishers alone. Pure.

A wrong join hides a story from readers, a missed one shows it twice. So it is joined only where hardly a doubt is left; what leaves one
is a question for an editor. Every answer is the same whichever of the two came first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

SHINGLE = 5
"""Words in a row that are compared as one."""
SKETCH = 12
"""Shingles that a text is found by: those of the least hashes, which two texts that share most of their words share as well."""
LEAST_WORDS = 150
"""Of a text that may be known by its words: notices and briefs are too much alike."""
APART = timedelta(days=2)
"""Between the times that two copies are filed under: what comes back later is a column, a series, a yearly notice."""
NEARLY_ALL, MOST = 0.9, 0.6
"""The share of the shorter text's shingles that stand in the longer one: to be one story, and to be a question."""
A_PARAGRAPH_MORE, MUCH_MORE = 0.6, 0.3
"""How long the shorter text is for the longer one, likewise: a brief that stands whole in a round-up is another story."""
LEAST_OF_NAMED, SHARE_OF_NAMED = 30, 0.5
"""Words, and the share of them, that two stories must have together of which one names the other as its original."""


class Answer(StrEnum):
    """What two stories are."""

    ONE = "one"
    DOUBTFUL = "doubtful"
    TWO = "two"


class Rule(StrEnum):
    """What says so."""

    NAMED = "named"
    SAME_WORDS = "words"
    NEARLY_SAME_WORDS = "nearly"
    MANY_SAME_WORDS = "many"
    BY_HAND = "hand"


@dataclass(frozen=True)
class Counted:
    """A text to be compared: its `words` as `search.words` has them."""

    words: tuple[str, ...]

    @cached_property
    def shingles(self) -> Counter[tuple[str, ...]]:
        """The text's words, some in a row at a time."""
        return shingles_of(self.words)


@dataclass(frozen=True)
class Told(Counted):
    """What is compared of a story: its words, and the rest as the source says it."""

    dated: datetime
    kind: str
    language: str = ""
    publishers: frozenset[str] = frozenset()
    """Whatever names who published it: a name, a site."""
    identity: str = ""
    original: str = ""
    """The identity of the story, at another publisher, that it names as its original."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two stories are, by which rule, and the share of the shorter one's words that both have, in whole per cent."""

    answer: Answer
    rule: Rule = Rule.SAME_WORDS
    alike: int = 0


_TWO = Likeness(Answer.TWO)


def shingles_of(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Count the stretches of SHINGLE words; a shorter text is one stretch."""
    last = max(len(words) - SHINGLE, 0)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(last + 1)) if words else Counter()


def sketch_of(told: Told) -> tuple[int, ...]:
    """Give the numbers, 64 bits with a sign, by which a story is found among others; none for one that its words don't tell."""
    if told.kind == "live" or len(told.words) < LEAST_WORDS:
        return ()
    hashes = {int.from_bytes(blake2b(" ".join(each).encode(), digest_size=8).digest(), signed=True) for each in told.shingles}
    return tuple(sorted(hashes)[:SKETCH])


def compare(one: Told, other: Told) -> Likeness:
    """Say whether two stories are one; the same whichever comes first."""
    if "live" in (one.kind, other.kind) or not _may_be_of_one_language(one.language, other.language):
        return _TWO
    share = share_of(one, other)
    alike = int(100 * share)
    if _is_named(one, other) and share >= SHARE_OF_NAMED and _shorter(one, other) >= LEAST_OF_NAMED:
        return Likeness(Answer.ONE, Rule.NAMED, alike)
    if _shorter(one, other) < LEAST_WORDS or abs(one.dated - other.dated) > APART:
        return _TWO
    if one.words == other.words:
        return Likeness(Answer.ONE, Rule.SAME_WORDS, 100)
    # A publisher that gives a story two addresses gives it twice the same words; with others it wrote another one.
    if _may_be_of_one_publisher(one, other):
        return _TWO
    return _by_share(one, other, share)


def _by_share(one: Told, other: Told, share: float) -> Likeness:
    length = _shorter(one, other) / max(len(one.words), len(other.words))
    if share >= NEARLY_ALL and length >= A_PARAGRAPH_MORE and _numbers_agree(one, other):
        return Likeness(Answer.ONE, Rule.NEARLY_SAME_WORDS, int(100 * share))
    if share >= MOST and length >= MUCH_MORE:
        return Likeness(Answer.DOUBTFUL, Rule.MANY_SAME_WORDS, int(100 * share))
    return _TWO


def _shorter(one: Told, other: Told) -> int:
    return min(len(one.words), len(other.words))


def share_of(one: Counted, other: Counted) -> float:
    """Give the share of the shorter text's shingles that stand in the longer one as well: 0 to 1."""
    least = min(one.shingles.total(), other.shingles.total())
    return (one.shingles & other.shingles).total() / least if least else 0.0


def _is_named(one: Told, other: Told) -> bool:
    return bool(one.identity and one.identity == other.original) or bool(other.identity and other.identity == one.original)


def _may_be_of_one_language(one: str, other: str) -> bool:
    mine, theirs = (each.lower().partition("-")[0] for each in (one, other))
    return not mine or not theirs or mine == theirs


def _may_be_of_one_publisher(one: Told, other: Told) -> bool:
    return not one.publishers or not other.publishers or bool(one.publishers & other.publishers)


def _numbers_agree(one: Told, other: Told) -> bool:
    """Tell whether every number of the shorter text stands in the longer one: another number is another match, quake or company."""
    shorter, longer = sorted((one, other), key=lambda each: len(each.words))
    if len(shorter.words) == len(longer.words):
        return _numbers(shorter) == _numbers(longer)
    return _numbers(shorter) <= _numbers(longer)


def _numbers(told: Told) -> Counter[str]:
    return Counter(word for word in told.words if any(letter.isdecimal() for letter in word))
