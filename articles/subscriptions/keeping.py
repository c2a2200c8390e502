"""An item packed as JSON until it is taken. Pure."""

from dataclasses import asdict
from datetime import datetime

from articles.subscriptions.feed import Item, Media

_TIMES = ("published", "updated")


def packed(item: Item) -> dict[str, object]:
    """Pack an item that was tidied, as JSON can say it."""
    said = {name: value for name, value in asdict(item).items() if value}
    return said | {name: said[name].isoformat() for name in _TIMES if name in said}


def unpacked(said: dict[str, object]) -> Item:
    """Unpack what `packed` made."""
    times = {name: datetime.fromisoformat(said[name]) for name in _TIMES if name in said}
    media = tuple(Media(tuple(each["urls"]), each["caption"], each["credit"]) for each in said.get("media", []))
    return Item(**(said | times | {"media": media, "authors": tuple(said.get("authors", []))}))
