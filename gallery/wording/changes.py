"""What changed between two wordings, word by word. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

KEPT, ADDED, REMOVED, LEFT_OUT = "kept", "added", "removed", "left out"
MOST_WORDS = 800
"""Of one wording, spaces counted; comparing longer ones costs more than anybody would read."""
LEAST_ALIKE = 0.4
"""Below this share of common words it is another text, and marks on every word would explain nothing."""
AROUND = 8
"""Words shown before and after a change; of more that stayed the same, the middle is left out."""
_ON_LETTERS = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M") + "\u200c\u200d"
"""What is written over, under or into a letter, and what joins letters or keeps them from joining: never cut off from it."""
_WORDS = re.compile(
    rf"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\u0e00-\u0e7f][{_ON_LETTERS}]*|"
    rf"\w[\w{_ON_LETTERS}]*(?:[’'.,-]\w[\w{_ON_LETTERS}]*)*|[^\w\s][{_ON_LETTERS}]*|\s+"
)
"""A word, one letter of a script without spaces, a mark, or the space between them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words with what became of them: kept, added, removed; or kept and left out here."""

    what: str
    text: str


@lru_cache(maxsize=1024)
def changes(before: str, after: str) -> tuple[Stretch, ...] | None:
    """Give the later wording with what was added and removed since the earlier one; None where it is another text altogether.

    Empty where both say the same, white space apart.
    """
    old, new = in_words(" ".join(before.split())), in_words(" ".join(after.split()))
    if old == new:
        return ()
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if share(matcher.get_matching_blocks(), old, new) < LEAST_ALIKE:
        return None
    return tuple(_shortened(list(merged(stretches(matcher, old, new)))))


def in_words(text: str) -> list[str]:
    """Cut a text into words, marks and the spaces between them; joined they are the text again."""
    return _WORDS.findall(text)


def share(blocks: Iterable[tuple[int, int, int]], old: list[str], new: list[str]) -> float:
    """The share of words, without spaces, that both have in one order."""
    common = sum(not word.isspace() for start, _, size in blocks for word in old[start : start + size])
    return 2 * common / max(1, sum(not word.isspace() for word in [*old, *new]))


def stretches(matcher: SequenceMatcher, old: list[str], new: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Give the words of both in order, each run with what became of it."""
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            yield KEPT, old[start:end]
        else:
            yield REMOVED, old[start:end]
            yield ADDED, new[other_start:other_end]


def merged(runs: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Join changes that only a space parts: three words replaced are one change and not three."""
    removed: list[str] = []
    added: list[str] = []
    for what, words in runs:
        if what == REMOVED:
            removed += words
        elif what == ADDED:
            added += words
        elif (removed or added) and all(map(str.isspace, words)):
            removed += words
            added += words
        else:
            yield from _change(removed, added)
            removed, added = [], []
            yield KEPT, words
    yield from _change(removed, added)


def _change(removed: list[str], added: list[str]) -> Iterator[tuple[str, list[str]]]:
    trailing = removed[-1:] == added[-1:] != [] and removed[-1].isspace()
    for what, words in ((REMOVED, removed), (ADDED, added)):
        kept = words[:-1] if trailing else words
        if kept:
            yield what, kept
    if trailing:
        yield KEPT, removed[-1:]


def _shortened(runs: list[tuple[str, list[str]]]) -> Iterator[Stretch]:
    joined = [(what, [word for _, words in group for word in words]) for what, group in groupby(runs, key=lambda each: each[0])]
    for place, (what, words) in enumerate(joined):
        if what != KEPT:
            yield Stretch(what, "".join(words))
            continue
        head = 0 if place == 0 else 2 * AROUND
        tail = 0 if place == len(joined) - 1 else 2 * AROUND
        if len(words) <= head + tail + 4:
            yield Stretch(KEPT, "".join(words))
            continue
        parts = [(KEPT, words[:head]), (LEFT_OUT, words[head : len(words) - tail]), (KEPT, words[len(words) - tail :])]
        yield from (Stretch(kind, "".join(part)) for kind, part in parts if part)
