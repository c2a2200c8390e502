"""Versions named by the very code: of what pages are made by, and of what reads them."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRINTED_BY = (("templates", "*.html"), ("articles", "*.py"), ("gallery", "*.py"), ("newsroom", "*.py"), ("static", "*.*"))
"""What a page is made of besides its rows."""


@cache
def release() -> str:
    """Name the release that answers: pages kept by another one are not this one's."""
    return digest_of(PRINTED_BY)[:16]


def digest_of(files: Iterable[tuple[str, str]]) -> str:
    """Give the SHA-256 of all files in some folders whose names are like a pattern."""
    paths = sorted(path for folder, names in files for path in (ROOT / folder).rglob(names))
    return sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
