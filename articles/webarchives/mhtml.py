"""A page saved as one MHTML file (RFC 2557): the page out of it, and its pictures. Pure."""

import re
from base64 import b64encode
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urldefrag, urljoin

from articles.reading.addresses import is_web
from articles.reading.reader import MAX_BYTES
from articles.reading.story import Unreadable
from articles.webarchives.parts import Bundle, Payload

MOST_PARTS = 5_000
DEEPEST = 20
MOST_PICTURES = 1_000
LARGEST_PICTURES = 100 * 1024 * 1024
"""Bytes of all pictures of a file."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MULTIPART = re.compile(rb"^content-type\s*:\s*multipart/(?:related|mixed|alternative)\b", re.I | re.M)
_SAYS_SO = re.compile(rb"(?:mime-version|from|snapshot-content-location|content-type|subject|date|x-[\w-]+)[ \t]*:", re.I)
_CID = re.compile(rb"cid:([^\"'\s<>)]{1,300})", re.I)


def looks_like_mhtml(head: bytes) -> bool:
    """Tell by its first bytes whether a file is one: header fields, one of which says that it has parts."""
    fields = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n \t"), maxsplit=1)[0]
    return bool(_SAYS_SO.match(fields) and _MULTIPART.search(fields))


def unbundled(data: bytes) -> Bundle:
    """Take an MHTML file apart; raises Unreadable where there is no page in it."""
    try:
        message = message_from_bytes(data)
        leaves = list(_leaves(message))
        root = _root(message, leaves)
        return _bundle(message, root, leaves)
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable("its parts can’t be told apart; it is broken") from error


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    if depth > DEEPEST:
        raise Unreadable(f"its parts are packed into one another more than {DEEPEST} deep")
    if not message.is_multipart():
        yield message
        return
    parts = message.get_payload()
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"it has more than {MOST_PARTS} parts")
    for part in parts:
        yield from _leaves(part, depth + 1)


def _root(message: Message, leaves: list[Message]) -> Message:
    """Find the page itself: the part that the file names, by its id or address, else its first page."""
    pages = [part for part in leaves if part.get_content_type() in _HTML]
    if not pages:
        raise Unreadable("there is no page in it")
    start = str(message.get_param("start") or "").strip("<> ")
    snapshot = _line(message, "Snapshot-Content-Location")
    named = [part for part in pages if start and _cid(part) == start]
    placed = [part for part in pages if snapshot and _line(part, "Content-Location") == snapshot]
    return (named or placed or pages)[0]


def _bundle(message: Message, root: Message, leaves: list[Message]) -> Bundle:
    said = [_line(message, "Snapshot-Content-Location"), _line(root, "Content-Location"), _line(message, "Content-Location")]
    url = next((each for each in said if is_web(each)), "")
    pictures: dict[str, bytes] = {}
    inside: dict[str, str | bytes] = {}
    for part in [each for each in leaves if each.get_content_maintype() == "image"][:MOST_PICTURES]:
        place = _line(part, "Content-Location")
        address = urldefrag(urljoin(url, place)).url if place else ""
        data = part.get_payload(decode=True) or b""
        if is_web(address):
            pictures.setdefault(address, data)
        target = address if is_web(address) else b"data:%s;base64,%s" % (part.get_content_type().encode(), b64encode(data))
        inside |= {name: target for name in (f"cid:{_cid(part)}" if _cid(part) else "", "" if is_web(address) else place) if name}
    if sum(map(len, pictures.values())) > LARGEST_PICTURES:
        raise Unreadable(f"the pictures in it are larger than {LARGEST_PICTURES // 1_048_576} MB")
    page = _with_pictures(root.get_payload(decode=True) or b"", inside)
    return Bundle(Payload(page, root.get_content_charset() or ""), url, _date(message), pictures)


def _with_pictures(page: bytes, inside: dict[str, str | bytes]) -> bytes:
    """Name the pictures that a page knows by their place in the file by their address, or put them into the page itself."""
    room = MAX_BYTES - len(page)

    def put(named: str, otherwise: bytes) -> bytes:
        nonlocal room
        target = inside.get(named, otherwise)
        target = target.encode() if isinstance(target, str) else target
        room -= len(target) - len(otherwise)
        return target if room > 0 else otherwise

    page = _CID.sub(lambda match: put(f"cid:{unquote(match[1].decode(errors='replace'))}", match[0]), page)
    places = {re.escape(name.encode()): name for name in inside if not name.startswith("cid:")}
    if not places:
        return page
    quoted = re.compile(rb"(?<=[\"'])(?:%s)(?=[\"'])" % b"|".join(sorted(places, key=len, reverse=True)))
    return quoted.sub(lambda match: put(match[0].decode(errors="replace"), match[0]), page)


def _line(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split())[:2_000]


def _cid(part: Message) -> str:
    return _line(part, "Content-ID").strip("<>")


def _date(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).isoformat()
    except (ValueError, TypeError):
        return ""
