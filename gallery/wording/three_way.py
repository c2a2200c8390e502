"""Two changes of one wording made one, where they don't meet. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from gallery.wording.changes import MOST_WORDS, in_words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words on which both sides agree, or where one alone changed something: all three say `text`; else they differ."""

    was: str
    theirs: str
    mine: str
    text: str | None
    """None: both changed it, each in another way."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of two changes of one wording."""

    pieces: tuple[Piece, ...]

    @property
    def conflicts(self) -> tuple[Piece, ...]:
        """The pieces that both sides changed, each in another way."""
        return tuple(piece for piece in self.pieces if piece.text is None)

    @property
    def text(self) -> str:
        """The merged wording; what both changed stands as `mine` has it."""
        return "".join(piece.mine if piece.text is None else piece.text for piece in self.pieces)


def merge(was: str, theirs: str, mine: str) -> Merged:
    """Bring two changes of a wording together, word by word; never raises.

    Words that one side changed are taken from it; where both changed the same or neighbouring words in different ways, that is a
    conflict. Where one side changed nothing, the other's wording comes out letter by letter.
    """
    if theirs == mine or was == mine:
        return Merged((Piece(was, theirs, mine, theirs),))
    if was == theirs:
        return Merged((Piece(was, theirs, mine, mine),))
    words = tuple(in_words(text) for text in (was, theirs, mine))
    if max(map(len, words)) > MOST_WORDS:
        return Merged((Piece(was, theirs, mine, None),))
    return Merged(tuple(_pieces(*words)))


def merge_line(was: str, theirs: str, mine: str) -> Merged:
    """Bring two changes of a line that is one thing, as a credit is, together: as a whole."""
    if was in (theirs, mine) or theirs == mine:
        return merge(was, theirs, mine)
    return Merged((Piece(was, theirs, mine, None),))


def _pieces(was: list[str], theirs: list[str], mine: list[str]) -> Iterator[Piece]:
    """Cut all three where all three agree; what lies between is a change of one of them, or of both."""
    at = [0, 0, 0]
    for start, end, in_theirs, in_mine in [*_agreed(was, theirs, mine), (len(was), len(was), len(theirs), len(mine))]:
        between = "".join(was[at[0] : start]), "".join(theirs[at[1] : in_theirs]), "".join(mine[at[2] : in_mine])
        if any(between):
            yield Piece(*between, _settled(*between))
        if end > start:
            text = "".join(was[start:end])
            yield Piece(text, text, text, text)
        at = [end, in_theirs + end - start, in_mine + end - start]


def _settled(was: str, theirs: str, mine: str) -> str | None:
    if was == mine or theirs == mine:
        return theirs
    return mine if was == theirs else None


def _agreed(was: list[str], theirs: list[str], mine: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Give the runs that all three have: where each begins and ends in the first, begins in the second and in the third.

    A space or a mark alone holds two changes not apart: they would be of neighbouring words.
    """
    left, right = _partners(was, theirs), _partners(was, mine)
    shared = [(place, left[place], right[place]) for place in range(len(was)) if place in left and place in right]
    for _, run in groupby(enumerate(shared), key=lambda each: tuple(place - each[0] for place in each[1])):
        places = [place for _, place in run]
        start, end = places[0][0], places[-1][0] + 1
        if any(word[0].isalnum() for word in was[start:end]):
            yield start, end, *places[0][1:]


def _partners(was: list[str], now: list[str]) -> dict[int, int]:
    """Where each word that stayed stands now."""
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
