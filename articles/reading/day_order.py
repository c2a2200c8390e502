"""Whether a page writes the month or the day first in dates made of figures. Pure."""

import re
from itertools import islice

MOST_DATES = 200
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])")
_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "FM"})


def is_ambiguous(written: str) -> bool:
    """Tell a date in figures that both orders can read: `5/3/2024`."""
    match = _FIGURES.search(written)
    return match is not None and int(match[1]) <= 12 and int(match[3]) <= 12 and match[1] != match[3]


def agrees(written: str, month: int, day: int) -> bool:
    """Tell whether a date in figures, read month first, is a known day."""
    match = _FIGURES.search(written)
    return match is not None and (int(match[1]), int(match[3])) == (month, day)


def month_first(text: str, language: str | None) -> bool:
    """Tell it by the first date on the page that only one order can read, else by the region of its language (`en-US`)."""
    for match in islice(_FIGURES.finditer(text), MOST_DATES):
        one, other = int(match[1]), int(match[3])
        if (one > 12) is not (other > 12):
            return other > 12
    return (language or "").rsplit("-", 1)[-1] in _MONTH_FIRST
