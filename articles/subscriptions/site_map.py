"""News site maps and the indexes of them (sitemaps.org; Google's news extension). Pure."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from articles.subscriptions.feed import Feed, Item, NotAFeed
from articles.subscriptions.json_feed import time_of
from articles.subscriptions.media import joined

NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAX_MAPS = 500
LIVE = timedelta(days=30)
"""Since when the newest map changed, another one may still be for news."""
_NEWS_MAP = re.compile(r"(?<![a-z])news(?![a-z])", re.I)
_NUMBER = re.compile(r"\d{1,18}")


def read_site_map(text: str, url: str, most: int) -> Feed:
    """Read a site map that was scanned: its news, `most` at most, or the maps that it lists. Raises NotAFeed where it names neither."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        raise NotAFeed("it is a broken site map")
    entries = list(root.iterchildren("{*}url", "{*}sitemap"))
    listed = [(_map_at(each, url), time_of(_text(each, "{*}lastmod"))) for each in entries if each.tag.endswith("sitemap")]
    newest = max((changed for _, changed in listed if changed), default=None)
    maps = [address for address, _ in sorted(listed, key=lambda one: _promise(*one, newest), reverse=True)]
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


def _map_at(listed: etree._Element, base: str) -> str:
    """Give the address of a map that is listed; a fragment is no other file (RFC 9110, 4.2.5)."""
    return urldefrag(joined(_text(listed, "{*}loc"), base)).url


def _promise(address: str, changed: datetime | None, newest: datetime | None) -> tuple[bool, datetime, list[int]]:
    """Say how likely a listed map has the newest news, to compare: by its name, by when it changed, else by the numbers in its path.

    Most maps of an index list pages, not news. Where no time is said, numbers count months, days or files, and rise.
    """
    path = urlsplit(address).path
    name = path.rpartition("/")[2]
    is_live = not (changed and newest) or newest - changed <= LIVE
    numbers = [int(number) for number in _NUMBER.findall(path)]
    return is_live and bool(_NEWS_MAP.search(name)) and "archive" not in name.lower(), changed or datetime.min.replace(tzinfo=UTC), numbers


def _item(entry: etree._Element, base: str) -> Item:
    url = joined(_text(entry, "{*}loc"), base)
    news = entry.find(f"{NEWS}news")
    published = time_of(_text(news, f"{NEWS}publication_date"))
    language = _text(news, f"{NEWS}publication/{NEWS}language")
    return Item(url, url, _text(news, f"{NEWS}title"), published=published, updated=time_of(_text(entry, "{*}lastmod")), language=language)


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
