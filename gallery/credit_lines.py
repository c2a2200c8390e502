"""Credit lines, split off a caption's end. Pure.

The shapes are those of wire and newspaper style: `(Photographer/Agency via Agency, File)`, `Photo: …`, `© …`, `＝Agency`, `Name/Agency` after
the last sentence. What decides is that a credit names somebody: its words are names, houses and the few small words between them. A sentence
does something, so it is none, whatever words stand in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from gallery.credit_names import is_credit_line, is_house_like, is_name, is_name_last, is_proper
from gallery.credit_words import (
    BETWEEN,
    FILING,
    GIVEN,
    HOUSES,
    MARKS,
    PICTURES,
    SOURCES,
    STAGE,
    TITLES,
    folded_word,
)

LONGEST_CAPTION = 5000
"""Characters beyond which words are no caption, and nothing is looked for at their end."""
LONGEST_CREDIT = 180
SHORTEST_SENTENCE = 25
"""Characters before a bare name: fewer are a title or a rank, not what the picture shows."""
_MOST_WORDS = 16

_COMPOUND = re.compile(r"\w{1,30}(?:fotos?|bild(?:er|nachweis|quelle|rechte)?|photos?|grafik|nachweis|quelle)")
_SEPARATOR = re.compile(r"\s?[:：]|\s?(?:\.{3}|…)|,(?=\s)|\s?[|｜/／](?=\s)")
_UNSPACED = re.compile(
    r"(?:資料|资料|자료|관련)?(?:写真|撮影|画像|提供|出典|사진|照片|图片|圖片|图源|圖源|图|圖|摄影|攝影|摄|攝|来源|來源|출처|그래픽|영상)[・/ ]?"
    r"(?:来源|來源|提供|제공|출처|撮影)?\s?(?:[:：=＝／|｜]|/(?!\d))\s?"
)
"""A label in a script that does without spaces; what follows it may be `=`, `/` or a bar as well as a colon."""
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]|[.!?)\]\"”»])(?=[A-ZÀ-Þ])[^\W\d_]{3,24}\Z")
"""A label that a page's elements, not its words, part from the caption: `the river.Credit: …`, `the riverQuelle: …`."""
_COPYRIGHT = re.compile(r"(?:©|ⓒ|Ⓒ|\(c\)|（c）|\bcopyright\b:?)\s*", re.I)
_EQUALS = re.compile(r"＝([^＝\d、。，,\s]{1,24})$")
_CREDITED_LAST = re.compile(
    r"(?:^|(?<=[。！？＝=／/|]))\s?((?:\S{1,12}(?:记者|記者|通讯员) ?)?[^\s。、，,；;＝=／/()（）をにでがはへも]{1,14} ?"
    r"(?:撮影|提供|摄影|攝影|供图|供圖|(?<!拍)摄|(?<!拍)攝)|[^\s()（）]{2,8}[社网網](?:发|發)?[（(][^（()）]{2,20}[)）])$"
)
"""Who took it or gave it, as Chinese and Japanese papers say it: the verb stands last."""
_CREDITED_LAST_KOREAN = re.compile(
    r"(?:^|(?<=[.!?。＝=／/|\]] )|(?<=[＝=／/|]))([가-힣A-Za-z0-9]{1,14}(?: [가-힣]{2,4})? (?:기자|제공|특파원)(?: [\w.]{2,30}@[\w.]{4,40})?)$"
)
_CREDIT_VERB = re.compile(r"(?:撮影|提供|より|摄影|攝影|供图|供圖|(?<!拍)摄|(?<!拍)攝|기자|제공|특파원|新聞社?|通信社?|テレビ)$")
_TAKING = frozenset({"taken", "made", "shot", "released"})
_BREAK = re.compile(r"(?:[.!?…؟।۔][\"'”’»)\]]*\s+|[。！？][」』）]?\s*|\s[|｜/–—-]\s|[)\]”»]\s+)(?=\S)")
_JOINED = re.compile(r"\s*[/|｜©(\[（–—-]")
_ENDED = re.compile(r"[.!?…。！？؟।۔\"”’»」』]$")
_STOP = re.compile(r"[.!?…。！？؟।۔]$")
_OPENING, _CLOSING = "([（【［〔", ")]）】］〕"


@lru_cache(maxsize=4096)
def split_credit(text: str) -> tuple[str, str]:
    """Split a cleaned caption into its words and its credit line as printed, without brackets and label; either may be empty."""
    for split in (_by_label, _by_giving, _by_bracket, _by_verb, _by_tail) if len(text) <= LONGEST_CAPTION else ():
        found = split(text)
        if found:
            caption, credit = found
            return caption.rstrip(" |–—-/／"), plain_credit(credit)
    return text, ""


