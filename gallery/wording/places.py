"""Where and when a picture was taken, by its caption's words: `… in Minsk, Belarus, Sunday, Sept. 13, 2020.` Pure.

Wire services say both in the first sentence, side by side; some put them before the caption (`MINSK, BELARUS - SEPTEMBER 13: …`).
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from gallery.wording.credit_words import FILING, PICTURES, folded_word, word_set
from gallery.wording.months import Dated, dates_in, is_month, years_in

_LOCATIVES = word_set("""
    in at near outside off over inside around from aboard through across along toward towards beside nel nella al alla dal
    bei nahe vor aus über à en au aux dans près a ad presso vicino på ved i w we na
    v ve u в во на под у te nabij em no perto tại ở
""")
_INSIDE = word_set("of de del la le el los las the du des da do dos di am an der den upon on sur y and und d'")
"""Small words inside a place's name."""
_QUARTERS = word_set("""
    central northern southern eastern western north south east west northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern downtown suburban capital
""")
_KINDS = word_set("""
    resort city town village province port suburb district island region state capital municipality county area neighborhood
    neighbourhood outskirts borough
""")
"""`the resort of Sochi`: the place's name is what follows."""
_NEAR = word_set("near outside bei nahe près cerca")
"""`in Oberdorf, near Vale`: the place goes on before them."""
_ARTICLES = word_set("the der die das la le el los las")
_ABBREVIATED = word_set("""
    ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo. mont. neb. nev. okla. ore. pa.
    tenn. vt. va. wash. wis. wyo. ont. que. alta. sask. man.
""")
"""American states and Canadian provinces in wire style; their stop is part of the name."""
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:segunda|terça|quarta|quinta|sexta)-feira|luned[ìi]|"
    r"marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|"
    r"tisdag|onsdag|torsdag|fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag)"
)
_TOWARDS_DATE = re.compile(
    rf"[\s,(]*(?:\b(?:late|early) )?(?:\b(?:on|am|den|vom|le|el|il|em|på|op|dated?)\s+)?(?:\b{_WEEKDAY}[\s,]*)?"
    r"(?:\b(?:morning|afternoon|evening|night)[\s,]*)?(?:\b(?:on|in|am|im|en|den|le|el|il|the)\b\s*)?[\s,(]*$",
    re.I,
)
_IN_THIS = re.compile(r",? in (?:this|an?) (?:[\w-]{1,15} ){0,3}(?:photo|picture|image|photograph|frame|grab|video)\b[^,.]{0,60}$", re.I)
_HEAD = re.compile(r"(?:(?:FILE|ARCHIV\w{0,4})\s?[-–—:]+\s?)?([^\W\d_][^:\d]{1,60}?)\s?[-–—]+\s?(?=[^:]{0,40}\d[^:]{0,20}:)")
_DATED_HEAD = re.compile(r"(?:[A-Z]{3,12}\s?[-–—:]+\s?)?\d{1,2}\.\d{1,2}\.\d{4},\s?([^\W\d_][^:\d]{1,60}):")
_LISTED_HEAD = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}; ([^;]{3,60});")
_BRACKETED_HEAD = re.compile(r"[(\[（【]\s?([^\s=＝()（）\[\]]{1,12})\s?[=＝]")
_EAST_ASIAN = re.compile(
    r"[（(＝、]([^（()）＝、。\d]{2,20}?)で[、）)\d]|[（(＝、日]、?([^（()）＝、。\d]{2,14}[都道府県市区町村])(?:で|[、）)]|$)"
)
_ELIDED = re.compile(r"^[ld]['’](?=\w)")
_BEHIND = re.compile(r",?\s+([^\s,.]{1,12})\s+")
_WEEKDAY_ALONE = re.compile(rf",?\s*(?:(?:on|am)\s+)?{_WEEKDAY}\b", re.I)
_SENTENCE = re.compile(r"[^\W\d_]{4,30}[.!?](?=\s+[^\W\d_a-z]|$)|[。！？]")
_TAKEN = re.compile(
    r"^\W{0,2}(?:FILE|ARCHIV)|\b(?:photo|picture|image|photograph)\b.{0,20}\b(?:taken|dated|made|shot|released|provided)|"
    r"\bfile (?:photo|picture|image)|\b(?:in|on) this\b|\baufgenommen|\btaken on|\bprise le|\btomada el|拍摄|撮影",
    re.I,
)
_ENDS = re.compile(r"\s*(?:[.;(。]|$)")
_GOES_ON = re.compile(r"\s+[^\W\d_]")
"""`the February 2021 election`: the month belongs to what follows."""
_REACH = 200
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when: the place as printed, the day, month or year as ISO 8601; what the caption does not say is empty."""

    place: str = ""
    taken: str = ""


def scene_of(words: str) -> Scene:
    """Read the place and the date taken off a caption's words."""
    words = " ".join(words.split())
    dated = _taken(words, dates_in(words))
    place = (dated and _behind(words, dated.end)) or _head(words) or (dated and _before(words, dated.start))
    place = place or _east_asian(words) or _at_sentence_end(words, bool(dated))
    return Scene(place, dated.iso if dated else "")


