"""What the items of a feed are to a source that knows some: new, changed, moved, or as they were. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from articles.subscriptions.feed import Item


class Change(StrEnum):
    """What an item is."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    """An item that a source brought before; digests are those of `feed.Item`."""

    guid_digest: str
    url: str
    content_digest: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An item, what it is, and which known one it continues."""

    item: Item
    change: Change
    known: Known | None = None


def settle(items: Iterable[Item], known: Iterable[Known]) -> list[Settled]:
    """Tell what each item is, in the feed's order.

    One with a known GUID is that one, wherever it stands now. One with a new GUID at the address of one known item is that one, unless
    the feed has that address several times (a ticker, a front page) or brings the known item too: then they are two.
    """
    items, known = list(items), list(known)
    by_guid = {each.guid_digest: each for each in known}
    at = Counter(each.url for each in items)
    held = Counter(each.url for each in known)
    brought = {by_guid[item.guid_digest] for item in items if item.guid_digest in by_guid}
    by_url = {each.url: each for each in known if each.url and held[each.url] == 1 and at[each.url] == 1 and each not in brought}
    return [_settled(item, by_guid.get(item.guid_digest) or by_url.get(item.url)) for item in items]


def _settled(item: Item, known: Known | None) -> Settled:
    if known is None:
        return Settled(item, Change.NEW)
    return Settled(item, Change.SAME if item.content_digest == known.content_digest else Change.CHANGED, known)
