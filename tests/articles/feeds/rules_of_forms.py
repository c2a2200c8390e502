"""The rules of RSS 2.0 with its profile, of Atom (RFC 4287) and of JSON Feed 1.1: a document's broken ones, each as a sentence."""

import json
from collections.abc import Iterator

from lxml import etree

from tests.articles.feeds import rules
from tests.articles.feeds.rules import ATOM, CONTENT, DC, DCTERMS, HISTORY, MEDIA, XML


def broken(address: str, answer) -> list[str]:
    """Say which rules an answer breaks that was got from an address."""
    if "json" in answer["Content-Type"]:
        return list(_json_feed(address, answer))
    if answer["Content-Type"] != "text/xml; charset=utf-8":
        return [f"it is of the type {answer['Content-Type']}"]
    root = etree.fromstring(answer.content)
    return list(_rss(address, root) if root.tag == "rss" else _atom(address, root))


def _rss(address: str, root) -> Iterator[str]:
    if root.get("version") != "2.0" or [child.tag for child in root] != ["channel"]:
        yield "it is no RSS 2.0 with one channel"
    channel = root[0]
    required = "title link description language lastBuildDate"
    yield from rules.children("channel", channel, required, "generator fh_archive", "link item")
    order = [child.tag for child in channel]
    if "item" in order[: len(order) - order.count("item")]:
        yield "something of the channel stands after an item"
    yield from rules.plain("title", channel.findtext("title"))
    yield from rules.plain("description", channel.findtext("description"))
    yield from rules.web("link", channel.findtext("link"))
    yield from rules.language("language", channel.findtext("language"))
    yield from rules.rfc822("lastBuildDate", channel.findtext("lastBuildDate"))
    yield from _links(address, channel, ATOM)
    guids = [item.findtext("guid") for item in channel.iter("item")]
    if len(set(guids)) < len(guids):
        yield "a guid is there twice"
    for item in channel.iter("item"):
        yield from _item(item)


def _item(item) -> Iterator[str]:
    required = "title link guid pubDate dcterms_modified description"
    yield from rules.children("item", item, required, "enclosure content_encoded", "dc_creator category media_group")
    if f"{CONTENT}encoded" in [child.tag for child in item.xpath("description/preceding-sibling::*")]:
        yield "the content stands before the description"
    yield from rules.plain("title", item.findtext("title"))
    yield from rules.web("link", item.findtext("link"))
    yield from rules.rfc822("pubDate", item.findtext("pubDate"))
    yield from rules.rfc3339("dcterms:modified", item.findtext(f"{DCTERMS}modified"))
    guid = item.find("guid")
    yield from rules.uris(guid=guid.text)
    if guid.get("isPermaLink") != "false":
        yield "a guid that is no address says it is one"
    yield from rules.html(item.findtext("description") or "").wrong
    for creator in item.iterfind(f"{DC}creator"):
        yield from rules.plain("creator", creator.text)
    for category in item.iterfind("category"):
        yield from rules.plain("category", category.text)
    content = rules.html(item.findtext(f"{CONTENT}encoded") or "")
    yield from content.wrong
    for enclosure in item.iterfind("enclosure"):
        yield from rules.attributes(enclosure, "url length type")
        yield from _enclosure(enclosure.get("url"), enclosure.get("length"), enclosure.get("type"), content.images)
    for group in item.iterfind(f"{MEDIA}group"):
        yield from rules.media_group(group, content.images)


def _enclosure(url: str, length: str | int, media_type: str, images: list[str]) -> Iterator[str]:
    yield from rules.web("enclosure", url)
    yield from rules.true_size("the enclosure", url, length)
    if media_type != "image/jpeg" or url not in images:
        yield "the enclosure is not the picture of the story"


def _links(address: str, head, space: str) -> Iterator[str]:
    links = head.findall(f"{ATOM}link")
    for link in links:
        yield from rules.link(link)
    yield from rules.links(address, links, head.find(f"{HISTORY}archive") is not None)


def _atom(address: str, feed) -> Iterator[str]:
    if feed.tag != f"{ATOM}feed":
        yield f"it is no feed: {feed.tag}"
    yield from rules.children("feed", feed, "id title updated author link", "subtitle generator fh_archive", "link entry")
    order = [child.tag for child in feed]
    if f"{ATOM}entry" in order[: len(order) - order.count(f"{ATOM}entry")]:
        yield "something of the feed stands after an entry"
    yield from rules.uris(id=feed.findtext(f"{ATOM}id"))
    yield from rules.language("xml:lang", feed.get(f"{XML}lang", ""))
    yield from rules.rfc3339("updated", feed.findtext(f"{ATOM}updated"))
    for name in ("title", "subtitle"):
        yield from rules.typed(name, feed.find(f"{ATOM}{name}"))
    yield from rules.plain("author", feed.findtext(f"{ATOM}author/{ATOM}name"))
    yield from _links(address, feed, ATOM)
    for name in ("id", "updated"):
        said = [entry.findtext(f"{ATOM}{name}") for entry in feed.iterfind(f"{ATOM}entry")]
        if len(set(said)) < len(said):
            yield f"two entries have one {name}"
    for entry in feed.iterfind(f"{ATOM}entry"):
        yield from _entry(entry)


