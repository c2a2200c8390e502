"""The IPTC block of a picture file (IIM 4.2), read. Pure.

Lengths in it may lie and its text be in any encoding of the last forty years: what can't be read is left out, what stands before it kept.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator

MOST_BYTES = 256 * 1024
"""Of one block; a real one has some thousands, the caption at most 2,000 of them (IIM 4.2, dataset 2:120)."""
MOST_DATASETS = 2000
_MARKER = 0x1C
_CODED_CHARACTER_SET = (1, 90)
_UTF_8 = b"\x1b%G"
_EIGHT_BIT = ("cp1252", "mac_roman")
"""What programs wrote that said nothing of an encoding, on the two kinds of machines that newspapers had."""
_BETWEEN_WORDS = frozenset("‘“”–—…«»•©®°ªº§£€")
_NO_LETTERS = frozenset("ƒˆªºµ")
"""Signs that Unicode calls letters."""

type DataSet = tuple[int, int]
"""Record and number, as in 2:120."""


def read_iim(block: bytes) -> dict[DataSet, tuple[str, ...]]:
    """Give the texts of a block's datasets, each in the order they stand in. Never raises."""
    raw: dict[DataSet, list[bytes]] = defaultdict(list)
    for name, value in _datasets(block[:MOST_BYTES]):
        raw[name].append(value)
    utf_8 = _UTF_8 in raw.get(_CODED_CHARACTER_SET, [])
    return {name: tuple(decoded(value, utf_8) for value in values) for name, values in raw.items() if name != _CODED_CHARACTER_SET}


def decoded(data: bytes, utf_8: bool = False) -> str:
    """Decode text whose encoding nobody vouches for: UTF-8 where it is valid, else the eight-bit one in which it reads as words.

    Empty where it reads as words in none of them: no words are better than wrong ones.
    """
    try:
        return data.decode()
    except UnicodeDecodeError:
        if utf_8:
            return data.decode(errors="ignore")
    readings = [data.decode(name, errors="replace") for name in _EIGHT_BIT]
    best = max(readings, key=_likeness)
    return best if _likeness(best) > 0 else ""


def _datasets(block: bytes) -> Iterator[tuple[DataSet, bytes]]:
    place = 0
    for _ in range(MOST_DATASETS):
        if len(block) < place + 5 or block[place] != _MARKER:
            return
        record, number, length = struct.unpack_from(">BBH", block, place + 1)
        place += 5
        if length & 0x8000:  # an extended dataset: that many bytes say how long it is
            size = length & 0x7FFF
            length = int.from_bytes(block[place : place + size]) if size <= 4 else len(block)
            place += size
        if place + length > len(block):
            return
        yield (record, number), block[place : place + length]
        place += length


def _likeness(text: str) -> int:
    """Say how much an eight-bit reading looks like words: letters among letters speak for it, signs among letters against it."""
    score = foreign = 0
    for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if not letter.isascii():
            is_letter = letter.isalpha() and letter not in _NO_LETTERS
            score += 1 if _fits(before, letter, after, is_letter) else -1
            foreign += is_letter
    # Where most letters are accented it is another alphabet, a letter a byte.
    return score if 2 * foreign <= sum(map(str.isalpha, text)) else -1


def _fits(before: str, letter: str, after: str, is_letter: bool) -> bool:
    if letter == "’":
        return True
    if not is_letter:
        return letter in _BETWEEN_WORDS and not (before.isalpha() and after.isalpha())
    # "nÄn", "mŽm": a capital behind a small letter, or one by itself, is a sign or a letter misread.
    return letter.islower() or (before.isalpha() and not before.islower()) or (not before.isalpha() and after.isalpha())
