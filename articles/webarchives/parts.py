"""What the child process gives back of an archive. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a record of a WARC file is good for."""

    PAGE = "page"
    PICTURE = "picture"
    REDIRECT = "redirect"
    REVISIT = "revisit"
    """The same payload as another record, which it names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where in a WARC file something lies."""

    kind: Kind
    url: str
    offset: int
    """Bytes into the file at which its record begins."""
    date: str = ""
    """When it was captured, as the file says it."""
    digest: str = ""
    """Of its payload, as the file says it."""
    leads_to: str = ""
    """Of a redirect, where to; of a revisit, whose payload it has."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A stretch of a WARC file, looked through."""

    entries: tuple[Entry, ...]
    goes_on_at: int
    """Where the next stretch begins; -1 at the end."""
    problem: str = ""
    """What is wrong with the stretch, one sentence; what is whole of it is in the entries."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a server sent, its packings undone."""

    data: bytes = field(repr=False)
    charset: str = ""
    """The one that its server named."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A page saved as one file, with the pictures in it by the address under which the page shows them."""

    page: Payload
    url: str = ""
    """Where it stood; empty where the file does not say."""
    date: str = ""
    """When it was saved, as the file says it."""
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)
