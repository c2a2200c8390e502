"""The list of feeds that feed readers exchange: OPML 2.0. Pure."""

from collections.abc import Iterable
from html import escape

from articles.feeds.markup import element, empty

CONTENT_TYPE = "text/x-opml; charset=utf-8"


def document(title: str, feeds: Iterable[tuple[str, str, str]]) -> str:
    """Write a list of feeds, each by its title, its address and its page's."""
    outlines = "\n".join(_outline(*each) for each in feeds)
    head = f"<head>{element('title', title)}</head>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">{head}<body>\n{outlines}\n</body></opml>\n'


def _outline(name: str, feed: str, page: str) -> str:
    shown = escape(name) if "<" in name else name  # readers take it for HTML
    return empty("outline", type="rss", text=shown, title=shown, xmlUrl=feed, htmlUrl=page)
