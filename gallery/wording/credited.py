"""Whom a credit line names: photographers and agencies, each known by one address however its name is written. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from gallery.wording.agencies import ONE_HOUSE
from gallery.wording.credit_names import is_house
from gallery.wording.wire import parse_credit

LONGEST_NAME = 100
"""Characters; what is longer is a sentence that was taken for a name."""


class Part(StrEnum):
    """What somebody named in a credit line had to do with the photo."""

    PHOTOGRAPHER = "photographer"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Named:
    """One that a credit line names."""

    part: Part
    name: str
    """As it is shown where it stands for itself."""
    slug: str
    """Whom the name means: equal however it is written; also the address."""
    printed: str
    """As the line has it."""


_APOSTROPHES = re.compile("['’‘`´ʼ]")
_APART = re.compile(r"[^\w]+|_+")
_AND = re.compile(r", | (?:and|et|und|и|&) ")
_WRITTEN_OUT = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h", "ё": "е"})
"""Letters that are written as others where a keyboard lacks them, and do not come apart into a letter and a mark."""
_LAST_ALPHABET_OF_ACCENTS = "\u03ff"
"""Marks on Latin and Greek letters are left off where they are hard to write; those of other scripts make other letters."""
_GENERIC = frozenset({"photo", "photos", "image", "images", "picture", "pictures", "foto", "file"})
_NOBODY = frozenset(
    {"public-domain", "dr", "x", "handout", "pool", "archive", "archives", "courtesy", "staff", "internet", "google", "web"}
)
"""Where a picture lies or how it came, which is nobody's name."""


@lru_cache(maxsize=4096)
def named_in(line: str) -> tuple[Named, ...]:
    """Give whom a credit line names, each once, photographers first. Never raises."""
    credit = parse_credit(line)
    people = (_named(Part.PHOTOGRAPHER, name) for name in _AND.split(credit.photographer))
    houses = (_named(Part.AGENCY, name) for name in [*credit.agency.split("/"), *credit.via.split("/")])
    found = {(each.part, each.slug): each for each in reversed([*people, *houses]) if each}
    return tuple(reversed(found.values()))


def pieces(line: str, known: Collection[tuple[str, str]]) -> Iterator[tuple[str, Named | None]]:
    """Give a credit line in pieces, those with the one they name where it is among the known: pairs of part and slug."""
    places = sorted((_place(each.printed, line), each.printed, each) for each in named_in(line) if (each.part, each.slug) in known)
    done = 0
    for start, printed, named in places:
        if start >= done:
            yield line[done:start], None
            yield printed, named
            done = start + len(printed)
    yield line[done:], None


def _place(printed: str, line: str) -> int:
    """Find a name as a word of its own, "AP" not in "APA"; in a script without spaces wherever it stands. -1 where it doesn't."""
    found = re.search(rf"(?<!\w){re.escape(printed)}(?!\w)", line)
    return found.start() if found else -1 if printed.isascii() else line.find(printed)


def slug_of(part: str, name: str) -> str:
    """Give the address of a name: its words in small letters without accents; of a house with several names, the one of its first.

    Empty where it names nobody.
    """
    slug = _folded(name)
    if part != Part.AGENCY:
        return slug
    slug = slug.removeprefix("the-")
    stem, _, last = slug.rpartition("-")
    if slug not in _HOUSES and last in _GENERIC and stem in _HOUSES:
        slug = stem
    slug = _HOUSES.get(slug, (slug, ""))[0]
    return "" if slug in _NOBODY else slug


def nicer(one: str, other: str) -> str:
    """Give the better of two writings of one name: with capitals and small letters, then with its accents, else the first."""
    return max((one, other), key=lambda name: (not name.isupper() and not name.islower(), sum(not letter.isascii() for letter in name)))


def _named(part: Part, printed: str) -> Named | None:
    # A house of which nobody has heard begins with a capital: "the museum" could be any.
    if not printed or len(printed) > LONGEST_NAME or (printed[0].islower() and not is_house(printed)):
        return None
    part = Part.AGENCY if _folded(printed) in _HOUSES else part  # in scripts without capitals a name says less of itself
    slug = slug_of(part, printed)
    shown = _SHOWN.get(slug, printed) if part is Part.AGENCY else printed
    return Named(part, shown, slug, printed) if slug else None


def _folded(name: str) -> str:
    name = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name)).replace("İ", "I").casefold().translate(_WRITTEN_OUT)
    plain = "".join(map(_without_accents, unicodedata.normalize("NFC", name)))
    return _APART.sub("-", unicodedata.normalize("NFC", plain)).strip("-")[:LONGEST_NAME].rstrip("-")


def _without_accents(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)
    return base[0] if len(base) > 1 and base[0] <= _LAST_ALPHABET_OF_ACCENTS else letter


def _houses() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, others in ONE_HOUSE.items():
        slug = _folded(name).removeprefix("the-")
        for written in [name, *others]:
            yield _folded(written).removeprefix("the-"), (slug, name)


_HOUSES = dict(_houses())
"""Slug and name shown of a house, by the slug of each of its names."""
_SHOWN = dict(_HOUSES.values())
