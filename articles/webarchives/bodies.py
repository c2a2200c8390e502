"""What a server sent, as it was before it was packed for the way; never more than a limit. Pure."""

import zlib

from articles.reading.story import Unreadable

MOST_PACKINGS = 3
_RAW_DEFLATE, _ZLIB, _GZIP = -15, 15, 31


def decoded(raw: bytes, transfer: str, content: str, limit: int) -> bytes:
    """Undo chunks and packing; `transfer` and `content` are the header fields `Transfer-Encoding` and `Content-Encoding` (RFC 9110, 9112).

    What is not packed although its header says so is given as it is: some archiving tools unpack and leave the header.
    Raises Unreadable.
    """
    if "chunked" in transfer.lower():
        raw = _joined(raw)
    packings = [name for each in content.lower().split(",") if (name := each.strip()) not in ("", "identity", "none", "utf-8")]
    if len(packings) > MOST_PACKINGS:
        raise Unreadable("it is packed too often")
    for packing in reversed(packings):
        raw = _unpacked(raw, packing, limit)
    if len(raw) > limit:
        raise Unreadable(f"it is larger than {limit // 1_048_576} MB")
    return raw


def _joined(raw: bytes) -> bytes:
    """Join the chunks; what does not begin with one is given as it is, and of what is cut off, what there is."""
    pieces, at = [], 0
    while at < len(raw):
        end = raw.find(b"\r\n", at, at + 1_000)
        size = _hexadecimal(raw[at:end].partition(b";")[0]) if end >= 0 else -1
        if size < 0:
            return b"".join(pieces) if pieces else raw
        if not size:
            break
        pieces.append(raw[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(pieces)


def _hexadecimal(digits: bytes) -> int:
    try:
        return int(digits.strip(), 16) if 0 < len(digits) < 16 else -1
    except ValueError:
        return -1


def _unpacked(raw: bytes, packing: str, limit: int) -> bytes:
    if packing in ("gzip", "x-gzip"):
        return _inflated(raw, _GZIP, limit) if raw.startswith(b"\x1f\x8b") else raw
    if packing == "deflate":
        # Meant is zlib's format; some servers send it without its frame.
        framed = len(raw) > 1 and raw[0] & 15 == 8 and (raw[0] << 8 | raw[1]) % 31 == 0
        return _inflated(raw, _ZLIB if framed else _RAW_DEFLATE, limit)
    name = {"br": "Brotli", "zstd": "Zstandard"}.get(packing, f"“{packing[:40]}”")
    raise Unreadable(f"its server packed it with {name}, which is not read here")


def _inflated(raw: bytes, wbits: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    try:
        data = unpacker.decompress(raw, limit + 1)
    except zlib.error as error:
        raise Unreadable("its packing is broken") from error
    if len(data) > limit:
        raise Unreadable(f"it unpacks to more than {limit // 1_048_576} MB")
    if not unpacker.eof:
        raise Unreadable("its packing is cut off")
    return data
