"""What reading a source gives: one frozen Story, or a clear word why there is none. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from gallery.sightings import Sighting


class Kind(StrEnum):
    """What a source turned out to be."""

    STORY = "story"
    GALLERY = "gallery"
    LIVE = "live"
    VIDEO = "video"
    INDEX = "index"
    STUB = "stub"
    ERROR = "error"


STORED_KINDS = frozenset({Kind.STORY, Kind.GALLERY, Kind.LIVE})
"""The kinds that become an article; the others are said and left."""


class Unreadable(Exception):
    """The source can't be read at all; the message is one sentence for a person, without the file's name."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address the source named beside the story: a video or gallery that did not load, an embed."""

    role: str
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A page's story with everything its gallery can be made of, in source order.

    `body` is clean HTML, one top-level block (`p h2 h3 ul ol blockquote table pre hr`) a line, without the headline, the
    standfirst and any caption. Times carry a zone. `language` is a BCP 47 tag, `direction` is `ltr` or `rtl`.
    """

    kind: Kind
    reason: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    section: str | None = None
    language: str | None = None
    direction: str = "ltr"
    publisher: str | None = None
    canonical_url: str | None = None
    original_url: str | None = None
    """The address at another publisher that a page which took its story over from there names as the original's; a claim."""
    amp_url: str | None = None
    """The address that the page names as that of its AMP page."""
    body: str = ""
    links: tuple[Link, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """The pictures that stand in the page itself, by the name under which sightings speak of them."""
    cuts: tuple[str, ...] = ()
    """What a limit took away, each a sentence; empty when the whole source was read."""
