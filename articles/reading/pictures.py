"""The addresses of one picture: everything an image element, its `<picture>` and its lazy loader say. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from articles.reading.data_pictures import name_of

MAX_ADDRESSES = 40
MAX_ADDRESS = 2_000
NARROWEST = 16
"""Pixels; a smaller number in a `srcset` is a density."""
WIDEST = 100_000
"""Pixels; a larger number in a `srcset` is nonsense."""
MAX_JSON = 20_000
"""Characters of one attribute in which a lazy loader keeps addresses as JSON."""
_ADDRESS_NAMED = re.compile(
    r"src|url|image|img|original|lazy|large|full|zoom|hi-?res|retina|poster|background|bg|thumb|photo|href|pic", re.I
)
_NOT_A_PICTURE = re.compile(r"share|link|page|permalink|video|caption|title|alt|credit|placeholder|fallback|sizes|icon|iframe|embed", re.I)
_SET_NAMED = re.compile(r"srcset|-set$|sources", re.I)
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|jfif|heic|tiff?|bmp)(?![a-z0-9])", re.I)
_NO_PICTURE_FILE = re.compile(r"\.(?:mp4|m3u8|webm|mov|mp3|mpd|js|css|html?|json|xml|pdf)$", re.I)
_DESCRIPTOR = re.compile(r"^(\d+(?:\.\d+)?)([wxh]),?$")
_GLUED = re.compile(r"(?<=\d[wx]),(?=\S)|(?<=,)\s+|(?<=\.jpg),(?=https?:|//|/)|(?<=\.webp),(?=https?:|//|/)")
_STYLE_URL = re.compile(r"url\(\s*(?:&quot;|[\"'])?([^\"')]{4,1500})", re.I)
_ESCAPED = re.compile(r"&(?:amp|#0*38|#x0*26);", re.I)
"""An ampersand escaped once too often: in JSON, in attributes written by scripts."""
_IN_JSON = re.compile(r'"((?:https?:)?(?:\\?/){2}[^"\s]{4,1500}|\\?/[^"\s]{4,1500}\.(?:jpe?g|png|webp|avif)(?:\?[^"\s]{0,500})?)"')
_WHOLE = re.compile(r"https?://[\w.-]+(?::\d+)?/(?!.*/\.{1,2}/)[^?#\\\s]*", re.ASCII)
"""The path and what is before it of an address that joining to a base would leave as it is."""
_ADDRESS = re.compile(r"^(?:https?:)?//[^\s/]|^/[^\s/]|^\.{0,2}/|^[\w%~.-]+/|^[\w%~.-]+\.(?:jpe?g|png|webp|avif|gif)\b", re.I)


def absolute(address: str, base: str | None) -> str:
    """Join an address to the page's base; "" for one that is no picture's address. Never raises."""
    address = _ESCAPED.sub("&", address.strip().strip("\"'").rstrip(","))
    if not address or len(address) > MAX_ADDRESS or address.lower().startswith(("data:", "blob:", "about:", "javascript:", "#")):
        return ""
    if (whole := _WHOLE.match(address)) and "\n" not in address:
        return "" if _NO_PICTURE_FILE.search(whole[0]) else address
    try:
        joined = urljoin(base or "", address)
        joined = f"https:{joined}" if joined.startswith("//") else joined
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if _NO_PICTURE_FILE.search(parts.path) or (parts.scheme and (parts.scheme not in {"http", "https"} or not parts.netloc)):
        return ""
    return joined.removeprefix("./")


def addresses(element: HtmlElement, base: str | None) -> dict[str, int]:
    """Every address of a picture, absolute, the widest of a `srcset` first, with the pixels across that it declares, else 0."""
    found: dict[str, int] = {}
    for width, raw in _raw_addresses(element):
        url = absolute(raw, base)
        if url and len(found) < MAX_ADDRESSES:
            found.setdefault(url, int(min(width, WIDEST)) if width >= NARROWEST else 0)
    if not found and element.tag == "img" and (name := name_of(element.get("src") or "")):
        found[name] = 0
    return found


def _raw_addresses(element: HtmlElement) -> Iterator[tuple[float, str]]:
    holders = [element]
    if (picture := _picture_around(element)) is not None:
        holders += list(picture.iter("source"))
    elif element.tag != "img":
        holders += list(element.iter("source", "img"))
    sized = [pair for holder in holders for pair in _set_addresses(holder)]
    yield from sorted(sized, key=lambda pair: -pair[0])
    for holder in holders:
        yield from ((0, raw) for raw in _single_addresses(holder))
    if (linked := _full_size_link(element)) is not None:
        yield 0, linked


def _picture_around(element: HtmlElement) -> HtmlElement | None:
    # The parser knows no void `source`: one that is not closed holds what follows it.
    around = (ancestor for ancestor in element.iterancestors() if ancestor.tag != "source")
    return next((ancestor for ancestor in islice(around, 4) if ancestor.tag == "picture"), None)


def _full_size_link(element: HtmlElement) -> str | None:
    """Find the picture's file behind a link around it: the large rendition a lightbox opens."""
    for depth, ancestor in enumerate(element.iterancestors()):
        if ancestor.tag == "a":
            href = ancestor.get("href") or ""
            path = href.split("?", 1)[0]
            return href if _IMAGE_FILE.search(path[-8:]) else None
        if depth > 3:
            break
    return None


def _set_addresses(holder: HtmlElement) -> Iterator[tuple[float, str]]:
    for name, value in holder.items():
        if _says_set(name) and value and not value.lstrip().startswith(("{", "[")):
            yield from split_set(value)


@lru_cache(maxsize=1024)
def _says_set(attribute: str) -> bool:
    return bool(_SET_NAMED.search(attribute))


@lru_cache(maxsize=1024)
def _says_address(attribute: str) -> bool:
    return bool(_ADDRESS_NAMED.search(attribute)) and not _NOT_A_PICTURE.search(attribute)


def split_set(value: str) -> Iterator[tuple[float, str]]:
    """Split a `srcset` into (width or density, address); commas inside an address stay in it."""
    address = ""
    for part in _GLUED.sub(" ", value[:60_000]).split():
        described = _DESCRIPTOR.match(part)
        if described and address:
            yield float(described[1]), address
            address = ""
        elif not described:
            if address:
                yield 0.0, address
            address = part.strip(",")
    if address:
        yield 0.0, address


def _single_addresses(holder: HtmlElement) -> Iterator[str]:
    if holder.get("src"):
        yield holder.get("src")
    for name, value in holder.items():
        if not value or name == "src":
            continue
        if name == "style":
            yield from _STYLE_URL.findall(value[:4000])
        elif ("src" in name or "lazy" in name) and value.lstrip()[:1] in {"{", "["}:
            yield from (address.replace("\\/", "/") for address in _IN_JSON.findall(value[:MAX_JSON]))
        elif not _says_set(name) and _says_address(name) and _looks_like_picture(name, value):
            yield value


def _looks_like_picture(name: str, value: str) -> bool:
    if len(value) > MAX_ADDRESS or not _ADDRESS.match(value.strip()) or " " in value.strip():
        return False
    return "src" in name or bool(_IMAGE_FILE.search(value))
