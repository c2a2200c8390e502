"""The last hand on what was read of a feed: items known by one GUID each, no sign that a database refuses, no endless name. Pure."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from articles.subscriptions.feed import Feed, Item, Media

LONGEST_NAME = 300
LONGEST_TITLE = 1_000
LONGEST_GUID = 5_000
LONGEST_LANGUAGE = 35
MAX_AUTHORS = 50
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def tidied(feed: Feed) -> Feed:
    """Give a feed with each GUID once, of those that share one the first; what has nothing to be known by is left out and told."""
    items = [_fit(item) for item in feed.items]
    named = [item for item in items if item.guid]
    lost = len(items) - len(named)
    cuts = (f"{lost:,} of its items have neither a name nor an address and were left out.",) if lost else ()
    known: dict[str, Item] = {}
    for item in _told_apart(named):
        known.setdefault(item.guid, item)
    return replace(feed, title=_line(feed.title, LONGEST_NAME), items=tuple(known.values()), cuts=(*feed.cuts, *cuts), hub=_line(feed.hub))


def _told_apart(items: Sequence[Item]) -> list[Item]:
    """A GUID of several addresses names none of them alone."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for item in items:
        addresses[item.guid].add(item.url)
    return [item if len(addresses[item.guid]) == 1 else replace(item, guid=f"{item.guid} {item.url}") for item in items]


def _fit(item: Item) -> Item:
    authors = (_line(author, LONGEST_NAME) for author in item.authors[:MAX_AUTHORS])
    return replace(
        item,
        guid=_line(item.guid, LONGEST_GUID),
        url=_line(item.url),
        title=_line(item.title, LONGEST_TITLE),
        authors=tuple(dict.fromkeys(filter(None, authors))),
        summary=_REFUSED.sub("", item.summary),
        content=_REFUSED.sub("", item.content),
        media=tuple(Media(tuple(map(_line, media.urls)), _line(media.caption), _line(media.credit)) for media in item.media),
        language=_line(item.language, LONGEST_LANGUAGE),
        base=_line(item.base),
    )


def _line(said: str, most: int | None = None) -> str:
    return " ".join(_REFUSED.sub("", said).split())[:most].strip()
