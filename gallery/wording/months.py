"""Dates as captions write them, in many languages, to ISO 8601 with as much as is said. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gallery.wording.credit_words import word_set
from gallery.wording.month_names import month_of

_WHOLE = word_set("""
    january february march april may june july august september october november december sept
    januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre
    décembre enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre janeiro fevereiro março
    maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari
    februari maart mei augustus maj augusti desember ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
""")
"""Names that may stand before a year without a day; by its beginning alone `Marathon 2024` would be in March."""
_NAME = r"([^\s\d.,;:/()\[\]-]{3,14})\.?"
_DAY = r"(\d{1,2})(?:\.|st|nd|rd|th|er|º|ª|-го)?"
_YEAR = r"(\d{4})(?!\d)"
_OF = r"(?:de |del |of |di |do |năm |ม\.ค\. |พ\.ศ\. ?)?"
_PATTERNS = tuple(
    (re.compile(pattern, re.I), order)
    for pattern, order in [
        (rf"(?<!\d){_DAY} ?{_OF}{_NAME}(?:/[^\s\d]{{2,14}})?,? {_OF}{_YEAR}", "dny"),
        (rf"{_NAME} {_DAY}(?: ?, ?| ){_YEAR}", "ndy"),
        (rf"(?<!\d)(\d{{4}})\.? (?:m\. )?{_NAME} (\d{{1,2}})(?!\d)", "ynd"),
        (r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", "ymd"),
        (r"(?<!\d)(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일", "ymd"),
        (r"(?<!\d)(\d{4})(?:-|/|\. ?)(\d{1,2})(?:-|/|\. ?)(\d{1,2})(?!\d)", "ymd"),
        (r"(?<!\d)(\d{1,2})(?:\.|/|-|\. | tháng )(\d{1,2})(?:\.|/|-|\. | năm )(\d{4})(?!\d)", "dmy"),
        (r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]", "ym"),
        (rf"{_NAME},? {_OF}{_YEAR}", "ny"),
    ]
)
_PLAIN_YEAR = re.compile(r"(?<![\d$€£¥.,-])(1[89]\d\d|20\d\d)(?![\d%]|[.,]\d|-\w)")
_BUDDHIST = 543


@dataclass(frozen=True, slots=True)
class Dated:
    """A date said in a text: `2020-09-13`, `2020-09` or `2020`, and where it stands."""

    iso: str
    start: int
    end: int


def dates_in(text: str) -> list[Dated]:
    """List the dates that name a year and at least a month, in the order of the text; one inside another is left out."""
    found: list[Dated] = []
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(text):
            iso = _iso(dict(zip(order, match.groups(), strict=True)))
            if iso and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Dated(iso, match.start(), match.end()))
    return sorted(found, key=lambda dated: dated.start)


def years_in(text: str) -> Iterator[Dated]:
    """List bare years."""
    for match in _PLAIN_YEAR.finditer(text):
        yield Dated(match[1], match.start(), match.end())


def is_month(word: str) -> bool:
    """Say whether a word is a month's name or its abbreviation."""
    return bool(_month(word))


def _iso(parts: dict[str, str]) -> str:
    year = int(parts["y"])
    year -= _BUDDHIST if 2400 < year < 2650 else 0
    month = _month(parts["n"]) if "n" in parts else int(parts["m"])
    if "n" in parts and "d" not in parts and not _stands_alone(parts["n"]):
        return ""
    day = int(parts.get("d", 1))
    if order_swapped := (month > 12 >= day and "m" in parts):
        month, day = day, month
    try:
        said = date(year, month, day).isoformat() if 1830 <= year <= 2100 else ""
    except ValueError:
        return ""
    return said if "d" in parts or order_swapped else said[:7]


def _stands_alone(name: str) -> bool:
    word = name.casefold()
    return name != "may" and (word in _WHOLE or not word.isascii())


def _month(word: str) -> int:
    """Give a month's number, 0 for another word; Hebrew and Thai write the `in` before it as a part of the word."""
    return month_of(word) or month_of(word.removeprefix("ב").removeprefix("ใน")) or 0
