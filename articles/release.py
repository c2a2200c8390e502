"""Versions named by the very code: of what pages are made by, and of what reads them; pages also by what the operator set."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PRINTED_BY = (("templates", "*.*"), ("articles", "*.py"), ("gallery", "*.py"), ("newsroom", "*.py"), ("static", "*.*"))
"""What a page is made of besides its rows."""
SHOWN = ("SITE_NAME", "CUTLINE_ADDRESS", "CUTLINE_OWN_STORIES", "CUTLINE_PRIVATE", "CUTLINE_TAG_AUTHORITY")
SHOWN_BY = ("TIME_ZONE", "LANGUAGE_CODE", "MEDIA_URL", "STATIC_URL")
"""Settings that pages and feeds show, and by which they show the rest."""


@cache
def release() -> str:
    """Name the code that answers."""
    return digest_of(PRINTED_BY)[:16]


def edition() -> str:
    """Name all that a page shows besides its rows, the release and the settings: pages kept of another edition are not this one's."""
    return repr((release(), *(getattr(settings, name) for name in SHOWN + SHOWN_BY)))


def digest_of(files: Iterable[tuple[str, str]]) -> str:
    """Give the SHA-256 of all files in some folders whose names are like a pattern."""
    paths = sorted(path for folder, names in files for path in (ROOT / folder).rglob(names))
    return sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
