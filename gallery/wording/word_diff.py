"""An old and a new wording in one line, word by word: what stayed, what went, what came. Pure.

`changes` tells a reader what changed; here nothing is left out and no space counts as nothing, since an editor decides on it.
"""

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile

from gallery.wording.changes import ADDED, KEPT, LEAST_ALIKE, MOST_WORDS, REMOVED, in_words, merged, share, stretches

__all__ = ["ADDED", "KEPT", "REMOVED", "direction", "marked"]

type Piece = tuple[str, str]
"""KEPT, REMOVED or ADDED, and the text."""


@lru_cache(maxsize=1024)
def marked(old: str, new: str) -> tuple[Piece, ...]:
    """Give both wordings as pieces: without those added they are the old one exactly, without those removed the new one.

    What went stands before what came in its place. Texts with little in common, or too long to compare, are one removed and one added.
    """
    before, after = in_words(old), in_words(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle_before, middle_after = before[head : len(before) - tail], after[head : len(after) - tail]
    runs = [(KEPT, before[:head]), *_compared(middle_before, middle_after, 2 * (head + tail)), (KEPT, before[len(before) - tail :])]
    return tuple((what, "".join(words)) for what, words in merged(runs) if words)


def direction(text: str) -> str:
    """Say which way a text runs, `ltr` or `rtl`, by its first letter that tells."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return "ltr" if strong == "L" else "rtl"


def _alike(one: list[str], other: list[str]) -> int:
    """Count how many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _compared(before: list[str], after: list[str], around: int) -> list[tuple[str, list[str]]]:
    """Compare what differs between two wordings that have, counted in both, so many words `around` it in common."""
    whole = [(REMOVED, before), (ADDED, after)]
    if max(len(before), len(after)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not around and share(matcher.get_matching_blocks(), before, after) < LEAST_ALIKE:
        return whole
    return list(stretches(matcher, before, after))