def _taken(words: str, dates: list[Dated]) -> Dated | None:
    """The date that says when: the first one where it is called the picture's, else one that ends a sentence, else the first.

    A bare year counts only as a picture's own date: of a file photo, or in a bracket.
    """
    says = bool(dates) and bool(_TAKEN.search(words[: dates[0].start + 60]))
    dates = [dated for dated in dates if says or len(dated.iso) > len("2020-09") or not _GOES_ON.match(words, dated.end)]
    if dates:
        ending = (dated for dated in dates if len(dated.iso) == len("2020-09-13") and _ENDS.match(words, dated.end))
        return dates[0] if says else next(ending, dates[0])
    said = next(years_in(words), None)
    bracketed = said and words[max(0, said.start - 1) : said.start] == "(" and words[said.end : said.end + 1] == ")"
    return said if said and (bracketed or (said.start < _REACH and _TAKEN.search(words[:_REACH]))) else None


def _head(words: str) -> str:
    """The place before the caption: `MINSK, BELARUS - SEPTEMBER 13: …`, `13.09.2020, Minsk: …`, `(서울=연합뉴스)`."""
    match = _DATED_HEAD.match(words) or _LISTED_HEAD.match(words) or _BRACKETED_HEAD.match(words) or _HEAD.match(words)
    return match[1].strip(" ,") if match and not is_month(match[1].split()[0]) else ""


def _behind(words: str, end: int) -> str:
    """The place behind a date: `… on March 3, 2024 in Washington, DC.`"""
    match = _BEHIND.match(words, end)
    if not match or match[1].casefold() not in _LOCATIVES:
        return ""
    tokens = _without_article(words[match.end() : match.end() + _REACH].split())
    kept = list(takewhile(_is_named, tokens))
    ends = next((place + 1 for place, token in enumerate(kept) if token[-1] in ".;:)" and not _is_abbreviated(token)), None)
    if ends is None and len(kept) < len(tokens):
        # The sentence goes on: what follows the comma may be who acts in it.
        ends = next((place + 1 for place, token in enumerate(kept) if token[-1] == ","), None)
    return _spelled(kept[:ends])


def _before(words: str, start: int) -> str:
    """The place before a date or a sentence's end: the capitalised words between the last `in`, `at`, `near` … and it."""
    said = _TOWARDS_DATE.sub("", _IN_THIS.sub("", words[max(0, start - _REACH) : start]))
    *earlier, sentence = re.split(r"(?<=[a-zß-ÿ]{3}[.!?])\s+", said)
    left = sentence.split()
    kept: list[str] = []
    while left and len(kept) <= _MOST_WORDS:
        word = left.pop()
        within = word in _NEAR and bool(left) and left[-1].endswith(",") and _is_named(left[-1])
        if not within and _leads_to_place(word, left):
            return _spelled(_without_article(kept[::-1]))
        if not (within or _is_named(word)):
            return ""
        kept.append(word)
    # A sentence of its own: `Minsk, 13 September 2020.`
    alone = bool(earlier) and not left and len(kept) <= 4 and not any(folded_word(word) in PICTURES | FILING for word in kept)
    return _spelled(kept[::-1]) if alone else ""


def _leads_to_place(word: str, before: list[str]) -> bool:
    """Say whether a place begins behind a word: behind `in`, `at` …, and behind `the resort of`."""
    if word == "of":
        # `in Wuhan, capital of Hubei`: the place begins before it.
        return bool(before) and before[-1].casefold() in _KINDS and not (len(before) > 1 and before[-2].endswith(","))
    return word.casefold() in _LOCATIVES and word not in _INSIDE


def _is_named(token: str) -> bool:
    bare = _ELIDED.sub("", token.strip(",.;:()\"'“”"))
    return bool(bare) and (bare[0].isupper() or bare in _INSIDE or bare in _QUARTERS)


def _is_abbreviated(token: str) -> bool:
    return token.count(".") > 1 or token.casefold().strip(",;:)") in _ABBREVIATED


def _without_article(tokens: list[str]) -> list[str]:
    tokens = tokens[1:] if tokens and tokens[0] in _ARTICLES else tokens
    return [_ELIDED.sub("", tokens[0]), *tokens[1:]] if tokens else []


def _spelled(tokens: list[str]) -> str:
    """Join a place's words, without the small words and marks that lead on to something else."""
    while tokens and tokens[-1].strip(",.") in _INSIDE:
        tokens = tokens[:-1]
    if not 0 < len(tokens) <= _MOST_WORDS or (len(tokens) == 1 and is_month(tokens[0].strip(" ,.;:"))):
        return ""
    place = " ".join(tokens).strip(" ,;:")
    place = place if place.count("(") == place.count(")") else place.strip("()")
    return place if _is_abbreviated(tokens[-1]) else place.rstrip(".")


def _east_asian(words: str) -> str:
    match = _EAST_ASIAN.search(words)
    return next(filter(None, match.groups())) if match else ""


def _at_sentence_end(words: str, dated: bool) -> str:
    """The place that ends the first sentence, or stands before its weekday; where no date is said only a city with its country."""
    first = _SENTENCE.search(words)
    sentence = words[: first.end()] if first else words
    weekday = _WEEKDAY_ALONE.search(sentence)
    place = (weekday and _before(sentence, weekday.start())) or _before(sentence, len(sentence))
    return place if dated or weekday or "," in place else ""
