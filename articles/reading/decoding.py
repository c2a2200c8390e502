"""Bytes to text: the encoding found out, broken characters mended where that is certain. Pure."""

import codecs
import re
from collections.abc import Iterator

import ftfy

from articles.reading.guessing import READ, guess
from articles.reading.story import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^<>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.I
)
_UNKNOWN_TO_PYTHON = {
    "x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "windows-949": "cp949", "x-cp1251": "cp1251",
    "x-cp1250": "cp1250", "x-cp1252": "cp1252", "iso-8859-8-i": "iso8859_8", "windows-874": "cp874", "x-mac-cyrillic": "mac_cyrillic",
    "ksc5601": "cp949", "unicode": "utf_8",
}  # fmt: skip
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8", "utf-8-sig": "utf-8",
}  # fmt: skip
"""What browsers read under these names (WHATWG Encoding Standard); a declaration that can be read as ASCII is no UTF-16."""
_SERVERS_DEFAULT = "cp1252"
"""What a server says of every page when nobody told it."""
DECLARATION_WITHIN = 32_768
"""Bytes; browsers look less far, but a declaration found late is still the page's own."""
TOLD_BINARY_WITHIN = 240_000
MENDED_AT_ONCE = 20_000
"""Characters of one stretch between tags that are looked at for mending."""

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_BINARY = bytes([*range(9), *range(14, 27), *range(28, 32)])
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
_NONCHARACTER = re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")
"""Those of `_INVALID` that are left in UTF-8 without control characters."""
_BEGINS_AS_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head)\b", re.I)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")

# UTF-8 read as Latin-1 or Windows-1252, and stored as UTF-8 again: a lead byte's character, then a continuation byte's.
_MAY_BE_MOJIBAKE = re.compile(rb"\xc3[\x82-\xaf](?:\xc2|\xe2[\x80\x82\x84]|[\xc5\xc6\xcb])")
_SIGN = "\u0080-\u009f¡-ª¬-º¼-¿€ƒ†‡ˆ‰‹›˜™"
_RARE = "\u0080-\u009f¤-¨¬\u00ad¯´-¶¸¼-¾ƒ†‡ˆ‰‹›˜"
_CLOSING = "«»‚„…Š‹ŒŽ‘’“”•–—šœžŸ"
_CONTINUING = f"{_SIGN}\u00a0{_CLOSING}"
_CERTAIN = re.compile(
    f"[ÂÃÄÅÆÎÏÐÑ×ØÙ][{_SIGN}]|(?<=[a-z])[ÂÃÄÅ][{_CONTINUING}]|[à-ï](?:[€{_RARE}][{_CONTINUING}]|[{_SIGN}{_CLOSING}][{_RARE}])"
)
"""What no honest text says: `Ã©`, `â€™`. A capital letter before a closing quote is honest (`“IRMÔ`), and so is `voilà »`."""
_STRETCHES = re.compile(r"([<>\n\"])")


def decode(data: bytes, charset: str | None = None) -> str:
    """Decode a page or a text; `charset` is what its server said. A character cut off at the end is let go.

    Raises Unreadable where the bytes are no text in any encoding.
    """
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if bom:
        text = _INVALID.sub("", data[len(bom[0]) :].decode(bom[1], "replace"))
    elif wide := _wide(data):
        text = _INVALID.sub("", data.decode(wide, "replace"))
    else:
        text = _decode_bytes(data, charset)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_bytes(data: bytes, charset: str | None) -> str:
    told = list(_told(data, charset))
    # But for ISO-2022, no encoding left uses these bytes within a character.
    plain = data.translate(None, _CONTROLS)
    if len(plain) < len(data):
        head = data[:TOLD_BINARY_WITHIN]
        _refuse_binary(head)
        if "iso2022_jp" in told or _ISO_2022_JP.search(head):
            return _INVALID.sub("", data.decode("iso2022_jp", "replace"))
    text = _utf8(plain)
    if text is None:
        return _mended(_INVALID.sub("", _other(plain, told)))
    text = _without_noncharacters(text, plain)
    return _mended(text) if _MAY_BE_MOJIBAKE.search(plain) else text


def _refuse_binary(head: bytes) -> None:
    binary = len(head) - len(head.translate(None, _BINARY))
    if binary > 2 + len(head) // (4 if _BEGINS_AS_PAGE.match(head) else 200):
        raise Unreadable("it is binary data, not a page or its text")


def _without_noncharacters(text: str, utf8: bytes) -> str:
    """Searching the bytes for what such characters begin with costs a tenth of searching the text."""
    return _INVALID.sub("", text) if _NONCHARACTER.search(utf8) else text


def _utf8(data: bytes) -> str | None:
    """Decode as UTF-8 where that is sure: bytes of another encoding practically never are valid UTF-8, whatever is declared."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(data, final=False)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") * 20 < beyond_ascii else None


def _other(data: bytes, told: list[str]) -> str:
    for name in told:
        text = data.decode(name, "replace")
        if text.count("\ufffd") * 200 < len(text):
            return text.removesuffix("\ufffd")
    return data.decode(guess(data), "replace").removesuffix("\ufffd")


def _told(data: bytes, charset: str | None) -> Iterator[str]:
    """Give the encodings that are said, UTF-8 left out: the server's, as in browsers, unless that is only what servers say of all pages."""
    match = _DECLARED.search(data[:DECLARATION_WITHIN])
    served = _encoding(charset or "")
    declared = _encoding((match[1] or match[2]).decode("ascii")) if match else None
    named = (declared, served) if served == _SERVERS_DEFAULT else (served, declared)
    yield from (name for name in named if name and name != "utf-8")


def _encoding(label: str) -> str | None:
    """Find the encoding that browsers read under a label; None for what no page is in."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_UNKNOWN_TO_PYTHON.get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_DO.get(name, name)
    return name if name in READ else None


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: of its markup, spaces and English every other byte is zero."""
    head = data[:400]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if len(head) < 4 or max(odd, even) < len(head) * 0.1 or max(odd, even) < 8 * min(odd, even):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mended(text: str) -> str:
    """Mend UTF-8 that was read as Windows-1252 on its way here, stretch by stretch, where what stands there can be nothing else."""
    if not _CERTAIN.search(text):
        return text
    stretches = _STRETCHES.split(text)
    return "".join(ftfy.fix_encoding(one) if len(one) < MENDED_AT_ONCE and _CERTAIN.search(one) else one for one in stretches)
