"""The lists of feeds that feed readers export: OPML 1.0 and 2.0, as broken as they come. Pure.

Its tags are taken one by one, so that a list that is no XML gives what can be had of it, and none can grow beyond its own length.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from articles.reading.decoding import decode
from articles.reading.reader import unpacked
from articles.reading.story import Unreadable
from articles.subscriptions.finding import address_of
from articles.subscriptions.words import attributes_of

MAX_FEEDS = 5_000
"""Of one list; people who read most follow some hundred."""
MAX_TOLD = 1_000
"""Lines that were left out and are told one by one."""
MAX_FOLDERS = 20
"""Folders in one another."""
LONGEST_NAME = 200

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)(opml|title|outline)\b((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>?""", re.I | re.S
)
_SELF_CLOSED = re.compile(r"/\s*\Z")


class NotOpml(Exception):
    """The bytes are no list of feeds; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of a list: its title, its own address and its page's, and the folders it stands in, the outermost first."""

    url: str
    title: str = ""
    page: str = ""
    folder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was not taken: what it says, and in a sentence why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Outlines:
    """A list of feeds in its own order, each address once, and every line that was left out."""

    title: str
    feeds: tuple[Outline, ...]
    left_out: tuple[LeftOut, ...] = ()
    cuts: tuple[str, ...] = ()
    """What a limit took away, each a sentence."""


@dataclass(slots=True)
class _Open:
    """An outline that is not closed yet."""

    name: str
    is_feed: bool
    holds: bool = False


@dataclass(slots=True)
class _List:
    """What was taken of a list so far."""

    feeds: dict[str, Outline] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    beyond: int = 0
    """Feeds after the last that is taken."""
    untold: int = 0
    """Lines that were left out after the last that is told."""

    def leave(self, words: str, why: str) -> None:
        if len(self.left_out) < MAX_TOLD:
            self.left_out.append(LeftOut(words, why))
        else:
            self.untold += 1

    def begin(self, said: Mapping[str, str], closed: bool) -> None:
        """Take an outline in: a feed, or what others stand in."""
        if self.open:
            self.open[-1].holds = True
        name = _name(unescape(said.get("title") or said.get("text") or ""))  # HTML, as OPML 2.0 has it
        is_rss = said.get("type", "").lower() in {"rss", "atom", "feed", "rss1", "rss2"}
        address = said.get("xmlurl") or (said.get("url", "") if is_rss else "")
        if said.get("type", "").lower() == "include":
            self.leave(name or said.get("url", "")[:LONGEST_NAME], "It stands for another list, which is not fetched.")
        elif address:
            self._feed(address, name, said.get("htmlurl", ""))
        elif closed:
            self.leave(name, "It names no feed.")
        if not closed:
            self.open.append(_Open(name, is_feed=bool(address) or said.get("type", "").lower() == "include"))

    def end(self) -> None:
        """Close the last outline; a folder without anything in it is told."""
        if self.open and not (last := self.open.pop()).is_feed and not last.holds:
            self.leave(last.name, "It names no feed.")

    def _feed(self, address: str, name: str, page: str) -> None:
        url = address_of(address, "")
        if not url:
            self.leave(name or address[:LONGEST_NAME], "Its address is none of the web.")
        elif url in self.feeds:
            self.leave(name or url, "Its address stands in the list before.")
        elif len(self.feeds) >= MAX_FEEDS:
            self.beyond += 1
        else:
            folder = [one.name for one in self.open[:MAX_FOLDERS] if one.name and not one.is_feed]
            self.feeds[url] = Outline(url, name, address_of(page, ""), tuple(folder))

    def cuts(self) -> Iterator[str]:
        """Say what the limits took away."""
        if self.beyond:
            yield f"It has {len(self.feeds) + self.beyond:,} feeds, of which the first {MAX_FEEDS:,} were taken."
        if self.untold:
            yield f"{self.untold:,} more lines were left out than are told."


def read_opml(data: bytes) -> Outlines:
    """Read a list of feeds, packed or not; raises NotOpml with one sentence for a person where it is none."""
    try:
        text = decode(unpacked(data))
    except Unreadable as error:
        raise NotOpml(str(error)) from error
    tags = [tag for tag in _TAG.finditer(text) if tag[2]]
    first = next((tag for tag in tags if not tag[1] and tag[2].lower() == "opml"), None)
    if first is None:
        raise NotOpml("it is no OPML file, which is what feed readers export their lists as")
    if "<!ENTITY" in text[: first.start()]:
        raise NotOpml("it declares entities of its own, which no list of feeds needs")
    taken, title = _List(), ""
    for tag in tags:
        if tag[2].lower() == "outline":
            taken.end() if tag[1] else taken.begin(attributes_of(tag[3]), bool(_SELF_CLOSED.search(tag[3])))
        elif tag[2].lower() == "title" and not tag[1] and not title:
            title = _name(unescape(text[tag.end() : tag.end() + LONGEST_NAME].partition("<")[0]))
    if not taken.feeds and not taken.left_out:
        raise NotOpml("it lists no feeds")
    return Outlines(title, tuple(taken.feeds.values()), tuple(taken.left_out), tuple(taken.cuts()))


def _name(said: str) -> str:
    return " ".join(said.split())[:LONGEST_NAME].strip()
