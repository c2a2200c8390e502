"""Credit lines, split off a caption's end. Pure.

The shapes are those of wire and newspaper style: `(Photographer/Agency via Agency, File)`, `Photo: …`, `© …`, `＝Agency`, `Name/Agency`
after the last sentence. What decides is that a credit names somebody: its words are names, houses and the few small words between
them. A sentence says what is done, so it is none, whatever words stand in it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from gallery.wording.credit_labels import BREAK, CLOSING, OPENING, by_giving, by_label, is_balanced
from gallery.wording.credit_names import LONGEST_CREDIT, STOP, has_house, is_credit_line, is_house_like, is_name, is_proper
from gallery.wording.credit_words import BETWEEN, FILING, GIVEN, HOUSES, MARKS, PICTURES, SOURCES, STAGE, TITLES, folded_word

LONGEST_CAPTION = 5000
"""Characters beyond which words are no caption, and nothing is looked for at their end."""
SHORTEST_SENTENCE = 25
"""Characters before a bare name: fewer are a title or a rank, not what the picture shows."""
_MOST_WORDS = 16
_MOST_NAMES = 10

_EQUALS = re.compile(r"＝([^＝\d、。，,\s]{1,24})$")
_SLASHED = re.compile(r"(?<=\d)/([^\s/]{2,12})$")
_CREDITED_LAST = re.compile(
    r"(?:^|(?<=[。！？＝=／/|]))\s?((?:\S{1,12}(?:记者|記者|通讯员) ?)?[^\s。、，,；;＝=／/()（）をにでがはへも]{1,14} ?"
    r"(?:撮影|提供|摄影|攝影|供图|供圖|(?<!拍)摄|(?<!拍)攝)|[^\s()（）]{2,8}[社网網](?:发|發)?[（(][^（()）]{2,20}[)）])$"
    r"|＝[^＝]{1,80}、([\u4e00-\u9fff々ァ-ヶー]{2,10}撮影)$"
    r"|(?:(?<=[.!?。＝=／/|\]] )|(?<=[＝=／/|\]]))((?:[\w.]{1,14} )?"
    r"(?:[가-힣]{2,4} (?:기자|특파원)|[^\s.,]{1,14} 제공)(?: [\w.]{2,30}@[\w.]{4,40})?)$"
    r"|^([가-힣]{2,4} (?:기자|특파원)|[^\s.,]{1,14} 제공)$"
)
"""Who took it or gave it, as Chinese, Japanese and Korean papers say it: the verb stands last."""
_CREDIT_VERB = re.compile(r"(?:撮影|提供|より|摄影|攝影|供图|供圖|(?<!拍)摄|(?<!拍)攝|기자|제공|특파원|新聞社?|通信社?|テレビ)$")
_VERB_REACH = 120
_JOINED = re.compile(r"\s*[/|｜©(\[（–—-]")
_ENDED = re.compile(r"[.!?…。！？؟।۔\"”’»」』]$")


@lru_cache(maxsize=4096)
def split_credit(text: str) -> tuple[str, str]:
    """Split a cleaned caption into its words and its credit line as printed, without brackets and label; either may be empty."""
    for split in (by_label, by_giving, _by_verb, _by_line, _by_bracket, _by_name) if len(text) <= LONGEST_CAPTION else ():
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
    labelled = by_label(credit)
    if labelled and not labelled[0]:
        return plain_credit(labelled[1])
    parts = re.split(r"\s\|\s", credit)
    return " | ".join(dict.fromkeys(parts))


def both_credits(said: str, apart: str) -> str:
    """Give the credit that ends a caption and the one that stands apart as one: the fuller where one repeats the other."""
    one, other = _letters(said), _letters(apart)
    if other in one:
        return said or apart
    return apart if one in other else f"{said} / {apart}"


def reads_as_credit(text: str) -> bool:
    """Say whether words that stand by themselves only say who is credited: labelled, or names and houses joined as credits join them."""
    labelled = by_label(text) or by_giving(text) or _by_verb(text)
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
    if not text or text[-1] not in CLOSING:
        return None
    depth = 0
    for place in range(len(text) - 1, max(-1, len(text) - LONGEST_CREDIT - 60), -1):
        depth += (text[place] in CLOSING) - (text[place] in OPENING)
        if depth == 0:
            inside = text[place + 1 : -1].strip()
            return (text[:place].rstrip(), inside) if inside else None
    return None


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
    return after_sentence and (is_name(inside) or _is_short(inside))


def _is_short(inside: str) -> bool:
    """An organisation's initials; in a script without capitals, few words."""
    caseless = inside.upper() == inside.lower() and inside[0].isalpha() and len(inside) <= 24 and len(inside.split()) <= 4
    return (caseless or (inside.isupper() and 2 <= len(inside) <= 8)) and not any(map(str.isdigit, inside))


