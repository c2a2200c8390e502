"""What reading a feed gives: one frozen Feed with its items, or a clear word why there is none. Pure."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

CUT_OFF = "It is cut off; the items that are whole were read."


class NotAFeed(Exception):
    """The bytes are no feed; the message is one sentence for a person, without the address."""


@dataclass(frozen=True, slots=True)
class Media:
    """One picture that an item brings beside its text, with all its renditions' addresses, the largest first."""

    urls: tuple[str, ...]
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item, as its feed says it. `content` and `summary` are foreign HTML, addresses are absolute, times carry a zone."""

    guid: str
    url: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    content: str = ""
    media: tuple[Media, ...] = ()
    language: str = ""
    base: str = ""
    """What relative addresses in its HTML are relative to, where the feed says it; else that is its own address."""

    @property
    def guid_digest(self) -> str:
        """What the item is known by in its feed: 64 hexadecimal digits."""
        return sha256(self.guid.encode("utf-8", "replace")).hexdigest()

    @property
    def content_digest(self) -> str:
        """Differs where the feed says anything else of the item: 64 hexadecimal digits."""
        said = (self.url, self.title, self.authors, self.published, self.updated, self.summary, self.content, self.media)
        return sha256(repr(said).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, its items in its own order, each GUID once."""

    format: str
    """As `rss20`, `atom10`, `json11`, `sitemap`."""
    title: str = ""
    site: str = ""
    items: tuple[Item, ...] = ()
    ttl: float | None = None
    """Seconds for which its publisher says that nobody need ask again."""
    maps: tuple[str, ...] = ()
    """Addresses of the site maps that an index lists, those first that are likeliest to have the newest news."""
    cuts: tuple[str, ...] = ()
    """What was missing or a limit took away, each a sentence."""

    @property
    def is_cut_off(self) -> bool:
        """Whether more of it is to be had: asked once more it may be whole."""
        return CUT_OFF in self.cuts
