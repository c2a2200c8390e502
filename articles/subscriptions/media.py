"""What feedparser loses of a feed's items: their GUIDs as they stand there, and whose caption is whose. Pure.

It resolves a GUID like an address, so that it would change with the feed's. Media RSS 1.5.1 lets a `media:description` stand in an item,
a group or a content; enclosures are pictures too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from articles.reading.addresses import is_web
from articles.subscriptions.feed import Media

MEDIA = "{http://search.yahoo.com/mrss/}"
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
ITEMS = frozenset({"item", "entry"})
MAX_PICTURES = 100
"""Of one item, and renditions of one picture."""
LONGEST_WORDS = 5_000
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Beside:
    """What an item says besides its text; `base` is "" where relative addresses are relative to the item's own."""

    guid: str
    base: str = ""
    media: tuple[Media, ...] = ()


def beside_items(xml: bytes, url: str) -> list[Beside]:
    """Give what each item of a feed in UTF-8 says besides its text, in the feed's order; nothing where it is no XML at all.

    `url` is where the feed stands.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(xml, parser, base_url=url)
    if root is None:
        return []
    return [_beside(element, url) for element in root.iter("{*}*") if _name(element) in ITEMS]


def _beside(item: etree._Element, url: str) -> Beside:
    base = joined(item.base or "", url) or url
    return Beside(_guid(item), "" if base == url else base, _pictures(item, base))


def _guid(item: etree._Element) -> str:
    return (item.findtext("{*}guid") or item.findtext("{*}id") or item.get(ABOUT) or "").strip()


def _pictures(item: etree._Element, base: str) -> tuple[Media, ...]:
    found = list(islice(_found(item, base), MAX_PICTURES))
    words, credit = _words(item, "description"), _words(item, "credit")
    if len(found) == 1:  # what is said of the item can be meant of its only picture alone
        found = [Media(found[0].urls, found[0].caption or words, found[0].credit or credit)]
    return tuple(dict.fromkeys(found))


def _found(item: etree._Element, base: str) -> Iterator[Media]:
    for group in item.iterchildren(f"{MEDIA}group"):
        inside = [content for content in group.iterchildren(f"{MEDIA}content") if _is_picture(content)]
        said = [group, *inside]
        yield from _media([*_largest_first(inside), *group.iterchildren(f"{MEDIA}thumbnail")], said, base)
    for content in item.iterchildren(f"{MEDIA}content"):
        thumbnails = list(content.iterchildren(f"{MEDIA}thumbnail"))
        yield from _media([content, *thumbnails] if _is_picture(content) else thumbnails, [content], base)
    for thumbnail in item.iterchildren(f"{MEDIA}thumbnail"):
        yield from _media([thumbnail], [], base)
    for enclosed in item.iterchildren("{*}enclosure", "{*}link"):
        is_enclosure = _name(enclosed) == "enclosure" or enclosed.get("rel") == "enclosure"
        if is_enclosure and enclosed.get("type", "").startswith("image/"):
            yield from _media([enclosed], [], base)


def _media(shown: list[etree._Element], said: list[etree._Element], base: str) -> Iterator[Media]:
    addresses = (joined(element.get("url") or element.get("href") or "", base) for element in shown[:MAX_PICTURES])
    if urls := tuple(dict.fromkeys(filter(None, addresses))):
        yield Media(urls, *(next(filter(None, (_words(element, name) for element in said)), "") for name in ("description", "credit")))


def _is_picture(content: etree._Element) -> bool:
    medium, type_ = content.get("medium", ""), content.get("type", "")
    return medium == "image" or type_.startswith("image/") or (not medium and not type_)


def _largest_first(contents: list[etree._Element]) -> list[etree._Element]:
    def width(content: etree._Element) -> int:
        said = content.get("width", "")
        return int(said[:9]) if said.isascii() and said.isdigit() else 0

    return sorted(contents, key=width, reverse=True)


def _words(element: etree._Element, name: str) -> str:
    said = element.find(f"{MEDIA}{name}")
    return " ".join("".join(said.itertext()).split())[:LONGEST_WORDS] if said is not None else ""


def _name(element: etree._Element) -> str:
    """Give a tag without its namespace; one with a prefix that nobody declared is no name that `QName` takes."""
    return element.tag.rpartition("}")[2]


def joined(address: str, base: str) -> str:
    """Make an address of the web absolute; "" where it is none, or says nothing."""
    try:
        url = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return url if is_web(url) and len(url) <= LONGEST_ADDRESS else ""
