"""Labels before credits: `Photo: …`, `© …`, `사진=…`, and those that lead on to who is credited: `Photo by …`, `Courtesy of …`. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from gallery.wording.credit_names import LONGEST_CREDIT, STOP, is_credit_line, is_house, is_proper, names_only
from gallery.wording.credit_words import BETWEEN, FILING, GIVEN, MARKS, PICTURES, SOURCES, folded_word

BREAK = re.compile(r"(?:[.!?…؟।۔][\"'”’»)\]]*\s+(?:[|｜/–—-]\s+)?|[。！？][」』）]?\s*|\s[|｜/–—-]\s|[)\]”»]\s+)(?=\S)")
"""Where a caption may end and something new begin: after a sentence, around a bar or a dash, behind a bracket."""
OPENING, CLOSING = "([（【［〔", ")]）】］〕"
_MOST_WORDS = 16
_MOST_LENIENT = 8
_LABEL_REACH = 60

_COMPOUND = re.compile(r"\w{1,30}(?:fotos?|bild(?:er|nachweis|quelle|rechte)?|photos?|grafik|nachweis|quelle)")
_SEPARATOR = re.compile(r"\s?[:：]|\s?(?:\.{3}|…)|,(?=\s)|\s?[|｜/／](?=\s)")
_UNSPACED = re.compile(
    r"(?<![下上左右地])(?:資料|资料|자료|관련)?"
    r"(?:写真|撮影|画像|提供|出典|사진|照片|图片|圖片|图源|圖源|图|圖|摄影|攝影|摄|攝|来源|來源|출처|그래픽|영상)"
    r"[・/ ]?(?:来源|來源|提供|제공|출처|撮影)?\s?(?:[:：=＝]|(?<=^..)・|(?<=[。（(【\[\s]..)・|[／/|｜](?!\d))\s?"
)
"""A label in a script that does without spaces; what follows it may be `=`, `/` or a bar as well as a colon."""
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]|[.!?)\]\"”»])(?=[A-ZÀ-Þ])[^\W\d_]{3,24}\Z")
"""A label that a page's elements, not its words, part from the caption: `the river.Credit: …`, `the riverQuelle: …`."""
_HEADED = re.compile(r"(?:^|(?<=[.!?…)\]\"”» ]))(Cr[eé]dit[os]?)(?!Suisse|Mutuel|Agricole|Lyonnais|Karma)(?=[A-ZÀ-Þ][^\W\d_])")
"""A label whose own element parts it from the name after it: `CreditJane Roe`."""
_LICENCE = re.compile(
    r"\s*[\[(|,]?\s*(?:(?:licen[cs]e|lizenz|licencia|licenza)\s?:?\s*)?"
    r"\bCC[ -]?(?:BY|0)\b(?:[ -](?:SA|NC|ND))*(?:\s?\d\.\d)?(?:\s[a-z]{2})?[\])]?",
    re.I,
)
_COPYRIGHT = re.compile(r"(?:©|ⓒ|Ⓒ|\(c\)|（c）|\bcopyright\b:?)\s*", re.I)
_OPENS = frozenset('.!?…;,|/)]"”»。([（–—-')
_ENDING = frozenset(".:;,!?)]）】")
_TAKING = frozenset({"taken", "made", "shot", "released", "staff", "should", "read", "mandatory"})
_MAY_SHOW = frozenset({"of", "de", "di", "da", "du", "del", "des", "dos", "della"})
"""`Photo of`, `Foto de`: what follows may as well be what the picture shows."""


def by_label(text: str) -> tuple[str, str] | None:
    """Split a text at its first label that begins no sentence: what stands before it, and what it labels."""
    for start, end, sure in sorted([*_labels(text), *_heading_labels(text), *_unspaced_labels(text), *_signs(text)]):
        if _is_value(text[end:].strip(), sure):
            return text[:start].rstrip(" ([（"), text[end:].strip()
    return None


def by_giving(text: str) -> tuple[str, str] | None:
    """Split a text before a label that is part of what it says: `Photo by …`, `Foto Jane Roe/ANP`; the credit stays as printed."""
    for start in (0, *(match.end() for match in BREAK.finditer(text, max(0, len(text) - LONGEST_CREDIT)))):
        words = text[start : start + 2 * LONGEST_CREDIT].split()
        label = list(takewhile(_may_label, words))
        said = text[start:].split(None, len(label))[-1] if 0 < len(label) < len(words) else ""
        begins = bool(label) and folded_word(label[0]) not in BETWEEN and (label[0][0].isupper() or is_house(said))
        if said and begins and _gives([folded_word(word) for word in label], said):
            return text[:start].rstrip(), text[start:]
    return None


def is_labelled_credit(text: str, of_picture: bool = False) -> bool:
    """Say whether a line is a label and a name, nothing else: `Photo: Jane Roe`; `of_picture` asks for a label that speaks of a picture."""
    labelled = by_label(text) or by_giving(text)
    begins = folded_word(text.split(None, 1)[0].rstrip(":：")) if text.strip() else ""
    return bool(labelled and not labelled[0]) and (not of_picture or _kind(begins) == "picture")


