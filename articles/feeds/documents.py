"""What stands at the head of a feed's document, in whatever format. Pure."""

from dataclasses import dataclass
from datetime import datetime

GENERATOR = "Cutline"


@dataclass(frozen=True, slots=True)
class Head:
    """A feed's own words and addresses, which are whole; empty ones are left out."""

    id: str
    """Its name for ever, a `tag:` address."""
    title: str
    paper: str
    """Whose it is."""
    description: str
    home: str
    """The page whose stories it has."""
    address: str
    """Its own, of this very document."""
    newest: str
    """That of the feed itself, whose document this may be an older one of."""
    updated: datetime
    language: str
    style: str
    """The sheet that dresses it for a browser."""
    older: str = ""
    """The document with the stories before these."""
    newer: str = ""
    is_archive: bool = False
    """Whether this document is full, and so stays as it is (RFC 5005, section 4)."""
    is_page: bool = False
    """Whether documents follow one another as pages do (RFC 5005, section 3), not as archives."""
    hub: str = ""
    """Who tells subscribers that it changed (WebSub)."""

    @property
    def links(self) -> list[tuple[str, str]]:
        """This document and those around it, as relation and address."""
        if self.is_page:
            around = [("first", self.newest), ("previous", self.newer), ("next", self.older)]
        else:
            current = self.newest if self.newest != self.address else ""
            around = [("current", current), ("next-archive", self.newer), ("prev-archive", self.older)]
        return [("self", self.address), *((rel, url) for rel, url in around if url)]
