"""Bytes to text: the encoding found out, broken characters mended where that is certain. Pure."""

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

from articles.reading.story import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^<>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.I
)
_LABELS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8",
}  # fmt: skip
"""What browsers read under these names (WHATWG Encoding Standard); a declaration that can be read as ASCII is no UTF-16."""
_NOT_TEXT = frozenset(
    {
        "base64_codec",
        "hex_codec",
        "bz2_codec",
        "zlib_codec",
        "uu_codec",
        "quopri_codec",
        "rot_13",
        "idna",
        "punycode",
        "raw_unicode_escape",
        "unicode_escape",
    }
)
DECLARATION_WITHIN = 4_096
GUESSED_FROM = 60_000
"""Bytes a guess looks at."""
MENDED_AT_ONCE = 20_000
"""Characters of one stretch between tags that are looked at for mending."""

_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# UTF-8 read as Windows-1252: a lead byte's character, then a continuation byte's.
_MOJIBAKE = re.compile(r"[ÂÃÄÅÆÐÑØÙà-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_STRETCHES = re.compile(r"([<>\n\"])")


def decode(data: bytes) -> str:
    """Decode a page or a text. Raises Unreadable where the bytes are no text in any encoding; a character cut off at the end is let go."""
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    wide = _wide(data) if bom is None else None
    if bom:
        text = data[len(bom[0]) :].decode(bom[1], "replace")
    elif wide:
        text = data.decode(wide, "replace")
    else:
        text = _decode_bytes(data)
    return _mended(_INVALID.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _decode_bytes(data: bytes) -> str:
    if len(_BINARY.findall(data[: 4 * GUESSED_FROM])) > 2 + len(data[: 4 * GUESSED_FROM]) // 200:
        raise Unreadable("it is binary data, not a page or its text")
    declared = _declared(data)
    if declared == "iso2022_jp":
        return data.decode(declared, "replace")
    text = _utf8(data)
    return text if text is not None else _other(data, declared)


def _utf8(data: bytes) -> str | None:
    """Decode as UTF-8 where that is sure: bytes of another encoding practically never are valid UTF-8, whatever is declared."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(data, final=False)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return text if text.count("\ufffd") * 20 < beyond_ascii else None


def _other(data: bytes, declared: str | None) -> str:
    if declared and declared != "utf-8":
        text = data.decode(declared, "replace")
        if text.count("\ufffd") * 200 < len(text):
            return text
    # A stretch with letters beyond ASCII tells more than a page's head, which is all markup.
    start = max(0, next((match.start() for match in re.finditer(rb"[\x80-\xff]", data)), 0) - 200)
    guess = from_bytes(data[start : start + GUESSED_FROM]).best()
    return data.decode(guess.encoding if guess and guess.encoding not in {"ascii", "utf_8"} else "cp1252", "replace")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:DECLARATION_WITHIN])
    if not match:
        return None
    label = (match[1] or match[2]).decode("ascii").lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return None
    return None if name.replace("-", "_") in _NOT_TEXT else name


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte of its markup or English is zero."""
    head = data[:400]
    if len(head) < 4:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > len(head) * 0.4 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.4 and odd == 0 else None


def _mended(text: str) -> str:
    """Mend UTF-8 that was read as Windows-1252 on its way here, stretch by stretch, where the telltale pairs stand."""
    if not _MOJIBAKE.search(text):
        return text
    stretches = _STRETCHES.split(text)
    return "".join(ftfy.fix_encoding(one) if len(one) < MENDED_AT_ONCE and _MOJIBAKE.search(one) else one for one in stretches)
