"""Times as pages write them, to aware datetimes. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone

from gallery.wording.month_names import month_of

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before it no news page stood on the web: such a time is a default (1970, year 1), not a date."""
LATEST_AHEAD = timedelta(days=3 * 366)
"""A page may be read long after our clock was set; what lies further ahead is a mistake."""

_ISO = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s*T\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,](\d+))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|"
    r"[+-]\d{2})?)?\b",
    re.I,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?$")
_ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
    "bst": 1,
}
_NAME = r"(\w[^\s\d,/:;()|-]{1,15}(?:\sال\w{4,5})?)"
"""A month's name: marks and dots within it count; Arabic has some of two words."""
_OF = r"(?:d[aeio]l?\s+|of\s+|d'|ב)?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[.ºª-]|-?(?:го|е|an))?\s*{_OF}{_NAME}(?:\s?/\s?\S{{2,12}})?(?:,?\s+|-){_OF}(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"(?<!\w){_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}})(?:\.|-?(?:ko|eko))?,?\s+(?:m\.\s+)?{_NAME}\s+(\d{{1,2}})(?!\d)")
_YEAR_DAY = re.compile(rf"(?<!\d)(\d{{4}})\.\s+gada\s+(\d{{1,2}})\.\s+{_NAME}")
_NUMBERED_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})(?!\d)", re.I)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_SHORT = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{2})(?![\d./])")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_WORDED = ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3)), (_YEAR_DAY, (1, 3, 2)))
"""Dates with the month's name, and where year, month and day stand in each."""
_ISO_INSIDE = re.compile(r"(?<![\d./-])\d{4}([./-])\s?\d{1,2}\1\s?\d{1,2}(?!\d)")
_CLOCK = re.compile(
    r"(오전|오후|上午|下午|午前|午後)?\s*(?<!\d)(\d{1,2})\s?[:h時时시点]\s?(\d{2})(?::(\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?(?:\s*(?:Uhr|hs?))?"
    r"\s*(?:\(?([A-Za-z]{1,4})\b)?(?:\s*([+-]\d{2}:?\d{2}))?",
    re.I,
)
_AFTERNOON = frozenset({"오후", "下午", "午後", "p"})
_BUDDHIST = range(2_500, 2_600)
"""Years that Thai pages count from the Buddha's death, 543 before our era."""


def read_moment(text: object, month_first: bool = False) -> datetime | None:
    """Read one machine-written time (ISO 8601 and its near misses, epoch seconds, RFC 2822); one without a zone counts as UTC.

    None for what is no time and for times that cannot be a story's. Never raises.
    """
    written = str(text).strip()[:80] if isinstance(text, str | int | float) else ""
    try:
        found = _iso(written) or _compact(written) or _epoch(written) or find_moment(written, month_first)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found and EARLIEST <= found <= datetime.now(UTC) + LATEST_AHEAD else None


def find_moment(text: str, month_first: bool = False) -> datetime | None:
    """Find the first date, with its time of day where one follows, in words for people; `month_first` tells how to read 5/3/2024.

    Raises ValueError for a 31st of February.
    """
    if inside := _ISO_INSIDE.search(text):
        return _iso(text[inside.start() :]) or _numbered(inside[0], text[inside.end() :])
    if match := _CJK.search(text):
        return _at(int(match[1]), int(match[2]), int(match[3]), text[match.end() :])
    for pattern, order in _WORDED:
        for match in pattern.finditer(text):
            year, name, day = (match[place] for place in order)
            if month := month_of(name):
                return _at(int(year), month, int(day), text[match.end() :])
    if match := _NUMBERED_MONTH.search(text):
        return _at(int(match[3]), int(match[2]), int(match[1]), text[match.end() :])
    if match := _NUMERIC.search(text) or _SHORT.search(text):
        day, month = int(match[1]), int(match[3])
        swapped = month > 12 or (month_first and match[2] != "." and day <= 12)
        day, month = (month, day) if swapped else (day, month)
        return _at(int(match[4]) + (2_000 if len(match[4]) == 2 else 0), month, day, text[match.end() :])
    return None


def _numbered(written: str, rest: str) -> datetime:
    """Read `2024. 5. 3` and its like, the year first."""
    year, month, day = map(int, re.findall(r"\d+", written))
    return _at(year, month, day, rest)


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3, 4, 5, 6))
    micro = int((match[7] or "0")[:6].ljust(6, "0"))
    return datetime(year, month, day, hour % 24, minute, min(second, 59), micro, _zone(match[8]))


def _compact(text: str) -> datetime | None:
    match = _COMPACT.match(text)
    return datetime(*(int(part or 0) for part in match.group(1, 2, 3, 4, 5, 6)), tzinfo=UTC) if match else None


def _epoch(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _EPOCH.match(text) else None


def _zone(written: str | None) -> timezone:
    match = _OFFSET.search(written or "")
    if not match:
        return UTC
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def _at(year: int, month: int, day: int, rest: str) -> datetime:
    """Join a day with the time of day that stands close behind it."""
    year -= 543 if year in _BUDDHIST else 0
    clock = _CLOCK.search(rest[:30])
    if not clock:
        return datetime(year, month, day, tzinfo=UTC)
    hour = int(clock[2]) % 24
    if half := clock[1] or clock[5]:
        hour = hour % 12 + (12 if half in _AFTERNOON or half[0].lower() in _AFTERNOON else 0)
    named = timezone(timedelta(hours=_ZONES.get((clock[6] or "").lower(), 0)))
    zone = _zone(clock[7]) if clock[7] else named
    return datetime(year, month, day, hour, min(int(clock[3]), 59), min(int(clock[4] or 0), 59), tzinfo=zone)