def plain_credit(credit: str) -> str:
    """Give a credit that stands by itself without its brackets, its label and what only joined it to something; said twice, once."""
    credit = credit.strip(" ;|,/／–—-")
    while (inner := _last_bracket(credit)) and not inner[0]:
        credit = inner[1].strip()
    labelled = _by_label(credit)
    if labelled and not labelled[0]:
        return plain_credit(labelled[1])
    parts = re.split(r"\s\|\s", credit)
    return " | ".join(dict.fromkeys(parts))


def reads_as_credit(text: str) -> bool:
    """Say whether words that stand by themselves only say who is credited: labelled, or names and houses joined as credits join them."""
    labelled = _by_label(text) or _by_giving(text) or _by_verb(text)
    return bool(labelled and not labelled[0]) or is_credit_line(text) or is_house_like(text)


def split_beside(text: str, described: Iterable[str]) -> tuple[str, str] | None:
    """Split a caption that goes on where the picture's own description ends: what follows a mark there is the credit.

    None where no description begins the caption so, or what follows does not read as a credit.
    """
    for said in described:
        rest = text.removeprefix(said) if said else text
        if rest != text and _JOINED.match(rest) and reads_as_credit(credit := plain_credit(rest)):
            return said, credit
    return None


def _by_label(text: str) -> tuple[str, str] | None:
    """What stands after the first label that begins no sentence: `Photo: …`, `© …`, `사진=…`."""
    starts = [*_labels(text), *_unspaced_labels(text), *((match.start(), match.end()) for match in _COPYRIGHT.finditer(text))]
    for start, end in sorted(starts):
        if _is_value(text[end:].strip()):
            return text[:start].rstrip(" (["), text[end:].strip()
    return None


def _by_giving(text: str) -> tuple[str, str] | None:
    """A label that is part of what it says: `Photo by …`, `Courtesy of …`, `Foto Jane Roe/ANP`; it stays in the credit as printed."""
    for start in _openings(text):
        words = text[start:].split()
        label = list(takewhile(_may_label, words))
        said = " ".join(words[len(label) :])
        if label and said and _gives([folded_word(word) for word in label], said) and label[0][0].lower() != label[0][0].upper():
            return text[:start].rstrip(), text[start:]
    return None


def _openings(text: str) -> Iterator[int]:
    """Where something new may begin, from the left: at the start, after a sentence, a bar, a dash or a bracket."""
    yield 0
    yield from (match.end() for match in _BREAK.finditer(text, max(0, len(text) - LONGEST_CREDIT)))


def _may_label(word: str) -> bool:
    return bool(_label_kind(folded_word(word)) or folded_word(word) in _TAKING) and word[-1] not in ".:,"


def _gives(label: Sequence[str], said: str) -> bool:
    """Say whether a label's words lead to who is credited. `Photo of` and `Foto de` may as well say what the picture shows."""
    kinds = {_label_kind(word) for word in label}
    if label[-1] in {"of", "de", "di", "da", "du", "le", "la"} and not kinds & {"source"} and not set(label) & GIVEN:
        return is_credit_line(said)
    by = label[-1] in BETWEEN or bool(set(label) & GIVEN)
    if not kinds & {"picture", "source"} and not set(label) & GIVEN:
        return False
    if by and len(said.split()) <= 6 and not _STOP.search(said) and _balanced(said):
        return True
    return _balanced(said) and is_proper(said) and (by or is_credit_line(said) or len(said.split()) > 1)


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """Where a label begins and where what it labels does, from the left."""
    for separator in _SEPARATOR.finditer(text, max(0, len(text) - LONGEST_CREDIT - 20)):
        start = _label_start(text, separator.start(), separator[0].strip())
        if start is not None:
            yield start, separator.end()


def _label_start(text: str, end: int, separator: str) -> int | None:
    """Walk back over label words; a label in small letters in the middle of a sentence is no label."""
    if glued := _GLUED.search(text, max(0, end - 30), end):
        return glued.start() if _label_kind(folded_word(glued[0])) in {"source", "picture"} else None
    first, kinds = end, set()
    for token in reversed(list(re.finditer(r"\S+", text[max(0, end - 60) : end]))[-5:]):
        word = folded_word(token[0])
        kind = _label_kind(word)
        if not kind:
            break
        if kind != "between":
            kinds.add(kind)
            first = max(0, end - 60) + token.start() + len(token[0]) - len(token[0].lstrip("([（【"))
        if first and text[first - 1] in "([（【":
            break
    # A bar, a slash or a comma joins other things too: only two kinds of label words before it make it a label's.
    if not kinds or (separator in {",", "|", "｜", "/", "／"} and len(kinds) < 2):
        return None
    before = text[:first].rstrip()
    opens = not before or before[-1] in '.!?…;,|/)]"”»。([（–—-' or not text[first].islower()
    return first if opens else None


def _label_kind(word: str) -> str:
    if word in SOURCES:
        return "source"
    if word in PICTURES or _COMPOUND.fullmatch(word):
        return "picture"
    return "between" if word in BETWEEN or word in GIVEN or word in FILING else ""


