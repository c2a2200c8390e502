"""The order of a story's photos: the source's, or an editor's over it. Pure.

An editor's order outlives every later reading. A photo that is new in the source stands after the photo that it follows there; one that
follows none stands after the lead, which the editor chose. What left the source is left out, and comes back to its place.

It is kept by the photos that the story's pictures are by themselves (their births), so joining and parting take no place and no lead away:
photos made one stand at the earliest place of theirs, and parted again each has its own.
"""

from collections.abc import Iterable, Mapping, Sequence


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


def as_shown(wanted: Iterable[int], heads: Mapping[int, int], parted: Mapping[int, int]) -> list[int]:
    """Give an order kept by births as one of the photos that are shown for them.

    `heads` are the photos shown for others, `parted` those in whose place a photo that the order doesn't know was made by parting:
    it stands where that one does, or behind it.
    """
    fresh: dict[int, list[int]] = {}
    for photo, origin in parted.items():
        fresh.setdefault(origin, []).append(photo)
    return [heads.get(photo, photo) for birth in wanted for photo in (birth, *fresh.get(birth, ()))]
