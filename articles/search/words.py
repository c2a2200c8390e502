"""A text as the words by which it is looked for: the same for what is kept and what is typed, on every database. Pure."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

LONGEST_WORD = 64
"""Characters of a word that count."""
BOUNDARY = "·"
"""Stands between two texts, so that no phrase runs from one into the other; nobody's words have it."""


def _letters(*ranges: tuple[int, int]) -> str:
    return "".join(chr(n) for first, last in ranges for n in range(first, last + 1) if unicodedata.category(chr(n))[0] in "LMN")


_ALONE = (
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
    + _letters((0x3005, 0x3007), (0x3041, 0x30FF), (0x31F0, 0x31FF))
    + _letters((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
)
"""Scripts that put no spaces between words, and Korean, which puts them after endings: each letter is a word, a run of them a phrase."""
_MARKS = "\u00ad\u200c\u200d" + "".join(chr(n) for n in range(0x300, 0x20000) if unicodedata.category(chr(n)) in ("Mn", "Mc"))
WORD = re.compile(rf"[{_ALONE}][{_MARKS}]*|(?:[^\W_{_ALONE}][{_MARKS}]*)+")
"""A word as it stands in a text."""
_PLAIN_WORD = re.compile("[0-9a-z]+")
_DROPPED = [(0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED)]
_PLAIN = {
    **{n: None for first, last in _DROPPED for n in range(first, last + 1) if unicodedata.category(chr(n)) in ("Mn", "Lm")},
    **dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]),
    **str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}),
}
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def words_of(text: str) -> list[str]:
    """Give a text's words, in their order: small letters without accents."""
    found = _PLAIN_WORD.findall(text.lower()) if text.isascii() else WORD.findall(folded(text))
    return [word[:LONGEST_WORD] for word in found]


@lru_cache(maxsize=20_000)
def word_of(piece: str) -> tuple[str, ...]:
    """Give the words of one piece of a text; nearly always it is one."""
    return tuple(words_of(piece))


def folded(text: str) -> str:
    """Give a text as it is compared."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN))


def text_of(html: str) -> str:
    """Give the text of sanitised HTML, a line for each of its lines."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))
