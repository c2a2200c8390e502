"""The order of a story's photos: the source's, or an editor's over it. Pure.

An editor's order outlives every later reading. A photo that is new in the source stands after the photo that it follows there; one that
follows none stands after the lead, which the editor chose. What left the source is left out, and comes back to its place.
"""

from collections.abc import Iterable, Sequence


def arranged(source: Sequence[int], wanted: Iterable[int]) -> list[int]:
    """Give the photos of `source`, each once, in the editor's order `wanted`; an empty one changes nothing."""
    there = list(dict.fromkeys(source))
    placed = [photo for photo in dict.fromkeys(wanted) if photo in there]
    if not placed:
        return there
    before = None
    for photo in there:
        if photo not in placed:
            placed.insert(1 if before is None else placed.index(before) + 1, photo)
        before = photo
    return placed
