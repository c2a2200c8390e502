"""Times as pages write them, to aware datetimes. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone

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
_MONTHS = (
    "jan ene gen janv ian янв", "feb fev fév févr febr feve фев", "mar mär mrz mars märz maart мар", "apr abr avr avril апр",
    "may mai mag maj mei mayo maio май мая", "jun giu juin juni junio июн", "jul lug juil juli июл", "aug ago aoû août авг",
    "sep set sept sett сен",
    "oct okt ott out окт", "nov ноя", "dec dez dic déc дек",
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ISO_INSIDE = re.compile(r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?\b")
_CLOCK = re.compile(
    r"\b(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?(?:\s*(?:Uhr|hs?))?\s*(?:\(?([A-Za-z]{1,4})\b)?(?:\s*([+-]\d{2}:?\d{2}))?",
    re.I,
)


def read_moment(text: object) -> datetime | None:
    """Read one machine-written time (ISO 8601 and its near misses, epoch seconds, RFC 2822); one without a zone counts as UTC.

    None for what is no time and for times that cannot be a story's. Never raises.
    """
    written = str(text).strip()[:80] if isinstance(text, str | int | float) else ""
    try:
        found = _iso(written) or _compact(written) or _epoch(written) or find_moment(written)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found and EARLIEST <= found <= datetime.now(UTC) + LATEST_AHEAD else None


def find_moment(text: str) -> datetime | None:
    """Find the first date, with its time of day where one follows, in words for people. Raises ValueError for a 31st of February."""
    if inside := _ISO_INSIDE.search(text):
        return _iso(inside[0])
    if match := _CJK.search(text):
        return _at(int(match[1]), int(match[2]), int(match[3]), text[match.end() :])
    for match in _DAY_FIRST.finditer(text):
        if month := _month(match[2]):
            return _at(int(match[3]), month, int(match[1]), text[match.end() :])
    for match in _MONTH_FIRST.finditer(text):
        if month := _month(match[1]):
            return _at(int(match[3]), month, int(match[2]), text[match.end() :])
    if match := _DOTTED.search(text):
        day, month = int(match[1]), int(match[2])
        day, month = (month, day) if month > 12 else (day, month)
        return _at(int(match[3]), month, day, text[match.end() :])
    return None


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


def _month(name: str) -> int | None:
    name = name.casefold()
    return _MONTH.get(name) or _MONTH.get(name[:4]) or _MONTH.get(name[:3])


def _at(year: int, month: int, day: int, rest: str) -> datetime:
    """Join a day with the time of day that stands close behind it."""
    clock = _CLOCK.search(rest[:30])
    if not clock:
        return datetime(year, month, day, tzinfo=UTC)
    hour = int(clock[1]) % 24
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower().startswith("p") else 0)
    named = timezone(timedelta(hours=_ZONES.get((clock[5] or "").lower(), 0)))
    zone = _zone(clock[6]) if clock[6] else named
    return datetime(year, month, day, hour, min(int(clock[2]), 59), min(int(clock[3] or 0), 59), tzinfo=zone)
