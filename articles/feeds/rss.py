"""RSS 2.0 with whole stories (content module), Media RSS, Dublin Core, and archives (RFC 5005). Pure."""

from collections.abc import Iterable

from articles.feeds import media
from articles.feeds.documents import GENERATOR, Head
from articles.feeds.entry import Entry
from articles.feeds.markup import cdata, element, empty, html_element, opening, rfc822, rfc3339, rss_words

CONTENT_TYPE = "text/xml; charset=utf-8"
"""What a browser needs to dress the feed with our sheet; feed readers take it as well."""
MEDIA_TYPE = "application/rss+xml"
_ROOT = {
    "version": "2.0",
    "xmlns_atom": "http://www.w3.org/2005/Atom",
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
    "xmlns_dcterms": "http://purl.org/dc/terms/",
    "xmlns_fh": "http://purl.org/syndication/history/1.0",
    "xmlns_media": media.NAMESPACE,
}


def item(entry: Entry) -> str:
    """Write one story."""
    parts = [
        rss_words("title", entry.title),
        element("link", entry.url),
        element("guid", entry.guid, isPermaLink="false"),
        element("pubDate", rfc822(entry.published)),
        element("dcterms:modified", rfc3339(entry.updated)),
        *(element("dc:creator", name) for name in entry.authors),
        rss_words("category", entry.section),
        html_element("description", entry.summary),
        f"<content:encoded>{cdata(entry.content)}</content:encoded>",
    ]
    if entry.enclosure:
        parts.append(empty("enclosure", url=entry.enclosure.url, length=entry.enclosure.length, type="image/jpeg"))
    return f"<item>{''.join(parts)}{''.join(map(media.group, entry.photos))}</item>\n"


def document(head: Head, items: Iterable[str]) -> str:
    """Write the whole feed."""
    parts = [
        rss_words("title", head.title),
        element("link", head.home),
        element("description", head.description),
        element("language", head.language),
        element("lastBuildDate", rfc822(head.updated)),
        element("generator", GENERATOR),
        *(empty("atom:link", rel=rel, href=url, type=MEDIA_TYPE) for rel, url in head.links),
        empty("atom:link", rel="hub", href=head.hub) if head.hub else "",
        "<fh:archive/>" if head.is_archive else "",
    ]
    return f"{opening('rss', head.style, _ROOT)}<channel>{''.join(parts)}\n{''.join(items)}</channel></rss>\n"
