"""Where a source's feeds are, from whatever address somebody gives: a feed, a site map, or a page that names them. Pure.

Whoever asks the network fetches what is found here, in this order, and looks with `what_is` at what came.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from urllib.parse import urlsplit

from articles.reading.addresses import host_name, site
from articles.reading.decoding import decode
from articles.reading.reader import looks_like_html, unpacked
from articles.reading.story import Unreadable
from articles.subscriptions.feed import NotAFeed
from articles.subscriptions.media import joined
from articles.subscriptions.scanning import FEEDS, LOOKED_AT, SITE_MAPS, root_of
from articles.subscriptions.words import attributes_of, text_of

MAX_CHARACTERS = 2_000_000
"""Of a page, looked at for feeds."""
MAX_LINKS = 20_000
MAX_CANDIDATES = 50
LONGEST_TITLE = 200
MAX_SITE_MAPS = 50
ROBOTS_READ = 512_000
"""Characters of a robots.txt; RFC 9309 asks for 500 kibibytes at least."""

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_VAGUE_TYPES = ("application/json", "application/xml", "text/xml", "application/x-rss+xml")
"""Of feeds and of much else; its address must look like a feed's, too."""
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)|<(link|a|base)\b((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>?""", re.I | re.S
)
_FEED_PATH = re.compile(
    r"/(?:feeds?|rss2?|atom)(?:/|$)|[/_.-](?:feeds?|rss2?|atom)(?:[_.-][\w.-]{0,40})?\.(?:xml|rss|json|php|aspx?)$|\.(?:rss|atom|rdf)$|"
    r"/index\.(?:xml|rdf)$",
    re.I,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed|json)\b|(?:^|&)feed=", re.I)
_FEED_HOST = re.compile(r"^(?:feeds?|rss)\d?\.|\.feedburner\.com$", re.I)
_NO_FEED = re.compile(r"oembed|/wp-json\b|\.(?:jpe?g|png|svg|gif|css|js|html?|pdf)$|manifest\.json$|/xmlrpc\.php", re.I)
_COMMENTS = re.compile(
    r"comment|kommentar|comentario|comentário|comentari|commenti|reacties|komment|komentar|коммент|комент|yorum|コメント|댓글|评论|評論|تعليق",
    re.I,
)
_SITE_MAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*([^\s#]{1,2000})", re.I | re.M)
_USUAL = ("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/", "/feed.json", "/news-sitemap.xml", "/sitemap-news.xml")


class What(StrEnum):
    """What an address answered with."""

    FEED = "feed"
    SITE_MAP = "site map"
    PAGE = "page"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address at which a feed may be, and what the page calls it."""

    url: str
    title: str = ""


def what_is(data: bytes, content_type: str = "") -> What:
    """Tell from its beginning what an address answered with, packed or not; the server's word counts where the bytes leave it open."""
    try:
        data = unpacked(data)
        text = decode(data[: 4 * LOOKED_AT])[:LOOKED_AT].lstrip("\ufeff \t\r\n")
    except Unreadable:
        return What.OTHER
    said = content_type.partition(";")[0].strip().lower()
    if text[:1] == "{":
        return What.FEED if said == "application/feed+json" or b"jsonfeed.org" in data else What.OTHER
    root, _ = root_of(text)
    if root in FEEDS:
        return What.FEED
    if root in SITE_MAPS:
        return What.SITE_MAP
    return What.PAGE if root or looks_like_html(text) or said in {"text/html", "application/xhtml+xml"} else What.OTHER


def feeds_named(html: str, url: str) -> tuple[Candidate, ...]:
    """Give the feeds that a page names: those in its head, then links that look like feeds', those of comments last.

    `url` is where the page stands. Each address comes once; at most MAX_CANDIDATES.
    """
    tags = list(islice(_tags(html[:MAX_CHARACTERS]), MAX_LINKS))
    base = next((joined(said["href"], url) for name, said, _ in tags if name == "base" and said.get("href")), "") or url
    named = [(said, said.get("title", "")) for name, said, _ in tags if name == "link" and _names_feed(said)]
    linked = [(said, title) for name, said, title in tags if name == "a" and _leads_to_feed(said.get("href", ""), base)]
    found: dict[str, str] = {}
    for said, title in chain(named, linked):
        if address := address_of(said.get("href", ""), base):
            found.setdefault(address, " ".join(title.split())[:LONGEST_TITLE])
    ordered = sorted((Candidate(*one) for one in found.items() if one[0] != url), key=_is_of_comments)
    return tuple(ordered[:MAX_CANDIDATES])


def feeds_on(data: bytes, url: str, charset: str | None = None) -> tuple[Candidate, ...]:
    """Give the feeds that a page names, from its bytes, see `feeds_named`; in the child process (`articles.isolation.LinkReader`).

    Raises NotAFeed where it is no page.
    """
    if what_is(data) is not What.PAGE:
        raise NotAFeed("it is neither a feed nor a page")
    try:
        return feeds_named(decode(unpacked(data), charset), url)
    except Unreadable as error:
        raise NotAFeed(str(error)) from error


def usual_places(url: str) -> tuple[str, ...]:
    """Give the few addresses at which most publishers have a feed or a news site map, below the given address and at its site's root."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ()
    root = f"{parts.scheme}://{parts.netloc}"
    below = [f"{root}{parts.path.rstrip('/')}/feed/"] if parts.path.strip("/") and "." not in parts.path.rpartition("/")[2] else []
    return tuple(dict.fromkeys(filter(None, (joined(each, url) for each in [*below, *(f"{root}{place}" for place in _USUAL)]))))


def sitemaps_named(robots_txt: str, url: str) -> tuple[str, ...]:
    """Give the site maps that a robots.txt, which stands at `url`, names: those called news first."""
    lines = islice(_SITE_MAP_LINE.finditer(robots_txt[:ROBOTS_READ].lstrip("\ufeff").replace("\r", "\n")), MAX_SITE_MAPS)
    found = dict.fromkeys(address for line in lines if (address := joined(line[1], url)))
    return tuple(sorted(found, key=lambda address: "news" not in urlsplit(address).path.lower()))


def _tags(html: str) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Give the links of a page's text: their tag's name, their attributes, their words."""
    for tag in _TAG.finditer(html):
        if tag[2]:
            said = attributes_of(tag[3])
            words = text_of(html[tag.end() : tag.end() + 2 * LONGEST_TITLE].partition("</a")[0]) if tag[2].lower() == "a" else ""
            yield tag[2].lower(), said, words or said.get("title", "")


def _names_feed(said: Mapping[str, str]) -> bool:
    rel, type_, href = said.get("rel", "").lower().split(), said.get("type", "").partition(";")[0].strip().lower(), said.get("href", "")
    if not {"alternate", "feed"} & set(rel) or _NO_FEED.search(href) or "oembed" in type_:
        return False
    return type_ in _TYPES or "feed" in rel or (type_ in _VAGUE_TYPES and _looks_like_feed(href))


def _leads_to_feed(href: str, base: str) -> bool:
    address = address_of(href, base)
    host = host_name(address)
    if not address or _NO_FEED.search(address):
        return False
    # Links elsewhere, a network's /feed/ among them, lead to others' feeds.
    return bool(_FEED_HOST.search(host)) or (site(host) == site(host_name(base)) and _looks_like_feed(address))


def _looks_like_feed(href: str) -> bool:
    path, _, query = href.partition("#")[0].partition("?")
    return bool(_FEED_PATH.search("/" + re.sub(r"^(?:https?:)?//[^/]*", "", path)) or _FEED_QUERY.search(query))


def address_of(href: str, base: str) -> str:
    """Make a feed's address absolute, "" where it is none of the web: `feed:https://…` and `feed://…` are feed readers' words for it."""
    href = re.sub(r"^feed:(?=https?:)", "", href.strip(), flags=re.I)
    return joined(re.sub(r"^feed://", "https://", href, flags=re.I), base)


def _is_of_comments(candidate: Candidate) -> bool:
    return bool(_COMMENTS.search(f"{candidate.title} {urlsplit(candidate.url).path}"))
