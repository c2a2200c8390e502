"""What every format says of one story, with addresses that hold outside the site. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode, urljoin


@dataclass(frozen=True, slots=True)
class Site:
    """Where the paper stands, and the key of who may read it where it is a private one."""

    root: str
    key: str = ""

    def page(self, path: str) -> str:
        """Give the address of one of the site's pages."""
        return urljoin(self.root, path)

    def given(self, path: str) -> str:
        """Give an address of the site that hands over something by itself, as a picture or a feed: who has the key needs no login."""
        whole = urljoin(self.root, path)
        if not self.key or not whole.startswith(self.root):
            return whole
        return f"{whole}{'&' if '?' in whole else '?'}{urlencode({'key': self.key})}"


class File(NamedTuple):
    """One of a photo's files; width and height in pixels."""

    url: str
    width: int
    height: int
    type: str = "image/jpeg"
    size: int | None = None
    """Bytes; None where they are not known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of a story as it is shown there: its plain file first among its files, and the words under it."""

    files: tuple[File, ...]
    text: str
    credit: str
    alt: str
    photographers: tuple[str, ...]
    agencies: tuple[str, ...]
    """As the credit line has their names."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The story's first photo as the file that podcatchers and old readers ask for; its length in bytes is the true one."""

    url: str
    length: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One story."""

    guid: str
    url: str
    original: str
    """Where its publisher shows it; empty where that is unknown."""
    title: str
    summary: str
    """Never empty: RSS has it before the story itself."""
    published: datetime
    updated: datetime
    """In microseconds it is the story's own: validators take two stories changed at one moment for a mistake."""
    authors: tuple[str, ...]
    """Its authors, else its publisher."""
    section: str
    language: str
    content: str
    """HTML: every photo is one figure, in its place."""
    photos: tuple[Shown, ...]
    enclosure: Enclosure | None