def _unspaced_labels(text: str) -> Iterator[tuple[int, int]]:
    for match in _UNSPACED.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        yield match.start(), match.end()


def _is_value(value: str) -> bool:
    """Say whether what follows a label can be a credit: short, whole in its brackets, no sentence."""
    words = value.split()
    if not words or len(value) > LONGEST_CREDIT or len(words) > _MOST_WORDS or not _balanced(value):
        return False
    if value[0].islower() and len(words) > 3 and not ("/" in words[0] or is_credit_line(value) or folded_word(words[0]) in MARKS):
        return False
    return not (_STOP.search(value) and len(words) > 5 and not is_proper(value))


def _names_somebody(value: str) -> bool:
    return _balanced(value) and (is_proper(value) or (len(value.split()) <= 6 and not _STOP.search(value)))


def _by_bracket(text: str) -> tuple[str, str] | None:
    found = _last_bracket(text.removesuffix("."))
    if not found:
        return None
    caption, inside = found
    if not _in_bracket(inside, bool(_ENDED.search(caption)) or not caption) or _spells(inside, caption):
        return None
    # Agencies that hand a picture on print the first one's credit before their own.
    while (again := _last_bracket(caption)) and _letters(again[1]) and _letters(again[1]) in _letters(inside):
        caption = again[0]
    return caption, inside


def _last_bracket(text: str) -> tuple[str, str] | None:
    """Split off the bracket that ends a text, with what is nested in it; its two ends may be of different makes."""
    if not text or text[-1] not in _CLOSING:
        return None
    depth = 0
    for place in range(len(text) - 1, max(-1, len(text) - LONGEST_CREDIT - 60), -1):
        depth += (text[place] in _CLOSING) - (text[place] in _OPENING)
        if depth == 0:
            inside = text[place + 1 : -1].strip()
            return (text[:place].rstrip(), inside) if inside else None
    return None


def _balanced(text: str) -> bool:
    return sum((mark in _OPENING) - (mark in _CLOSING) for mark in text) == 0


def _letters(text: str) -> str:
    """The letters of a credit without its label words: what two printings of one credit share."""
    return "".join(
        word for word in re.findall(r"\w+", text.casefold()) if word not in BETWEEN and word not in PICTURES and word not in SOURCES
    )


def _in_bracket(inside: str, after_sentence: bool) -> bool:
    words = [folded_word(word) for word in inside.split()]
    if len(words) > _MOST_WORDS or all(word in FILING or word in STAGE or word in BETWEEN for word in words):
        return False
    if reads_as_credit(inside) or _CREDIT_VERB.search(inside):
        return True
    marked = any(word in MARKS or word in PICTURES or word in SOURCES for word in words)
    if marked and not any(word in STAGE for word in words) and (is_proper(inside) or words[0] in MARKS or words[0] in PICTURES):
        return True
    return after_sentence and is_name(inside)


def _spells(inside: str, caption: str) -> bool:
    """Say whether a bracket only gives the initials of the words before it: `the World Health Organization (WHO)`."""
    initials = "".join(word[0] for word in caption.split()[-len(inside) :]).casefold()
    return not _ENDED.search(caption) and initials == inside.casefold()


def _by_verb(text: str) -> tuple[str, str] | None:
    """East Asian shapes: `…＝ＡＰ`, `…。山田太郎撮影`, `… 新华社记者张三摄`, `… 홍길동 기자`."""
    equals = _EQUALS.search(text)
    if equals and (folded_word(equals[1]) in HOUSES or _CREDIT_VERB.search(equals[1])):
        return text[: equals.start()], equals[1]
    match = _CREDITED_LAST.search(text) or _CREDITED_LAST_KOREAN.search(text)
    return (text[: match.start(1)].rstrip(), match[1]) if match else None


def _by_tail(text: str) -> tuple[str, str] | None:
    """What stands after the last sentence, a bar or a dash, and is a credit by its words."""
    if len(text.split()) <= 8 and is_credit_line(text):
        return "", text
    for match in _BREAK.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        rest = text[match.end() :].lstrip("|–—-/ ")
        if is_credit_line(rest) or (is_house_like(rest) and _STOP.search(match[0].strip(" \"'”’»)]"))):
            return text[: match.end()].rstrip(), rest
    for match in _BREAK.finditer(text, max(SHORTEST_SENTENCE - 2, len(text) - 60)):
        if _ends_sentence(text, match) and is_name_last(text[match.end() :]):
            return text[: match.end()].rstrip(), text[match.end() :]
    return None


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Say whether a break is a sentence's end and not an abbreviation's or a letter's stop: `Sen. Jane Roe`."""
    before = text[: match.start()].rsplit(None, 1)
    return bool(before) and match[0][0] in ".!?…؟।۔" and len(before[-1]) > 1 and folded_word(before[-1]) not in TITLES
