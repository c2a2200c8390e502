"""The door of the feed room: bytes in, a frozen Feed out. Pure; in the child process (`articles.isolation`)."""

import io
import json
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime
from time import struct_time

import feedparser

from articles.reading.decoding import decode
from articles.reading.reader import unpacked
from articles.reading.story import Unreadable
from articles.subscriptions.feed import CUT_OFF, Feed, Item, NotAFeed
from articles.subscriptions.json_feed import read_json
from articles.subscriptions.media import Beside, beside_items, joined
from articles.subscriptions.scanning import FEEDS, PAGES, SITE_MAPS, Beyond, Scanned, root_of, scan
from articles.subscriptions.site_map import read_site_map
from articles.subscriptions.tidying import tidied
from articles.subscriptions.words import text_of

MAX_ITEMS = 1_000
"""Read of one feed: the first ones, which are the newest nearly everywhere."""
MAX_ELEMENTS = 200_000
"""Of one feed, parsed; they cost up to 25 µs each."""
MAX_ENTRIES = 50_000
"""Of one site map, looked through for news: as many as it may have."""
ITEMS, ENTRIES = frozenset({"item", "entry"}), frozenset({"url", "sitemap"})


def read_feed(data: bytes, url: str, charset: str | None = None) -> Feed:
    """Read a feed or news site map, gzipped or not; `url` is where it stands, `charset` what its server said of it.

    Raises NotAFeed with one sentence for a person.
    """
    try:
        text = decode(unpacked(data), charset).lstrip("\ufeff \t\r\n")
    except Unreadable as error:
        raise NotAFeed(str(error)) from error
    return tidied(_read_json(text, url) if text[:1] == "{" else _read_xml(text, url))


def _read_json(text: str, url: str) -> Feed:
    try:
        # Numbers stay as they are written: `1e999999` is an identity like any other, and a million digits cost nothing.
        said = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("it is broken JSON") from error
    return read_json(said, url, MAX_ITEMS)


def _read_xml(text: str, url: str) -> Feed:
    name, start = root_of(text)
    if name in PAGES:
        raise NotAFeed("it is a page, not a feed")
    if "<!ENTITY" in text[:start]:
        raise NotAFeed("it declares entities of its own, which no feed needs")
    if name in SITE_MAPS:
        scanned = _scanned(text[start:], ENTRIES, MAX_ENTRIES, 10 * MAX_ENTRIES)
        feed = read_site_map(scanned.xml, url, MAX_ITEMS)
        return replace(feed, cuts=(*_cuts(scanned), *feed.cuts))
    if name not in FEEDS:
        raise NotAFeed("it is neither a feed nor a site map")
    return _read_items(text[start:], url, name)


def _read_items(text: str, url: str, root: str) -> Feed:
    scanned = _scanned(text, ITEMS, MAX_ITEMS, MAX_ELEMENTS)
    cuts = _cuts(scanned)
    xml = scanned.xml.encode("utf-8", "replace")
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        # Its cleaning loses `srcset` and whole `picture` elements, and no HTML of an item is shown uncleaned.
        parsed = feedparser.parse(io.BytesIO(xml), response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except (KeyError, ValueError) as error:  # its parser for what is no XML trips over some of it
        raise NotAFeed("it is broken beyond mending") from error
    beside = beside_items(xml, url)
    if len(beside) != len(parsed.entries):
        beside = [Beside(entry.get("id") or "") for entry in parsed.entries]
        cuts = (*cuts, "Its pictures could not be told from each other and were left out.") if parsed.entries else cuts
    language = parsed.feed.get("language") or ""
    told = parsed.feed
    return Feed(
        format=parsed.version or root,
        title=_title(told),
        site=joined(told.get("link") or "", url),
        items=tuple(_item(entry, url, language, told) for entry, told in zip(parsed.entries, beside, strict=True)),
        ttl=_ttl(told),
        cuts=cuts,
    )


def _scanned(text: str, called: frozenset[str], most_items: int, most_elements: int) -> Scanned:
    try:
        return scan(text, called, most_items, most_elements)
    except Beyond as error:
        raise NotAFeed("its tags are nested beyond all measure") from error


def _cuts(scanned: Scanned) -> tuple[str, ...]:
    if scanned.is_crowded:
        return (f"It is made of ever so many elements; the {scanned.taken:,} items before were read.",)
    if scanned.items > scanned.taken:
        return (f"It has {scanned.items:,} items, of which the first {scanned.taken:,} were read.",)
    return () if scanned.is_whole else (CUT_OFF,)


def _item(entry: feedparser.FeedParserDict, base: str, language: str, beside: Beside) -> Item:
    url = joined(entry.get("link") or "", base)
    title = _title(entry)
    contents = [content.get("value") or "" for content in entry.get("content", []) if "html" in (content.get("type") or "html")]
    said = entry.get("content", [{}])[0].get("language") if entry.get("content") else None
    published = _time(entry.get("published_parsed"))
    return Item(
        guid=beside.guid or url or title,
        url=url,
        title=title,
        authors=tuple(dict.fromkeys(name for author in entry.get("authors", []) if (name := (author.get("name") or "").strip()))),
        published=published,
        updated=_time(entry.get("updated_parsed")) if "updated_parsed" in entry else None,
        summary=_summary(entry),
        content=max(contents, key=len, default=""),
        media=beside.media,
        language=said or language,
        base=beside.base,
    )


def _summary(entry: feedparser.FeedParserDict) -> str:
    """Give what a feed calls a summary: where it gives none, feedparser has the content stand for it."""
    return entry.get("summary") or "" if "summary_detail" in entry or "content" not in entry else ""


def _title(told: feedparser.FeedParserDict) -> str:
    """Give a title as text; HTML in it is told by its type, or by closed tags and entities."""
    title = (told.get("title") or "").strip()
    return title if told.get("title_detail", {}).get("type") == "text/plain" else text_of(title)


def _time(said: struct_time | None) -> datetime | None:
    """feedparser gives times in UTC; a year out of range is none."""
    try:
        return datetime.fromtimestamp(timegm(said), UTC) if said else None
    except (ValueError, OverflowError):
        return None


def _ttl(told: feedparser.FeedParserDict) -> float | None:
    """How long nobody need ask again: RSS `ttl` in minutes, else the Syndication module's period and frequency."""
    ttl = str(told.get("ttl") or "")
    if ttl.isascii() and ttl.isdigit():
        return float(ttl[:6]) * 60
    seconds = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
    period = seconds.get(str(told.get("sy_updateperiod") or "").strip().lower())
    often = str(told.get("sy_updatefrequency") or "1").strip()
    return period / max(int(often[:4]), 1) if period and often.isascii() and often.isdigit() else None
