"""JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>) with whole stories; photos with their captions in an extension. Pure."""

import json
from collections.abc import Iterable
from typing import Any

from articles.feeds.documents import Head
from articles.feeds.entry import Entry, Shown
from articles.feeds.markup import clean, rfc3339

MEDIA_TYPE = "application/feed+json"
CONTENT_TYPE = f"{MEDIA_TYPE}; charset=utf-8"
ABOUT = "Each photo of the story once: its file, the words under it, whom it credits."


def item(entry: Entry) -> str:
    """Write one story."""
    said: dict[str, Any] = {
        "id": entry.guid,
        "url": entry.url,
        "external_url": entry.original,
        "title": clean(entry.title),
        "summary": clean(entry.summary),
        "content_html": clean(entry.content),
        "image": entry.photos[0].files[0].url if entry.photos else "",
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": [{"name": clean(name)} for name in entry.authors],
        "tags": [clean(entry.section)] if entry.section else [],
        "language": entry.language,
        "_cutline": {"about": ABOUT, "photos": list(map(_photo, entry.photos))} if entry.photos else {},
    }
    if file := entry.enclosure:
        said["attachments"] = [{"url": file.url, "mime_type": "image/jpeg", "size_in_bytes": file.length}]
    return _written(said)


def _photo(photo: Shown) -> dict[str, Any]:
    file = photo.files[0]
    said = {"url": file.url, "width": file.width, "height": file.height, "caption": clean(photo.text), "credit": clean(photo.credit)}
    named = {"alt": clean(photo.alt), "photographers": list(map(clean, photo.photographers)), "agencies": list(map(clean, photo.agencies))}
    return {name: value for name, value in (said | named).items() if value}


def document(head: Head, items: Iterable[str]) -> str:
    """Write the whole feed."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(head.title),
        "description": clean(head.description),
        "home_page_url": head.home,
        "feed_url": head.address,
        "next_url": head.older,
        "language": head.language,
        "hubs": [{"type": "WebSub", "url": head.hub}] if head.hub else [],
    }
    return f'{_written(said)[:-1]},"items":[{",".join(items)}]}}\n'


def _written(said: dict[str, Any]) -> str:
    """Write JSON without what is empty."""
    told = {name: value for name, value in said.items() if value or name == "content_html"}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
