"""The language a page is in and the direction it is read in. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

RIGHT_TO_LEFT = frozenset({"ar", "he", "iw", "fa", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"})
SAMPLE = 4_000
"""Characters that are looked at to tell the script."""

_TAG = re.compile(r"^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-.*)?$", re.I)
# Unicode names begin with the script; these scripts tell the language, or the one most news in them is in.
_LANGUAGE_OF_SCRIPT = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "THAI": "th",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GEORGIAN": "ka", "ARMENIAN": "hy", "KHMER": "km", "LAO": "lo",
    "MYANMAR": "my",
}  # fmt: skip
_WRITTEN_IN = {
    "ARABIC": frozenset({"ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "pa"}),
    "HEBREW": frozenset({"he", "iw", "yi"}),
    "CYRILLIC": frozenset({"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "uz", "bs", "az"}),
    "CJK": frozenset({"zh", "ja", "yue", "ko"}),
    "DEVANAGARI": frozenset({"hi", "mr", "ne", "sa"}),
}


def language_tag(said: Iterable[str]) -> str | None:
    """Give the first of the tags said that is a language, in BCP 47's spelling: `de_at` is `de-AT`."""
    for text in said:
        match = _TAG.match(text.strip().replace("_", "-"))
        if match:
            script, region = match[2], match[3]
            return "-".join(filter(None, (match[1].lower(), script and script.title(), region and region.upper())))
    return None


def settle_language(said: str | None, text: str) -> str | None:
    """Settle between the language a page claims and the script of its text, which cannot lie; None where neither tells."""
    script = _script(text[:SAMPLE])
    guessed = _LANGUAGE_OF_SCRIPT.get(script)
    if said is None or guessed is None:
        return said or guessed
    possible = _WRITTEN_IN.get(script, frozenset({guessed}))
    return said if said.split("-")[0] in possible else guessed


def direction_of(language: str | None) -> str:
    """Give `rtl` or `ltr`."""
    tag = (language or "").split("-")
    return "rtl" if tag[0] in RIGHT_TO_LEFT or "Arab" in tag or "Hebr" in tag else "ltr"


def width(text: str) -> int:
    """Count characters, one of Chinese, Japanese or Korean as three and one of Thai as two: they say as much."""
    return sum(3 if character >= "\u2e80" else 2 if "\u0e00" <= character <= "\u0e7f" else 1 for character in text)


def _script(text: str) -> str:
    """Name the script that most letters are in; "" for too few letters, Latin for Latin."""
    counts = Counter(unicodedata.name(letter, "").split(" ", 1)[0].split("-")[0] for letter in text if letter.isalpha())
    total = counts.total()
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if total < 40:
        return ""
    if kana > total * 0.1:
        return "HIRAGANA"
    script, count = counts.most_common(1)[0]
    return script if count > total * 0.5 else ""
