"""Which photos of the whole library may be the one at hand: a scan of all fingerprints, a photo's twenty against one. Pure.

What is found is a candidate, never an answer: `gallery.pixels.alike` decides on the pixels.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gallery.pixels.fingerprints import HASHES, Fingerprint

RADIUS = 12
"""Bits of 64 in which candidates may differ at most; measured in bench/RESULTS.md: a step more finds little and asks thrice as often."""
_ROOM = 8_192
"""Photos in a block: what is worked on at a time stays in the processor's cache, and needs no memory to speak of."""


class Candidate(NamedTuple):
    """A photo that may be the one looked for."""

    photo: int
    """The number it was put in under."""
    distance: int
    """Bits (0 to 64) between the two nearest hashes."""


@dataclass(slots=True)
class _Block:
    photos: NDArray[np.int64] = field(default_factory=lambda: np.empty(_ROOM, np.int64))
    hashes: NDArray[np.uint64] = field(default_factory=lambda: np.empty((HASHES, _ROOM), np.uint64))
    """One row for the wholes, then one for each crop."""
    used: int = 0


class Fingerprints:
    """All fingerprints of a library, packed: 8 bytes for a hash and 8 for a photo's number, and no more."""

    def __init__(self, rows: Iterable[tuple[int, Fingerprint]] = ()) -> None:
        self._blocks: list[_Block] = []
        for photo, print_ in rows:
            self.add(photo, print_)

    def __len__(self) -> int:
        """Count the photos."""
        return sum(block.used for block in self._blocks)

    @property
    def nbytes(self) -> int:
        """Give the memory taken, in bytes."""
        return sum(block.photos.nbytes + block.hashes.nbytes for block in self._blocks)

    def add(self, photo: int, print_: Fingerprint) -> None:
        """Put a photo in; one that is already there is there twice (`remove` it first)."""
        if not self._blocks or self._blocks[-1].used == _ROOM:
            self._blocks.append(_Block())
        block = self._blocks[-1]
        block.photos[block.used], block.hashes[:, block.used] = photo, print_
        block.used += 1

    def remove(self, photo: int) -> None:
        """Take a photo out; nothing happens where it isn't in."""
        for block in self._blocks:
            for place in reversed(np.flatnonzero(block.photos[: block.used] == photo)):
                last = self._blocks[-1]
                block.photos[place], block.hashes[:, place] = last.photos[last.used - 1], last.hashes[:, last.used - 1]
                last.used -= 1
        self._blocks = [block for block in self._blocks if block.used]

    def near(self, print_: Fingerprint, radius: int = RADIUS) -> list[Candidate]:
        """Find the photos within a radius (bits), the nearest first; of equal ones in the order of their numbers.

        A picture's whole is held against wholes and crops, its crops against wholes: two different crops of one photo are found
        where they are near each other.
        """
        found = [candidate for block in self._blocks for candidate in _near(block, print_, radius)]
        return sorted(found, key=lambda each: (each.distance, each.photo))


def _near(block: _Block, print_: Fingerprint, radius: int) -> Iterator[Candidate]:
    hashes = block.hashes[:, : block.used]
    nearest = np.full(block.used, 64, np.uint8)
    differing, bits = np.empty(block.used, np.uint64), np.empty(block.used, np.uint8)
    pairs = [(print_[0], row) for row in hashes] + [(crop, hashes[0]) for crop in print_[1:]]
    for one, row in pairs:
        np.bitwise_xor(row, one, out=differing)
        np.bitwise_count(differing, out=bits)
        np.minimum(nearest, bits, out=nearest)
    for place in np.flatnonzero(nearest <= radius):
        yield Candidate(int(block.photos[place]), int(nearest[place]))
