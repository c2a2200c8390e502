"""Pictures that stand in the page itself, as `data:` addresses: a page saved as one file has no others. Pure."""

import binascii
import re
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

from lxml.html import HtmlElement

SHORTEST = 8_000
"""Characters; a shorter one is an icon, a spacer or the blur before the picture."""
_DATA = re.compile(r"\s*data:image/(?:jpe?g|png|webp|avif|gif)(?:;[\w=-]{1,40}){0,3};base64,", re.I)
SCHEME = "ni:///sha-256;"
"""A name for bytes made from their content (RFC 6920): the same picture has the same name on every page."""


def name_of(address: str) -> str:
    """Name the picture in a `data:` address by its content; "" where the address holds no photo."""
    data = _bytes_of(address)
    return _name(data) if data else ""


def pictures_named(elements: Iterable[HtmlElement], names: frozenset[str]) -> tuple[tuple[str, bytes], ...]:
    """Give the bytes of the named pictures among some image elements, each once."""
    found: dict[str, bytes] = {}
    for element in elements if names else ():
        data = _bytes_of(element.get("src") or "")
        if data and (name := _name(data)) in names:
            found[name] = data
    return tuple(found.items())


def _bytes_of(address: str) -> bytes:
    head = _DATA.match(address) if len(address) >= SHORTEST else None
    if head is None:
        return b""
    try:
        return b64decode("".join(address[head.end() :].split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _name(data: bytes) -> str:
    return SCHEME + urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")
