"""The records of a WARC file, as the child process reads them: warcio takes the file apart, the limits are ours. Pure."""

import time
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from articles.reading.addresses import is_web
from articles.reading.story import Unreadable
from articles.webarchives.bodies import decoded
from articles.webarchives.parts import Entry, Kind, Payload, Scan

ENTRIES_AT_ONCE = 2_000
SECONDS_AT_ONCE = 5.0
LONGEST_ADDRESS = 2_000
LONGEST_LINE = 256 * 1024
LARGEST_BODY = 50 * 1024 * 1024
SNIFFED = 4_096
_BLOCK = 1 << 20
_REDIRECTS = frozenset({"301", "302", "303", "307", "308"})
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/plain", "unknown/unknown", "application/x-unknown"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
_FAULTS = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError, KeyError, IndexError, TypeError, OSError)
"""What warcio raises over what is no record."""


CUT = "it is cut off or damaged; what is whole of it was read"
STRAY = "something in it is no record and was passed over"
ONE_PIECE = "it is packed as one piece, in which no record can be looked up; `warcio recompress` packs it record by record"


class _Lines(DecompressingBufferedReader):
    """Reads no line that is longer than any header field: warcio joins it piece by piece, which takes for ever."""

    def readline(self, length: int | None = None) -> bytes:
        """Give a line, up to `length` bytes of it; raises ArchiveLoadFailed."""
        line = super().readline(min(length or LONGEST_LINE, LONGEST_LINE))
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            raise ArchiveLoadFailed("a line that does not end")
        return line


def _records(file: BinaryIO) -> ArchiveIterator:
    records = ArchiveIterator(file)
    records.reader = _Lines(file)
    return records


def scan(path: str, offset: int) -> Scan:
    """Look through the next stretch of a file, from the beginning of a record on."""
    entries: list[Entry] = []
    until = time.monotonic() + SECONDS_AT_ONCE
    with open(path, "rb") as file:
        file.seek(offset)
        records = _records(file)
        end = last = offset
        try:
            for record in records:
                entry = _entry(record, end)
                records.read_to_end()
                if getattr(record.raw_stream, "limit", 0) > 0:
                    return Scan(tuple(entries), -1, CUT)
                entries += [entry] if entry else []
                last, end = end, records.offset
                if len(entries) >= ENTRIES_AT_ONCE or time.monotonic() > until:
                    return Scan(tuple(entries), end, STRAY if records.err_count else "")
        except _FAULTS as error:
            if "non-chunked gzip" in str(error):
                return Scan((), -1, ONE_PIECE)
            return Scan(tuple(entries), _next_record(file, end), STRAY)
        stray = STRAY if records.err_count else ""
        return Scan(tuple(entries), -1, stray if _ends_well(file, max(last, end)) and _ends_well(file, last) else CUT)


def _ends_well(file: BinaryIO, offset: int) -> bool:
    """Say whether the gzip member at an offset is whole; what is not packed has been measured already."""
    file.seek(offset)
    unpacker = zlib.decompressobj(wbits=31)
    block = file.read(_BLOCK)
    if not block.startswith(b"\x1f\x8b"):
        return True
    try:
        while block and not unpacker.eof:
            unpacker.decompress(block, _BLOCK)
            block = unpacker.unconsumed_tail or file.read(_BLOCK)
    except zlib.error:
        return False
    return unpacker.eof


def _next_record(file: BinaryIO, after: int) -> int:
    """Find where the next record seems to begin, behind the one at `after`; -1 where there is none."""
    file.seek(after)
    marks = (b"\x1f\x8b\x08",) if file.read(2) == b"\x1f\x8b" else (b"\nWARC/1.", b"\nWARC/0.1")
    at, tail = after + 1, b""
    file.seek(at)
    while block := file.read(_BLOCK):
        window = tail + block
        found = [place for mark in marks if (place := window.find(mark)) >= 0]
        if found:
            return at - len(tail) + min(found) + (marks[0][:1] == b"\n")
        at, tail = at + len(block), window[-8:]
    return -1


def _entry(record: ArcWarcRecord, offset: int) -> Entry | None:
    """Say what a record is good for; None for the many that are neither page nor picture."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or "").strip()
    said = record.rec_headers.get_header
    if not is_web(url) or len(url) > LONGEST_ADDRESS or said("WARC-Truncated"):
        return None
    date = (said("WARC-Date") or said("archive-date") or "")[:40]
    digest = (said("WARC-Payload-Digest") or "")[:100]
    if record.rec_type == "revisit":
        return Entry(Kind.REVISIT, url, offset, date, digest, (said("WARC-Refers-To-Target-URI") or url).strip("<> ")[:LONGEST_ADDRESS])
    if record.rec_type not in ("response", "resource"):
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status in _REDIRECTS:
        return Entry(Kind.REDIRECT, url, offset, date, leads_to=(record.http_headers.get_header("Location") or "")[:LONGEST_ADDRESS])
    kind = _kind(record) if status == "200" else None
    return Entry(kind, url, offset, date, digest) if kind else None


def _kind(record: ArcWarcRecord) -> Kind | None:
    named = _content_type(record).partition(";")[0].strip().lower()
    if named in _HTML:
        return Kind.PAGE
    if named.startswith("image/"):
        return None if "svg" in named else Kind.PICTURE
    if named not in _UNTOLD:
        return None
    begins = _begins(record)
    if begins.startswith(_PICTURES) or begins[8:12] == b"WEBP":
        return Kind.PICTURE
    text = begins.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return Kind.PAGE if text.startswith((b"<!doctype html", b"<html")) else None


def _begins(record: ArcWarcRecord) -> bytes:
    try:
        return record.content_stream().read(SNIFFED) or b""
    except Exception:  # warcio's readers raise what they like over broken packing
        return b""


def _content_type(record: ArcWarcRecord) -> str:
    if record.http_headers:
        return record.http_headers.get_header("Content-Type") or ""
    return record.content_type or ""


def payload(path: str, offset: int, limit: int = LARGEST_BODY) -> Payload:
    """Give what the record at an offset holds; raises Unreadable."""
    with open(path, "rb") as file:
        file.seek(offset)
        try:
            record = next(iter(_records(file)))
        except (*_FAULTS, StopIteration) as error:
            raise Unreadable("its record in the archive can’t be read") from error
        raw = b"".join(_pieces(record, limit + 65_536))
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise Unreadable(f"it is larger than {limit // 1_048_576} MB" if len(raw) > limit else "it is cut off in the archive")
    said = record.http_headers.get_header if record.http_headers else lambda name: None
    data = decoded(raw, said("Transfer-Encoding") or "", said("Content-Encoding") or "", limit)
    return Payload(data, _charset(_content_type(record)))


def _pieces(record: ArcWarcRecord, most: int) -> Iterator[bytes]:
    while most > 0 and (piece := record.raw_stream.read(min(_BLOCK, most))):
        most -= len(piece)
        yield piece


def _charset(content_type: str) -> str:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'")[:100]
    return ""