def _entry(entry) -> Iterator[str]:
    yield from rules.children("entry", entry, "id title published updated summary", "content", "author category link media_group")
    yield from rules.uris(id=entry.findtext(f"{ATOM}id"))
    yield from rules.rfc3339("published", entry.findtext(f"{ATOM}published"))
    yield from rules.rfc3339("updated", entry.findtext(f"{ATOM}updated"))
    if entry.findtext(f"{ATOM}published")[:19] > entry.findtext(f"{ATOM}updated")[:19]:
        yield "it changed before it was published"
    yield from rules.typed("title", entry.find(f"{ATOM}title"))
    yield from rules.typed("summary", entry.find(f"{ATOM}summary"))
    for author in entry.iterfind(f"{ATOM}author"):
        yield from rules.plain("author", author.findtext(f"{ATOM}name") or "")
    for category in entry.iterfind(f"{ATOM}category"):
        yield from rules.attributes(category, "term")
    content = entry.find(f"{ATOM}content")
    read = rules.html(content.text if content is not None else "")
    yield from read.wrong if content is None or content.get("type") == "html" else ["its content does not say that it is HTML"]
    yield from _entry_links(entry, read.images)
    for group in entry.iterfind(f"{MEDIA}group"):
        yield from rules.media_group(group, read.images)


def _entry_links(entry, images: list[str]) -> Iterator[str]:
    for link in entry.iterfind(f"{ATOM}link"):
        yield from rules.link(link)
        if link.get("rel") not in {"alternate", "via", "enclosure"}:
            yield f"a link {link.get('rel')} in an entry"
        if link.get("rel") == "enclosure":
            yield from _enclosure(link.get("href"), link.get("length"), link.get("type"), images)
    if sum(link.get("rel") == "alternate" for link in entry.iterfind(f"{ATOM}link")) != 1:
        yield "it has not one page of its own"


_WORDS_OF_FEED = "version title home_page_url feed_url description user_comment next_url icon favicon language"
_WORDS_OF_ITEM = "id url external_url title content_html content_text summary image banner_image date_published date_modified language"
_LISTS = "authors hubs items tags attachments"


def _json_feed(address: str, answer) -> Iterator[str]:
    if answer["Content-Type"] != "application/feed+json; charset=utf-8":
        yield f"it is of the type {answer['Content-Type']}"
    feed = json.loads(answer.content.decode())
    yield from _fields("the feed", feed, _WORDS_OF_FEED, "version title items")
    if feed["version"] != "https://jsonfeed.org/version/1.1" or feed["feed_url"] != address:
        yield "it says neither what nor where it is"
    for name in feed.keys() & {"home_page_url", "feed_url", "next_url"}:
        yield from rules.web(name, feed[name])
    yield from rules.language("language", feed["language"])
    if feed.get("next_url") == address:
        yield "it leads to itself"
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) < len(ids):
        yield "an id is there twice"
    for item in feed["items"]:
        yield from _json_item(item)


def _json_item(item: dict) -> Iterator[str]:
    yield from _fields("an item", item, _WORDS_OF_ITEM, "id content_html")
    for name in item.keys() & {"url", "external_url", "image"}:
        yield from rules.web(name, item[name])
    for name in ("date_published", "date_modified"):
        yield from rules.rfc3339(name, item[name])
    read = rules.html(item.get("content_html", ""))
    yield from read.wrong
    if "language" in item:
        yield from rules.language("language", item["language"])
    yield from (f"an author without a name: {author}" for author in item.get("authors", []) if not author.get("name", "").strip())
    for file in item.get("attachments", []):
        yield from _enclosure(file["url"], file["size_in_bytes"], file["mime_type"], read.images)


def _fields(of: str, said: dict, words: str, required: str) -> Iterator[str]:
    yield from (f"{of} has no {name}" for name in required.split() if name not in said)
    for name, value in said.items():
        if name.startswith("_"):
            if not isinstance(value, dict) or "about" not in value:
                yield f"the extension {name} does not say what it is about"
        elif not ((isinstance(value, str) and name in words.split()) or (isinstance(value, list) and name in _LISTS.split())):
            yield f"{of} has a {name} that does not belong there: {value!r}"
