"""Credits as a scrape's lines carry them: alone on a line, or at a line's end behind no sentence. Pure.

`gallery.wording.credit_lines` knows the shapes of credit lines. Here are those that only a line of a scrape tells: what stands at
the end of a line that no full stop closes is said of the picture, in any language.
"""

import re
from functools import lru_cache

from articles.reading.languages import width
from gallery.wording.captions import clean
from gallery.wording.credit_lines import split_credit

LONGEST_CREDIT = 160
"""Characters of a line that is nothing but a credit."""
LONGEST_LINE = 600
"""Characters of a line whose end is looked at for a name."""
LONGEST_END = 160
"""Characters at a line's end in which a name is looked for."""
_LONGEST_FORENAME = 20
"""Characters before a full stop or dash inside a name: `Ann B. Cape/Coastal Press`."""
_SHORTEST_SAID = 25
"""Width of a caption before the name at its end."""
_CREDIT_WORDS, _CREDIT_WORDS_IN_BRACKETS = 12, 16

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽЀ-ЯΑ-Ω"
_NAME = rf"[{_UPPER}@][\w.'’&-]{{0,40}}"
_NAMES = rf"{_NAME}(?:[ /]{{1,3}}{_NAME}){{0,4}}"
_UNCASED = r"[\u0590-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
"""Letters of scripts without capitals: Hebrew to Georgian, Japanese, Chinese, Korean."""
_PICTURE = (
    r"(?:(?i:photos?|fotos?|pictures?|pics?|images?|bild|beeld|fotoğraf|fot\.|nuotr\.|kuva|kép|snimka|ảnh|gambar|фото|снимка|светлина|"
    r"φωτ\w{0,10}\.?)|사진|写真|図|图|圖|摄影|攝影|صورة|تصوير|عکس|צילום|फोटो|ছবি|ภาพ|ფოტო)"
)
_JOINED = r"(?: (?:for|de|da|di|do|del|von|van|der|via|and|of|the|y|e|/))?"
_ENDS_WITH_NAME = (
    re.compile(
        rf"(?:^|(?<=[.!?…)|/–—\]。，, ]))(?P<label>[\[(（【]?{_PICTURE}\s?[:：|｜/＝=–—-]?\s?)"
        rf"(?P<who>{_NAMES}|{_UNCASED}{{2,16}}(?: {_UNCASED}{{2,10}})?)[)\]）】]?$"
    ),
    re.compile(rf"(?<=[.!?…] )(?P<label>[{_UPPER}]\w{{2,20}}: )(?P<who>{_NAMES})$"),
    re.compile(
        rf"(?:[^\W\d_{_UPPER}]{{3}}|(?<!\d)(?:19|20)\d\d)[\"'”’»)]{{0,2}}[.!?…][\"'”’»)]{{0,2}}\s?"
        rf"(?P<who>{_NAME}(?:{_JOINED}[ /]{{1,2}}{_NAME}){{0,5}}(?: \([^()]{{2,40}}\))?)$"
    ),
    re.compile(rf"\S\s?/\s?(?P<who>{_NAMES})$"),
    re.compile(r"[^\x00-\x7f]\s?(?:[＝=]|[ⓒ℗]\s?)(?P<who>[^\s＝=。、]{1,16})$"),
    re.compile(rf"{_UNCASED}[”’」』)）\"']{{0,2}}(?:[.。!?！？…]\s?|\s?/\s?)(?P<who>{_UNCASED}{{2,10}}(?: {_UNCASED}{{2,6}})?)$"),
)
_REPORTERS = ("기자", "특파원", "記者", "记者")
"""A name that ends so closes a story, not a caption."""
_ENDS_WITH_BRACKET = re.compile(
    rf"[（(][^()（）]{{0,30}}(?:提供|撮影|摄|攝|供图|供圖|제공|촬영|사진)[)）]$|[（(]{_UNCASED}[{_UNCASED[1:-1]} /=＝・]{{1,14}}[)）]$|"
    rf"\([{_UPPER}][^():]{{1,30}}: [{_UPPER}][^()]{{1,40}}\)$"
)
_BRACKETED_NAME = re.compile(
    rf"\((?P<who>{_NAME}(?: {_NAME}){{1,3}})\)|"
    r"[\[(（【](?P<said>[^\[\]()（）【】]{0,20}(?:사진|写真|提供|撮影|摄|攝|제공)[^\[\]()（）【】]{0,20})[\])）】]"
)
# Labels that a page says for those who only hear it: `Image source, …`.
_HEARD = re.compile(
    r"(?:(?:image|photo|picture|media|video) (?:source|credit|copyright)|bildquelle|fuente de la imagen|crédit photo|source de l.image|"
    r"автор фото|джерело зображення|autor zdjęcia|صدر الصورة|مصدر الصورة|图像来源|圖像來源|图片来源|圖片來源|画像提供|사진 출처|"
    r"nguồn hình ảnh|sumber gambar|fotoğraf kaynağı)\s?[:：,，،、]\s?(?P<who>\S.{0,140})",
    re.I,
)
_RIGHTS = re.compile(
    r"\b(?:rights|reserved|rechte|réservés|reservados|derechos|riservata|zastrzeżone|licen[sc]\w{0,10})\b|"
    r"(?:©|\(c\)|copyright).{0,60}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d ?©",
    re.I,
)
_SOURCE = re.compile(
    r"\W{0,3}(?:sources?|quellen?|fuentes?|fontes?|bron(?:nen)?|källa|kilde|kaynak|źródło|источник|джерело|المصدر|出典|来源|來源|출처)\s?[:：]\s?",
    re.I,
)


