"""Atom (RFC 4287) with whole stories, Media RSS, and archives (RFC 5005). Pure."""

from collections.abc import Iterable

from articles.feeds import media
from articles.feeds.documents import GENERATOR, Head
from articles.feeds.entry import Entry
from articles.feeds.markup import attributes, cdata, element, empty, opening, rfc3339, words

CONTENT_TYPE = "text/xml; charset=utf-8"
"""See `rss`: `application/atom+xml` is downloaded by browsers, or shown undressed."""
MEDIA_TYPE = "application/atom+xml"
_ROOT = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns_fh": "http://purl.org/syndication/history/1.0", "xmlns_media": media.NAMESPACE}


def item(entry: Entry) -> str:
    """Write one story."""
    parts = [
        element("id", entry.guid),
        words("title", entry.title),
        empty("link", rel="alternate", type="text/html", href=entry.url),
        empty("link", rel="via", href=entry.original) if entry.original else "",
        element("published", rfc3339(entry.published)),
        element("updated", rfc3339(entry.updated, "microseconds")),
        *(f"<author>{element('name', name)}</author>" for name in entry.authors),
        empty("category", term=entry.section) if entry.section else "",
        words("summary", entry.summary),
        f'<content type="html">{cdata(entry.content)}</content>',
    ]
    if file := entry.enclosure:
        parts.append(empty("link", rel="enclosure", href=file.url, length=file.length, type="image/jpeg"))
    return f"<entry{attributes({'xml_lang': entry.language})}>{''.join(parts)}{''.join(map(media.group, entry.photos))}</entry>\n"


def document(head: Head, items: Iterable[str]) -> str:
    """Write the whole feed; whose stories name nobody are the paper's."""
    parts = [
        element("id", head.id),
        words("title", head.title),
        element("subtitle", head.description),
        element("updated", rfc3339(head.updated)),
        f"<author>{element('name', head.paper)}</author>",
        element("generator", GENERATOR),
        empty("link", rel="alternate", type="text/html", href=head.home),
        *(empty("link", rel=rel, href=url, type=MEDIA_TYPE) for rel, url in head.links),
        empty("link", rel="hub", href=head.hub) if head.hub else "",
        "<fh:archive/>" if head.is_archive else "",
    ]
    start = opening("feed", head.style, _ROOT | {"xml_lang": head.language})
    return f"{start}{''.join(parts)}\n{''.join(items)}</feed>\n"
