"""An item made fit to be kept, and packed as JSON until it is taken. Pure."""

import re
from dataclasses import asdict, replace
from datetime import datetime

from articles.subscriptions.feed import Item, Media

LONGEST_ADDRESS = 2_000
"""Bytes in UTF-8."""
LONGEST_NAME = 500
"""Of a title or an author, in characters: what is longer is neither."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What no database keeps, or no XML can say: control characters and halves of characters."""
_TIMES = ("published", "updated")


def fit(item: Item) -> Item:
    """Give an item without what can't be kept; its GUID as it stands, which only its digest is kept of."""
    return replace(
        item,
        url=address(item.url),
        title=plain(item.title)[:LONGEST_NAME],
        authors=tuple(plain(author)[:LONGEST_NAME] for author in item.authors),
        summary=plain(item.summary),
        content=plain(item.content),
        media=tuple(_media(each) for each in item.media),
        language=plain(item.language)[:35],
        base=address(item.base),
    )


def _media(media: Media) -> Media:
    return Media(tuple(filter(None, map(address, media.urls))), plain(media.caption), plain(media.credit))


def plain(text: str) -> str:
    """Give a text without control characters and halves of characters."""
    return _UNFIT.sub("", text)


def address(url: str) -> str:
    """Give an address that can be kept and looked for; "" where it is too long."""
    url = plain(url)
    return url if len(url.encode()) <= LONGEST_ADDRESS else ""


def packed(item: Item) -> dict[str, object]:
    """Pack an item that is fit, as JSON can say it."""
    said = {name: value for name, value in asdict(item).items() if value}
    said["guid"] = plain(item.guid)
    return said | {name: said[name].isoformat() for name in _TIMES if name in said}


def unpacked(said: dict[str, object]) -> Item:
    """Unpack what `packed` made."""
    times = {name: datetime.fromisoformat(said[name]) for name in _TIMES if name in said}
    media = tuple(Media(tuple(each["urls"]), each["caption"], each["credit"]) for each in said.get("media", []))
    return Item(**(said | times | {"media": media, "authors": tuple(said.get("authors", []))}))