def credit_alone(line: str) -> str:
    """Give the credit of a line that says who took a picture and nothing else, without its label; "" for any other line."""
    words = clean(line).strip(" ;|")
    if not 3 <= len(words) <= LONGEST_CREDIT or _RIGHTS.search(words):
        return ""
    source = _SOURCE.match(words)
    if source:
        return credit_alone(words[source.end() :])
    named = _HEARD.fullmatch(words) or _BRACKETED_NAME.fullmatch(words)
    if named:
        return named["who"] or named["said"]
    caption, credit = split_credit(words)
    if caption and "/" in credit and len(caption) <= _LONGEST_FORENAME and words.istitle():
        return words
    longest = _CREDIT_WORDS_IN_BRACKETS if words.startswith(("(", "[")) else _CREDIT_WORDS
    return credit if not caption and len(words.split()) <= longest else ""


def says_source(line: str) -> bool:
    """Say whether words name a source, which may be that of a text, its figures or a picture."""
    return bool(_SOURCE.match(line))


def ends_in_credit(line: str) -> bool:
    """Say whether a line ends with a bracket that may well be a credit: `(Reuters)`, `(Harbour News: Ann Bay)`, `（港湾局提供）`."""
    return line.endswith((")", "]", "）", "】")) and bool(
        split_credit(line)[1] or _ENDS_WITH_BRACKET.search(line, max(0, len(line) - LONGEST_END))
    )


@lru_cache(maxsize=4096)
def named_at_end(line: str) -> tuple[str, str]:
    """Part off the name at a line's end that no sentence goes with, as `… on Friday. Ann Bay`, `… / Ann Bay`, `…＝共同`.

    Where there is none, or too little before it to be a caption, give all the line and "".
    """
    if len(line) > LONGEST_LINE:
        return line, ""
    end = max(0, len(line) - LONGEST_END)
    match = next((found for pattern in _ENDS_WITH_NAME if (found := pattern.search(line, end))), None)
    if not match or match["who"].endswith(_REPORTERS):
        return line, ""
    begins = match.start("label") if match.groupdict().get("label") else match.start("who")
    said = line[:begins].rstrip(" /＝=ⓒ℗")
    in_words = said.upper() == said.lower() or any(word.islower() for word in said.split())
    return (said, match["who"]) if width(said) >= _SHORTEST_SAID and in_words else (line, "")
