"""The last hand on what was read of a feed: items known by one GUID each, no sign that a database refuses, no endless name. Pure."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from articles.subscriptions.feed import Feed, Item, Media
from gallery.wording.directions import kept_within

LONGEST_NAME = 300
LONGEST_TITLE = 500
LONGEST_GUID = 5_000
LONGEST_LANGUAGE = 35
LONGEST_ADDRESS = 2_000
"""Bytes in UTF-8: what an index holds."""
MAX_AUTHORS = 50
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What no database keeps, or no XML can say: control characters, halves of characters and what is none."""


def tidied(feed: Feed) -> Feed:
    """Give a feed with each GUID once, of those that share one the first; what has nothing to be known by is left out and told."""
    items = [_fit(item) for item in feed.items]
    named = [item for item in items if item.guid]
    lost = len(items) - len(named)
    cuts = (f"{lost:,} of its items have neither a name nor an address and were left out.",) if lost else ()
    known: dict[str, Item] = {}
    for item in _told_apart(named):
        known.setdefault(item.guid, item)
    said = {"title": words(feed.title, LONGEST_NAME), "site": address(feed.site), "maps": _addresses(feed.maps)}
    return replace(feed, items=tuple(known.values()), cuts=(*feed.cuts, *cuts), **said)


def line(said: str, most: int | None = None) -> str:
    """Give words in one line, `most` characters of it, without what can't be kept."""
    return " ".join(_REFUSED.sub("", said).split())[:most].strip()


def words(said: str, most: int | None = None) -> str:
    """Give a title or a name as a line that turns nothing that it is shown beside."""
    return kept_within(line(kept_within(said), most))  # a cut may leave something open


def address(url: str) -> str:
    """Give an address that can be kept and looked for; "" where it is too long."""
    url = line(url)
    return url if len(url.encode()) <= LONGEST_ADDRESS else ""


def _addresses(urls: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(address, urls)))


def _told_apart(items: Sequence[Item]) -> list[Item]:
    """A GUID of several addresses names none of them alone."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for item in items:
        addresses[item.guid].add(item.url)
    return [item if len(addresses[item.guid]) == 1 else replace(item, guid=f"{item.guid} {item.url}") for item in items]


def _fit(item: Item) -> Item:
    authors = (words(author, LONGEST_NAME) for author in item.authors[:MAX_AUTHORS])
    return replace(
        item,
        guid=line(item.guid, LONGEST_GUID),
        url=address(item.url),
        title=words(item.title, LONGEST_TITLE),
        authors=tuple(dict.fromkeys(filter(None, authors))),
        summary=_REFUSED.sub("", item.summary),
        content=_REFUSED.sub("", item.content),
        media=tuple(Media(urls, words(media.caption), words(media.credit)) for media in item.media if (urls := _addresses(media.urls))),
        language=line(item.language, LONGEST_LANGUAGE),
        base=address(item.base),
    )