def is_label(text: str) -> bool:
    """Say whether words are a label that labels nothing: `Credit`, `Photo:`."""
    words = text.rstrip(" :：").split()
    return 0 < len(words) <= 2 and all(folded_word(word) in PICTURES | SOURCES for word in words)


def without_label(text: str) -> str:
    """Give what a label at the start labels, or leads on to: `Photo: Jane Roe` and `Photo by Jane Roe` to `Jane Roe`."""
    labelled = by_label(text)
    if labelled and not labelled[0]:
        return without_label(labelled[1])
    words = text.split()
    label = [folded_word(word) for word in takewhile(_may_label, words)]
    leads = label and (label[-1] in BETWEEN or set(label) & GIVEN) and {_kind(word) for word in label} & {"picture", "source"}
    return " ".join(words[len(label) :]) if leads else text


def is_balanced(text: str) -> bool:
    """Say whether as many brackets close as open."""
    return sum((mark in OPENING) - (mark in CLOSING) for mark in text) == 0


def _labels(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a label begins, where what it labels does, and whether only a credit can be meant: a source's label, after a sentence."""
    for separator in _SEPARATOR.finditer(text, max(0, len(text) - LONGEST_CREDIT - 20)):
        kinds, start = _label_before(text, separator.start())
        # A bar, a slash or a comma joins other things too: only two kinds of label words before it make it a label's.
        joins = separator[0].strip() in {",", "|", "｜", "/", "／"}
        if kinds and not (joins and len(kinds) < 2) and _opens(text, start):
            yield start, separator.end(), "source" in kinds or bool(STOP.search(text[:start].rstrip()))


def _label_before(text: str, end: int) -> tuple[set[str], int]:
    """Walk back over label words: which kinds they are of, and where the first one begins."""
    if glued := _GLUED.search(text, max(0, end - 30), end):
        return {_kind(folded_word(glued[0]))} & {"picture", "source"}, glued.start()
    first, kinds, reach = end, set(), max(0, end - _LABEL_REACH)
    for token in reversed(list(re.finditer(r"\S+", text[reach:end]))[-5:]):
        kind = _kind(folded_word(token[0]))
        if not kind or (token.end() < end - reach and token[0][-1] in _ENDING):
            break
        kinds |= {kind} - {"between"}
        if folded_word(token[0]) not in BETWEEN:
            first = reach + token.start() + len(token[0]) - len(token[0].lstrip(OPENING))
        if token[0][0] in OPENING:
            break
    return kinds, first


def _opens(text: str, start: int) -> bool:
    """Say whether a label may begin here: in small letters in the middle of a sentence it is none."""
    before = text[:start].rstrip()
    return not before or before[-1] in _OPENS or not text[start].islower()


def _kind(word: str) -> str:
    if word in SOURCES:
        return "source"
    if word in PICTURES or _COMPOUND.fullmatch(word):
        return "picture"
    return "between" if word in BETWEEN or word in GIVEN or word in FILING or word in _TAKING else ""


def _heading_labels(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _HEADED.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        yield match.start(), match.end(), True


def _unspaced_labels(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _UNSPACED.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        yield match.start(), match.end(), False


def _signs(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _COPYRIGHT.finditer(text, max(0, len(text) - LONGEST_CREDIT - 20)):
        yield match.start(), match.end(), True


def _is_value(value: str, sure: bool) -> bool:
    """Say whether what a label stands before can be a credit: names, or a few words that are no sentence; under a licence or not."""
    if len(value) > LONGEST_CREDIT:
        return False
    value = _LICENCE.sub("", value)
    words = value.split()
    if not words or len(words) > _MOST_WORDS or not is_balanced(value):
        return False
    if names_only(value) or folded_word(words[0]) in MARKS or "/" in words[0]:
        return not (STOP.search(value) and len(words) > 5 and not is_proper(value))
    few = len(words) <= 3 and value[0].islower()
    return few or (sure and len(words) <= _MOST_LENIENT and not STOP.search(value))


def _may_label(word: str) -> bool:
    return bool(_kind(folded_word(word))) and word[-1] not in ".:,"


def _gives(label: Sequence[str], said: str) -> bool:
    """Say whether a label's words lead on to who is credited."""
    kinds, given = {_kind(word) for word in label}, bool(set(label) & GIVEN)
    if not is_balanced(said) or not (given or kinds & {"picture", "source"}):
        return False
    if set(label) & _MAY_SHOW and not given and "source" not in kinds:
        return is_credit_line(said)
    by = label[-1] in BETWEEN or given
    if by and len(said.split()) <= 6 and not STOP.search(said) and not BREAK.search(said):
        return True
    return names_only(said) and (by or is_credit_line(said) or len(said.split()) > 1)
