"""What a polite client says and heeds besides the question: versions it knows already, and when it is asked to wait. Pure."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime

LONGEST_ETAG = 300
LONGEST_DATE = 100
LONGEST_WAIT = 24 * 3600.0
"""Seconds; a server that asks for more is asked again after a day."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a server calls the bytes it gave (RFC 9110, 8.8); empty where it said nothing."""

    etag: str = ""
    last_modified: str = ""

    def conditions(self) -> dict[str, str]:
        """Give the header lines that ask for another version only."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


UNVERSIONED = Version()


def declared(header: str) -> tuple[str, str | None]:
    """Read `Content-Type`: the media type in lower case, empty where it says none, and the encoding, None where Python knows no such."""
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    content_type = message.get_content_type() if header.strip() else ""
    try:
        charset = codecs.lookup(message.get_content_charset() or "").name
    except (LookupError, ValueError):
        charset = None
    return content_type, charset


def version_of(headers: Mapping[str, str]) -> Version:
    """Read a version from an answer's header lines; what could not be said back to the server is left out."""
    return Version(_sayable(headers.get("ETag", ""), LONGEST_ETAG), _sayable(headers.get("Last-Modified", ""), LONGEST_DATE))


def _sayable(value: str, longest: int) -> str:
    return value if len(value) <= longest and value.isascii() and value.isprintable() else ""


def retry_after(value: str, now: float) -> float | None:
    """Read `Retry-After` (RFC 9110, 10.2.3), seconds or a date, as seconds from `now` (Unix time); None where it says nothing sensible."""
    value = value.strip()
    if value.isdecimal() and value.isascii():
        return min(float(value[:10]), LONGEST_WAIT)
    try:
        seconds = parsedate_to_datetime(value).timestamp() - now
    except (ValueError, OverflowError, OSError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


_MAX_AGE = re.compile(r'(?:^|,)\s*max-age\s*=\s*"?(\d{1,10})"?\s*(?=,|$)', re.I | re.A)
_UNKEPT = re.compile(r"(?:^|,)\s*no-(?:cache|store)\s*(?=[,=]|$)", re.I | re.A)


def max_age(value: str) -> float | None:
    """Read from `Cache-Control` (RFC 9111, 5.2.2.1) for how many seconds nobody need ask again; None where it does not say."""
    found = None if _UNKEPT.search(value) else _MAX_AGE.search(value)
    return float(found[1]) if found else None