def _spells(inside: str, caption: str) -> bool:
    """Say whether a bracket only gives the initials of the words before it: `the World Health Organization (WHO)`."""
    initials = "".join(word[0] for word in caption.split()[-len(inside) :]).casefold()
    return not _ENDED.search(caption) and initials == inside.casefold()


def _by_verb(text: str) -> tuple[str, str] | None:
    """East Asian shapes: `…＝ＡＰ`, `…。山田太郎撮影`, `… 新华社记者张三摄`, `… 홍길동 기자`."""
    equals = _EQUALS.search(text, max(0, len(text) - _VERB_REACH))
    if equals and (folded_word(equals[1]) in HOUSES or _CREDIT_VERB.search(equals[1])):
        return text[: equals.start()], equals[1]
    slashed = _SLASHED.search(text)
    if slashed and folded_word(slashed[1]) in HOUSES:
        return text[: slashed.start()], slashed[1]
    match = _CREDITED_LAST.search(text, max(0, len(text) - _VERB_REACH))
    return (text[: match.start(match.lastindex)].rstrip("、 "), match[match.lastindex]) if match and match.lastindex else None


def _by_line(text: str) -> tuple[str, str] | None:
    """What is a credit by its words: all of a text, or what stands after its last sentence, a bar or a dash."""
    if text and text[-1] not in CLOSING and len(text.split()) <= _MOST_NAMES and (has_house(text) or _is_signed(text)):
        return "", text
    for match in BREAK.finditer(text, max(0, len(text) - LONGEST_CREDIT)):
        rest = text[match.end() :].lstrip("|–—-/ ")
        if not rest or rest[0] in OPENING or not is_balanced(rest):
            continue
        given = folded_word(rest) in GIVEN and rest[0].isupper()
        if given or is_credit_line(rest) or (is_house_like(rest) and STOP.search(match[0].strip(" \"'”’»)]"))):
            return text[: match.end()].rstrip(), rest
    return None


def _is_signed(text: str) -> bool:
    """Say whether words are a person's name and, right behind a slash, one word for whom they work: `Jane Roe/Herald`."""
    name, slash, house = text.partition("/")
    return bool(slash) and is_name(name) and not name.endswith(" ") and house.isalpha() and house[0].isupper()


def _by_name(text: str) -> tuple[str, str] | None:
    """A name and nothing else after the last sentence, or after a bar or a slash: nobody is said to do anything."""
    for match in BREAK.finditer(text, max(0, len(text) - 60)):
        before, rest = text[: match.end()].rstrip(), text[match.end() :].lstrip("|/ ")
        marked = match[0].strip() in {"/", "|", "｜"} and not is_proper(before.rstrip(" /|｜"))
        if (marked or (len(before) >= SHORTEST_SENTENCE and _ends_sentence(text, match))) and is_name(rest):
            return before, rest
    return None


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Say whether a break is a sentence's end and not an abbreviation's or a letter's stop: `Sen. Jane Roe`."""
    before = text[: match.start()].rsplit(None, 1)
    return bool(before) and match[0][0] in ".!?…؟।۔" and len(before[-1]) > 1 and folded_word(before[-1]) not in TITLES
