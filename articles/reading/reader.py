"""The door of the reading room: bytes in, a frozen Story out. Pure."""

import json
import re
import zlib
from dataclasses import replace

from articles.reading.decoding import decode
from articles.reading.page import read_page
from articles.reading.scrape import read_scrape
from articles.reading.story import Story, Unreadable
from gallery.wording.directions import kept_within

MAX_BYTES = 10 * 1024 * 1024
"""Of one source, unpacked. Long news pages stay below 3 MB."""

_GZIP = b"\x1f\x8b"
_FORMATS = (
    (b"%PDF", "a PDF file"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0", "an Office document"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"SQLite format 3", "a database"), (b"wOF", "a font"), (b"II*\x00", "a TIFF picture"), (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_TAG = re.compile(
    r"<(/?)(html|head|body|title|meta|link|script|style|div|p|span|a|article|section|main|header|h[1-6]|ul|ol|li|img|figure|table|"
    r"br)\b[^<>]*>",
    re.I,
)
_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><\?[^>]*>|<!--.*?-->)\s*+)*+<(rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.I | re.S)
_LINES = ("headline", "standfirst", "agency", "dateline", "section", "publisher")
LOOKED_AT = 65_536
"""Characters that tell HTML from plain text."""


def read(data: bytes, url: str | None = None, charset: str | None = None) -> Story:
    """Read one source: an HTML page or the plain text scraped from one, gzipped or not.

    `url` is where the page stands, `charset` what its server said of it.

    Raises Unreadable, with one sentence for a person, for what is empty, binary, broken or larger than MAX_BYTES unpacked.
    """
    data = unpacked(data)
    _refuse_binary(data)
    text = decode(data, charset)
    if not text or text.isspace():
        raise Unreadable("it is empty")
    if _FEED.match(text[:LOOKED_AT]):
        raise Unreadable("it is a feed or site map, not a page")
    if _is_json(text):
        raise Unreadable("it is JSON data, not a page")
    return _kept_within(read_page(text, url) if looks_like_html(text) else read_scrape(text, url))


def _kept_within(story: Story) -> Story:
    """Let no title or name of a story turn round what it is shown beside."""
    lines = {name: kept_within(said) or None for name in _LINES if (said := getattr(story, name))}
    names = {name: tuple(filter(None, map(kept_within, getattr(story, name)))) for name in ("authors", "contributors")}
    return replace(story, **lines, **names)


def looks_like_html(text: str) -> bool:
    """Tell markup from plain text, which may well talk about a tag or two."""
    head = text[:LOOKED_AT]
    if _DOCUMENT.match(head):
        return True
    opened = closed = 0
    for match in _TAG.finditer(head):
        closed += bool(match[1])
        opened += not match[1]
    begins = head.lstrip().startswith("<")
    return (begins and opened >= 1) or (opened >= 3 and closed >= 2)


def _is_json(text: str) -> bool:
    if text[:LOOKED_AT].lstrip()[:1] not in {"{", "["}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def unpacked(data: bytes) -> bytes:
    """Unpack a source where it is gzipped; raises Unreadable for what is empty or larger than MAX_BYTES unpacked."""
    if not data:
        raise Unreadable("it is empty")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"it is too large: {_megabytes(len(data))}, at most {_megabytes(MAX_BYTES)} are read")
    return _gunzipped(data) if data.startswith(_GZIP) else data


def _gunzipped(data: bytes) -> bytes:
    """Unpack all members, never more than the limit: a small file can unpack to gigabytes."""
    pieces: list[bytes] = []
    room = MAX_BYTES
    while data.startswith(_GZIP):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            piece = unpacker.decompress(data, room + 1)
        except zlib.error as error:
            raise Unreadable("its gzip packing is broken") from error
        room -= len(piece)
        if room < 0:
            raise Unreadable(f"it is too large: it unpacks to more than {_megabytes(MAX_BYTES)}")
        if not unpacker.eof:
            raise Unreadable("its gzip packing is cut off")
        pieces.append(piece)
        data = unpacker.unused_data
    unpacked = b"".join(pieces)
    if not unpacked:
        raise Unreadable("it is empty")
    return unpacked


def _megabytes(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB".replace(".0 MB", " MB")


def _refuse_binary(data: bytes) -> None:
    name = next((name for magic, name in _FORMATS if data.startswith(magic)), None)
    if data[:4] == b"RIFF" and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        name = "a media file"
    if data[4:8] == b"ftyp":
        name = "a picture or video file"
    if data.startswith(_GZIP):
        name = "packed more than once"
    if name:
        raise Unreadable(f"it is {name}, not a page or its text")
