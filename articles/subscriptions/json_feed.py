"""JSON Feed 1.0 and 1.1 (jsonfeed.org). Pure."""

from datetime import UTC, datetime
from html import escape

from articles.subscriptions.feed import Feed, Item, Media, NotAFeed
from articles.subscriptions.media import MAX_PICTURES, joined


def read_json(said: object, url: str, most: int) -> Feed:
    """Read a JSON Feed, its numbers as texts; `most` items of it. Raises NotAFeed."""
    if not isinstance(said, dict) or "jsonfeed.org/version/" not in _text(said, "version"):
        raise NotAFeed("it is JSON data, not a feed")
    listed = _list(said, "items")
    cuts = (f"It has {len(listed):,} items, of which the first {most:,} were read.",) if len(listed) > most else ()
    items = (_item(item, said, url) for item in listed[:most])
    version = "json11" if _text(said, "version").rstrip("/").endswith("1.1") else "json1"
    site = joined(_text(said, "home_page_url"), url)
    return Feed(version, _text(said, "title"), site, tuple(items), cuts=cuts)


def _item(item: object, feed: dict, base: str) -> Item:
    url = joined(_text(item, "url") or _text(item, "external_url"), base)
    words = "".join(f"<p>{escape(each)}</p>" for each in _text(item, "content_text").split("\n\n") if each.strip())
    return Item(
        guid=_text(item, "id") or url or _text(item, "title"),
        url=url,
        title=_text(item, "title"),
        authors=_authors(item) or _authors(feed),
        published=time_of(_text(item, "date_published")),
        updated=time_of(_text(item, "date_modified")),
        summary=escape(_text(item, "summary")),
        content=_text(item, "content_html") or words,
        media=tuple(Media((address,)) for address in _pictures(item, base)),
        language=_text(item, "language") or _text(feed, "language"),
    )


def _authors(said: object) -> tuple[str, ...]:
    one = said.get("author") if isinstance(said, dict) else None
    return tuple(dict.fromkeys(filter(None, (_text(author, "name") for author in [*_list(said, "authors"), one]))))


def _pictures(item: object, base: str) -> list[str]:
    attached = [_text(each, "url") for each in _list(item, "attachments") if _text(each, "mime_type").startswith("image/")]
    said = [_text(item, "image"), _text(item, "banner_image"), *attached][:MAX_PICTURES]
    return list(dict.fromkeys(filter(None, (joined(address, base) for address in said))))


def time_of(said: str) -> datetime | None:
    """Read a time of RFC 3339; without a zone it is taken as UTC, without sense as none."""
    try:
        time = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _text(said: object, name: str) -> str:
    value = said.get(name) if isinstance(said, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _list(said: object, name: str) -> list:
    value = said.get(name) if isinstance(said, dict) else None
    return value if isinstance(value, list) else []
