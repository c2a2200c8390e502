"""The encoding of bytes for which nobody says one: told from the letters that come out. Pure."""

import codecs
import re

from charset_normalizer import from_bytes

LOOKED_AT = 60_000
"""Bytes a guess looks at."""
_PARTS = (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)
READ = frozenset([f"cp125{part}" for part in range(9)] + [f"iso8859-{part}" for part in _PARTS]).union(
    [
        "cp866",
        "cp874",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "utf-8",
        "gb18030",
        "big5hkscs",
        "euc_jp",
        "iso2022_jp",
        "cp932",
        "cp949",
    ]
)
"""The encodings of pages, in Python's names; a page that names another one (UTF-7, base64, EBCDIC) means no good."""

_MARKS = "“”„‘’‚«»–—…€°§·\u00a0"
_LETTERS_OF = {
    "cp1252": "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ¿¡ªº",
    "cp1254": "çğıöşüâîû",
    "cp1250": "áâäăąćčďđéęëěíîľĺłńňóôőöŕřśšşťţúůűüýźżžß",
    "iso8859-2": "áâäăąćčďđéęëěíîľĺłńňóôőöŕřśšşťţúůűüýźżžß",
    "cp1257": "āąčćēęėģīįķļłńņōóšśūųźżžäöüõ",
}
"""What is written in these encodings, the commonest first; a letter outside tells that it is another one."""
_JAPANESE = ("cp932", "euc_jp")
_KANA = re.compile("[\u3041-\u30fe]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_KANA_SHARE = 0.25
"""Japanese is a third kana at least, and no other text becomes kana by mistake."""


def guess(data: bytes) -> str:
    """Give the encoding, in Python's name, of bytes that are no UTF-8; Windows-1252 where nothing tells."""
    # A stretch with letters beyond ASCII tells more than a page's head, which is all markup.
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, (first.start() if first else 0) - 200)
    sample = data[start : start + LOOKED_AT]
    japanese = next((name for name in _JAPANESE if _has_kana(sample.decode(name, "replace"))), None)
    if japanese:
        return japanese
    best = from_bytes(sample, cp_isolation=sorted(READ - {"utf-8", "iso2022_jp"})).best()
    if best is None or _is_latin(str(best)):
        return max(_LETTERS_OF, key=lambda name: _fitness(sample, name))
    return codecs.lookup(best.encoding).name


def _has_kana(text: str) -> bool:
    beyond = len(_BEYOND_ASCII.findall(text))
    return beyond > 0 and len(_KANA.findall(text)) >= _KANA_SHARE * beyond


def _is_latin(text: str) -> bool:
    letters = [letter for letter in _BEYOND_ASCII.findall(text) if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) * 2 >= len(letters)


def _fitness(sample: bytes, name: str) -> float:
    """Give the share of the characters beyond ASCII that are usual in the encoding."""
    beyond = _BEYOND_ASCII.findall(sample.decode(name, "replace"))
    usual = frozenset(_LETTERS_OF[name]) | frozenset(_LETTERS_OF[name].upper()) | frozenset(_MARKS)
    return sum(character in usual for character in beyond) / max(1, len(beyond))
