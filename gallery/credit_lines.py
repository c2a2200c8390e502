"""Credit lines: split off a caption's end, and taken apart. Pure.

The shapes are those of wire and newspaper style: `(Photographer/Agency via Agency, File)`, `Photo: …`, `© …`, `Name/Agency` after the
last sentence. Labels are known in the languages of the pages read; what a bracket holds must look like a credit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LONGEST_CAPTION = 5000
"""Characters beyond which words are no caption, and nothing is looked for at their end."""
SHORTEST_SENTENCE = 25
_AGENCIES = (
    r"AP|Associated Press|AFP|Agence France-Presse|Reuters|Getty|Getty Images|EPA|EPA-EFE|EFE|dpa|PA|PA Media|PA Wire|ANSA|APA|Keystone|"
    r"TT|NTB|Ritzau|Scanpix|AAP|Bloomberg|Xinhua|TASS|Kyodo|Jiji|Yonhap|UPI|ANP|Belga|imago|picture alliance|Shutterstock|iStock|Alamy|"
    r"NurPhoto|ZUMA|Sipa|Rex|Anadolu|AA|DHA|IHA|PAP|CTK|MTI|ELTA|BNS|LETA|Lehtikuva|Europa Press|LaPresse|Canadian Press|CP|PTI|ANI|"
    r"SOPA|WENN|Splash|Unsplash|Pixabay|Pexels|Wikimedia Commons|NASA|ESA|NOAA|Adobe Stock|Depositphotos|IMAGN|USA Today"
)
_AGENCY = re.compile(rf"(?<![\w@])(?:{_AGENCIES})(?!\w)(?! (?:said|says))", re.I)
_AGENCY_ALONE = re.compile(rf"(?:{_AGENCIES})(?: Photos?| Images?)?", re.I)
_CREDIT_WORD = re.compile(
    r"\b(?:photos?|photographs?|photography|fotos?|fotograf\w*|images?|pictures?|pics?|courtesy|handout|pool|via|file|staff|archive?s?|archiv|"
    r"credits?|crédits?|illustration|screenshot|screengrab|contributed|supplied|submitted|provided|bild|cc by|public domain|dr|instagram|"
    r"facebook|twitter|youtube)\b|©",
    re.I,
)
_LABELS = (
    r"(?:photo|image|picture|foto|bild|crédit|credit)s?[ -]?(?:credits?|crédits?|by|courtesy(?: of)?|von|quelle|nachweis)|"
    r"crédits? photos?|photographs?|photos?|fotos?|fotograf[íi]?[ae]?|fotoğraf|images?|pictures?|pics?|credits?|crédits?|"
    r"bild(?:er|nachweis|quelle)?|quelle|source|"
    r"copyright|imagen|immagine|ảnh|hình|nuotr\.|fot\.|zdj\.|фото|φωτο\w*|写真|撮影|提供|사진|照片|图片?|圖片?|摄影?|攝影?|صورة|تصوير|"
    r"kuva|fotó|foto ?credit|illustrations?|grafik|graphic"
)
_LABELLED = re.compile(rf"(?:^|(?<=[\s.!?;,|)\]\"”»。]))(?:{_LABELS})\s*[:：]\s*(\S.{{0,180}})$", re.I)
_BY = re.compile(
    r"(?:^|(?<=[.!?\"”»] )|(?<=[|–—] ))((?:photo(?:graph)?s?|pictures?|images?|illustrations?) (?:by|courtesy|via|from) \S.{1,160}|"
    r"courtesy(?: of| photo)?:? \S.{1,120}|foto (?:von|di|de) \S.{1,120})$",
    re.I,
)
_COPYRIGHT = re.compile(r"(?:^|(?<=\s)|(?<=[.!?,;|]))(?:©|\(c\)|copyright)\s*(\S.{1,160})$", re.I)
_BRACKET = re.compile(r"^(.*?)\s*[(\[（【]([^()\[\]（）【】]{2,180}(?:\([^()]{1,40}\)[^()]{0,60})?)[)\]）】]\s*\.?$", re.S)
_TAIL = re.compile(r"^(.*[.!?…。][\"'”’»)]?)\s+(?:[-–—|]\s*)?([^.!?。]{2,110}(?:\.[^.!?。\s][^.!?。]{0,60})?)\.?$", re.S)
_DASHED = re.compile(r"^(.*\S)\s+[-–—|]\s+(\S.{1,80})$", re.S)
_NAMED = re.compile(r"(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){1,4}")
_STAGE = re.compile(
    r"\b(?:left|right|center|centre|top|bottom|above|below|from left|front|back|rear|l|r|links|rechts|mitte|oben|unten|gauche|droite|"
    r"izq\w*|der\w*)\b",
    re.I,
)
_NAME_LAST = re.compile(
    r"^(.*[^\W_][.!?…])\s*((?:[A-ZÀ-ÞŠŽĆČŁŚŻĐ][\w'’-]+)(?: (?:de|da|do|von|van|der|del|di|la|le|[A-Z]\.|[A-ZÀ-ÞŠŽĆČŁŚŻĐ][\w'’-]+)){1,3})$",
    re.S,
)
"""A name and nothing else after the last sentence: nobody is said to do anything, so it says who took the picture."""
_ENDED = re.compile(r"[.!?…。\"”’»]$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line taken apart; what it does not say is empty or False."""

    photographer: str = ""
    agency: str = ""
    via: str = ""
    pool: bool = False
    file: bool = False
    courtesy: bool = False
    """Handed out by who is credited, not taken for the paper."""


