"""Names of agencies that are nearly written as one is. Pure."""

import re
from functools import lru_cache

from gallery.wording.agencies import ONE_HOUSE
from gallery.wording.credited import Part, named_in, slug_of

SHORTEST = 6
"""Letters below which a name is another one's neighbour by chance: AFP and APF, EPA and EFE."""
LONG = 10
"""Letters from which on two may be wrong."""
_APART = re.compile(r"\s*[/|,;()\[\]–—:©]\s*|\s(?:via|for|by)\s", re.I)
_NAMES = {slug_of(Part.PHOTOGRAPHER, name): name for house in ONE_HOUSE.items() for name in [house[0], *house[1]] if name.isascii()}
"""Every Latin writing of a house, by its folded form."""
_OTHERS = {"imagn", "imagn-images", "images", "blomberg"}
"""Houses and surnames of their own, however near."""
_KNOWN = _OTHERS | {slug_of(Part.AGENCY, house) for house in ONE_HOUSE}


@lru_cache(maxsize=4096)
def misspelt(line: str) -> tuple[tuple[str, str], ...]:
    """Give what a credit line says nearly but not quite as an agency is called, as printed, each with the agency's name.

    The first letter and the number of words must be the agency's, so that no other house and no person is taken for it.
    """
    people = {named.printed for named in named_in(line) if named.part == Part.PHOTOGRAPHER and " " in named.printed}
    parts = [part.strip(" .") for part in _APART.split(line)]
    found = ((part, _nearest(part)) for part in dict.fromkeys(parts) if part)
    return tuple((part, name) for part, name in found if name and (part not in people or " " in name))


def _nearest(part: str) -> str:
    folded = slug_of(Part.PHOTOGRAPHER, part)
    if not folded.isascii() or len(folded) < SHORTEST - 1 or slug_of(Part.AGENCY, part) in _KNOWN:
        return ""
    for known, name in _NAMES.items():
        size = min(len(known), len(folded))
        wrong = 0 if len(known) < SHORTEST else 1 if size < LONG else 2
        if known[0] == folded[0] and known.count("-") == folded.count("-") and 0 < distance(known, folded, wrong) <= wrong:
            return name
    return ""


def distance(one: str, other: str, most: int) -> int:
    """Count the letters put in, left out, put in another's place or swapped with their neighbour; above `most` any number above it."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
