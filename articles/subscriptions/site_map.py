"""News site maps and the indexes of them (sitemaps.org; Google's news extension). Pure."""

from datetime import UTC, datetime
from urllib.parse import urldefrag

from lxml import etree

from articles.subscriptions.feed import Feed, Item, NotAFeed
from articles.subscriptions.json_feed import time_of
from articles.subscriptions.media import joined

NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAX_MAPS = 500


def read_site_map(text: str, url: str, most: int) -> Feed:
    """Read a site map that was scanned: its news, `most` at most, or the maps that it lists. Raises NotAFeed where it names neither."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        raise NotAFeed("it is a broken site map")
    entries = list(root.iterchildren("{*}url", "{*}sitemap"))
    listed = sorted((each for each in entries if each.tag.endswith("sitemap")), key=_changed, reverse=True)
    # A fragment is no other file (RFC 9110, 4.2.5).
    maps = [urldefrag(joined(_text(each, "{*}loc"), url)).url for each in listed]
    news = [each for each in entries if each.find(f"{NEWS}news") is not None]
    # A news map has the news of two days: where there were none it is empty, and is told by what it declares.
    is_between_news = not entries and NEWS.strip("{}") in root.nsmap.values()
    if not maps and not news and not is_between_news:
        raise NotAFeed("it is a site map without news")
    cuts = (f"It has {len(news):,} items, of which the first {most:,} were read.",) if len(news) > most else ()
    items = (_item(each, url) for each in news[:most])
    name = _text(news[0], f"{NEWS}news/{NEWS}publication/{NEWS}name") if news else ""
    newest = tuple(dict.fromkeys(address for address in maps if address and address != urldefrag(url).url))[:MAX_MAPS]
    return Feed("sitemap", name, items=tuple(item for item in items if item.url), maps=newest, cuts=cuts)


def _changed(listed: etree._Element) -> datetime:
    return time_of(_text(listed, "{*}lastmod")) or datetime.min.replace(tzinfo=UTC)


def _item(entry: etree._Element, base: str) -> Item:
    url = joined(_text(entry, "{*}loc"), base)
    news = entry.find(f"{NEWS}news")
    published = time_of(_text(news, f"{NEWS}publication_date"))
    language = _text(news, f"{NEWS}publication/{NEWS}language")
    return Item(url, url, _text(news, f"{NEWS}title"), published=published, updated=time_of(_text(entry, "{*}lastmod")), language=language)


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