@lru_cache(maxsize=4096)
def split_credit(text: str) -> tuple[str, str]:
    """Split a cleaned caption into its words and its credit line as printed, without brackets and label; either may be empty."""
    for split in (_by_bracket, _by_label, _by_tail) if len(text) <= LONGEST_CAPTION else ():
        found = split(text)
        if found:
            caption, credit = found
            return caption.rstrip(" |–—-"), credit.strip(" .") if credit.endswith(". ") else credit.strip()
    return text, ""


def _by_bracket(text: str) -> tuple[str, str] | None:
    match = _BRACKET.match(text)
    if not match:
        return None
    caption, inside = match[1], match[2].strip()
    if _is_credit(inside) or (_ENDED.search(caption) and _is_name(inside)):
        return (caption, "") if _spells(inside, caption) else (caption, _unlabelled(inside))
    return None


def _by_label(text: str) -> tuple[str, str] | None:
    for pattern in (_LABELLED, _COPYRIGHT, _BY):
        match = pattern.search(text)
        if match:
            return text[: match.start()], _unlabelled(match[1])
    return None


def _by_tail(text: str) -> tuple[str, str] | None:
    """What stands after the last sentence, or after a dash, and names an agency."""
    for pattern in (_TAIL, _DASHED):
        match = pattern.match(text)
        if match and len(match[2].split()) <= 10 and _AGENCY.search(match[2]) and _is_agency_line(match[2]):
            return match[1], match[2]
    named = _NAME_LAST.match(text)
    if named and len(named[1]) >= SHORTEST_SENTENCE:
        return named[1], named[2]
    return ("", text) if len(text.split()) <= 8 and _is_agency_line(text) else None


def _is_agency_line(text: str) -> bool:
    """Say whether words without a bracket are a credit: an agency alone, or one joined to a name."""
    joined = "/" in text or "|" in text or " via " in text or ("," in text and len(text.split()) <= 6)
    return bool(_AGENCY_ALONE.fullmatch(text.strip())) or (joined and bool(_AGENCY.search(text)))


def _unlabelled(credit: str) -> str:
    match = _LABELLED.match(credit)
    return (match[1] if match else credit).strip()


def _is_credit(inside: str) -> bool:
    words = inside.split()
    lower_case_prose = inside[0].islower() and not _AGENCY.match(inside) and not _CREDIT_WORD.match(inside)
    if len(words) > 16 or lower_case_prose:
        return False
    if _AGENCY.search(inside) or _CREDIT_WORD.search(inside):
        return not (_STAGE.fullmatch(inside) or inside.isdigit())
    return "/" in inside and not any(character.isdigit() for character in inside)


def _is_name(inside: str) -> bool:
    """Say whether a bracket after a whole sentence holds a name: of a person, or an organisation's initials."""
    if _STAGE.search(inside) or any(character.isdigit() for character in inside):
        return False
    if inside.upper() == inside.lower():
        return inside[0].isalpha() and len(inside.split()) <= 4  # a script without capitals
    return bool(_NAMED.fullmatch(inside) and inside[0].isupper()) or (inside.isupper() and 2 <= len(inside) <= 8)


def _spells(inside: str, caption: str) -> bool:
    """Say whether a bracket only gives the initials of the words before it: `the World Health Organization (WHO)`."""
    return False if _ENDED.search(caption) else _initials(caption, len(inside)) == inside.casefold()


def _initials(caption: str, count: int) -> str:
    return "".join(word[0] for word in caption.split()[-count:]).casefold()


def parse_credit(line: str) -> Credit:
    """Take a credit line apart: `Photographer/Agency Pool Photo via Agency, File`."""
    rest, file = _without(line, r",?\s*\b(?:file(?: photo)?|archiv\w*)\b\.?\s*$")
    rest, pool = _without(rest, r"\bpool(?: photo)?\b")
    rest, courtesy = _without(rest, r"^(?:photo )?courtesy(?: of| photo)?:?\s*|\bhandout\b(?: photo)?(?: via)?")
    rest, _, via = rest.partition(" via ")
    rest = re.sub(r"^(?:photos?|images?|pictures?|foto|©)\s*(?:by|:|von|de)?\s+", "", rest.strip(), flags=re.I)
    rest = re.sub(r"\bphotos?\b", "", rest, flags=re.I)
    photographer, agency = _who(part.strip(" ,") for part in re.split(r"[/|]", rest))
    return Credit(photographer, agency, via.strip(" ,/"), pool, file, courtesy)


def _without(line: str, pattern: str) -> tuple[str, bool]:
    shorter, count = re.subn(pattern, " ", line, flags=re.I)
    return re.sub(r"\s+", " ", shorter).strip(" ,"), bool(count)


def _who(parts: Iterable[str]) -> tuple[str, str]:
    """Tell the person from the house among the parts between slashes."""
    person, house = "", ""
    for part in filter(None, parts):
        if not person and part[0].isupper() and _NAMED.fullmatch(part) and not _AGENCY.search(part):
            person = part
        elif not house:
            house = part
    return person, house
