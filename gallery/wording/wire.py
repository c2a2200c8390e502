"""Wire captions taken apart: what is said, where and when the picture was taken, and who took it, for whom, by whose way. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gallery.wording.credit_labels import CLOSING, OPENING, by_label, without_label
from gallery.wording.credit_names import is_house, is_proper
from gallery.wording.credit_words import BEFORE_PLACES, HOUSES, ORGANISATIONS, SURNAMES_TOO, folded_word
from gallery.wording.places import scene_of

_FILED = re.compile(
    r"^\W{0,2}(?:FILES?|ARCHIV\w{0,3})\b(?!\s?[a-z])|\bfile[ -](?:photo|picture|image|pic)\b|"
    r"(?:[/,(|]\s?)(?:file|archiv\w{0,2}|archives?|arkiv|arşiv|архив|архів|αρχείο|أرشيف|ארכיון)\s?(?=[/,)|.]|$)|"
    r"\b(?:archiv|arkiv)(?:foto|bilde?|aufnahme)s?\b|\barchive (?:photo|picture|image)|\b(?:photo|image) d['’]archives?|\barkistokuva|"
    r"\b(?:foto|imagen|imagem) de (?:archivo|arquivo)|\bfoto d['’]archivio|\barşiv foto|"
    r"\b(?:архивн|архівн)\w{2} фото|\bфото (?:из|з) арх[иі]в|"
    r"φωτ\w+ αρχείου|أرشيفية|(?:תמונת|צילום) ארכיון|資料(?:写真|画像|照)|资料(?:照片|图)|자료\s?사진|ảnh tư liệu|แฟ้มภาพ",
    re.I,
)
_POOL = re.compile(r"\bpool(?:[ -]?(?:photo|foto|bild))?\b|공동취재(?:사진|단)?|(?:/|\b)пул\b", re.I)
_GIVEN = re.compile(
    r"\b(?:photo |image |picture |foto )?(?:courtesy|cortes[íi]a|gentileza|cortesia)(?: of| de| di| photo)?\b:?|"
    r"\b(?:hand-?out|hando|ho)\b(?: photo| image)?|"
    r"\b(?:photo |image |picture )?(?:provided|supplied|submitted|contributed|released)(?: by| photo)?\b|"
    r"\b(?:cedidas?|divulga[çc][ãa]o|reprodu[çc][ãa]o)\b(?: por| pela?)?|предоставлено|надано|\bpressefoto\b|\bprivat\b|"
    r"\b(?:zur )?verfügung gestellt(?: von)?|avec l['’]aimable autorisation (?:de|du)|\bdo cung cấp|\bcung cấp\b|提供|供图|供圖|제공",
    re.I,
)
_VIA = re.compile(r"\s(?:via|through|över|über)\s", re.I)
_NOTES = re.compile(
    r"\s?(?:TPX IMAGES OF THE DAY|ATTENTION EDITORS.*|NO (?:SALES|RESALES|ARCHIVES).*|REFILE.*|EDITORIAL USE ONLY.*|\+\+\+.*|"
    r"\s[A-Z]{4,20}(?: AND [A-Z ]{4,30})? OUT)$",
    re.S,
)
"""What agencies tell the desks that take the picture."""
_ROLE = re.compile(
    r"^(?:(?:本报|本報|本刊)?(?:记者|記者|通讯员|撮影))\s*[・:：/／]?\s*|\s*(?:撮影|摄影|攝影|摄|攝|より|기자|특파원|photographer|Photographer)$"
)
_REPORTER = re.compile(r"^(\S{2,8}(?:社|网|網|报|報|뉴스1?|뉴시스))(?:发|發)?\s*(?:记者|記者|通讯员|\(|（|\s)\s*(\S.*?)[)）]?$")
_FOR = re.compile(r"^(.+?)\s(?:for|für|pour|para|per)\s(.+)$", re.I)
_PARTS = re.compile(r"\s*([/／|｜;；]|,(?=\s)|、|\s[-–—]\s|(?<=[a-z])-(?=[A-Z]{2})|[()（）])\s*")
_MARKS = ' ,/|-–—©«»“”"' + OPENING + CLOSING
_HEADED = re.compile(r"[(\[（【][^=＝()\[\]]{1,12}[=＝]\s?([가-힣\w]{2,8})[)\]）】]\s?(?:([가-힣]{2,4}) (?:기자|특파원)\s?[=＝])?")
_BARS = frozenset("/|／｜")
_BEHIND = "for"
_STAFF = re.compile(
    r"^(?:staff(?: photo(?:grapher)?)?|photos?|images?|pictures?|file|illustration|contributor|stringer|strf?|freelance|special to .*)$",
    re.I,
)
_PHOTO = re.compile(r"^(?:PHOTOS?|[Pp]hotos?|FOTO|[Ff]oto|[Ff]ot\.)\s+(?=[A-ZÀ-Þ])|\s+(?i:photos?|foto|nuotr\.?|illustration)$")


_IRISH = re.compile(r"O['’]\s?[A-ZÀ-Þ][^\W\d_]+")
"""A surname that is nothing else, even alone."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line taken apart; what it does not say is empty or False."""

    photographer: str = ""
    """One name, or several joined with commas, in the letters of the source."""
    agency: str = ""
    """The agency, paper, museum … for which it was taken or which gave it out; several joined with slashes."""
    via: str = ""
    """Who passed it on."""
    pool: bool = False
    file: bool = False
    """From the archive, not taken for this story."""
    courtesy: bool = False
    """Handed out by who is credited, not taken for the paper."""


@dataclass(frozen=True, slots=True)
class WireCaption:
    """A caption as printed, taken apart; what it does not say is empty."""

    words: str = ""
    """What is said of the picture, its lead-in (`FILE - `, `MINSK, BELARUS - MAY 3: `) with it; without the credit line."""
    credit_line: str = ""
    """As printed, without brackets and label."""
    credit: Credit = Credit()
    place: str = ""
    """Where the picture was taken, as printed: `Minsk, Belarus`."""
    taken: str = ""
    """When, as ISO 8601 with as much as the caption says: `2020-09-13`, `2020-09` or `2020`. A date without a year is none."""


def taken_apart(words: str, line: str, filed: bool = False, given: bool = False) -> WireCaption:
    """Take a caption apart whose words and credit line stand apart already. Never raises.

    `filed` and `given` say that the source marks it as a file picture, and as one handed out, in words that are in neither.
    """
    credit, scene = parse_credit(line) if line else _headed(words), scene_of(words)
    credit = replace(credit, file=filed or credit.file or is_filed(words), courtesy=given or credit.courtesy)
    return WireCaption(words, line, credit, scene.place, scene.taken)


def _headed(printed: str) -> Credit:
    """The credit before a Korean caption: `(서울=연합뉴스) 홍길동 기자 = …`."""
    match = _HEADED.match(printed)
    return Credit(match[2] or "", match[1]) if match else Credit()


def is_given(printed: str) -> bool:
    """Say whether what is printed behind a caption's words marks its picture as handed out: `Courtesy of …`, `Handout`."""
    return bool(_GIVEN.search(printed))


def is_filed(printed: str) -> bool:
    """Say whether a caption or a credit line marks its picture as one from the archive."""
    return bool(_FILED.search(printed))


def parse_credit(line: str) -> Credit:
    """Take a credit line apart: `Photographer/Agency Pool Photo via Agency, File`."""
    line = " ".join(line.split())
    file = is_filed(line)
    rest = _NOTES.sub("", line)
    rest = _FILED.sub(" ", rest) if file else rest
    rest, pool = _without(rest, _POOL)
    rest, courtesy = _without(rest, _GIVEN)
    rest, *passed = _VIA.split(f" {without_label(rest.strip())} ", maxsplit=1)
    photographer, agency = _who(rest, courtesy)
    behind, via = _who(passed[0], given=True) if passed else ("", "")
    return Credit(photographer or behind, agency, via, pool, file, courtesy)


def _without(line: str, pattern: re.Pattern[str]) -> tuple[str, bool]:
    shorter, count = pattern.subn(" ", line)
    return " ".join(shorter.split()), bool(count)


def _plain(part: str) -> str:
    """Give a part of a credit line without the marks and the word `photo` around it."""
    part = without_label(part.strip(_MARKS))
    part = part if part.casefold() in HOUSES else _PHOTO.sub("", part)
    return _ROLE.sub("", part.strip(" ,.:/|-–—©")).strip(" ,/・")


def _who(line: str, given: bool) -> tuple[str, str]:
    """Tell the people from the houses among the parts of a credit line; in a script without capitals a house gives pictures out."""
    people: list[str] = []
    houses: list[str] = []
    slashed = False
    for mark, part in _marked_parts(line):
        slashed = slashed or mark in _BARS
        second = bool(people) and slashed and mark not in {",", "、"}
        person = mark != _BEHIND and _is_person(part) and not second and not (given and part.upper() == part.lower())
        (people if person or part in people else houses).append(part)
    return ", ".join(dict.fromkeys(people)), "/".join(_once(houses))


def _marked_parts(line: str) -> Iterator[tuple[str, str]]:
    """Each part of a credit line with the mark before it; `for` stands for all words that name whom a person works for."""
    line = line.strip()
    if reporter := _REPORTER.match(line):
        line = f"{reporter[2]}/{reporter[1]}"
    elif (labelled := by_label(line)) and labelled[0]:
        line = f"{labelled[0]}/{labelled[1]}"
    first, *rest = _PARTS.split(line)
    for mark, part in [("", first), *zip(rest[::2], rest[1::2], strict=True)]:
        plain = _plain(part)
        works = _FOR.match(plain)
        if works and (is_house(works[1]) or _is_person(works[1])):
            yield mark.strip(), works[1]
            plain, mark = ("", "") if is_house(works[1]) else (works[2].strip(_MARKS), _BEHIND)
        if plain and not _STAFF.match(plain):
            yield mark.strip(), plain


def _once(houses: Iterable[str]) -> Iterable[str]:
    seen: dict[str, str] = {}
    for house in houses:
        seen.setdefault(house.casefold(), house)
    return seen.values()


def _is_person(part: str) -> bool:
    """Say whether a part names a person: two to five capitalised words, none an organisation's; in a script without capitals, few."""
    words = part.split()
    if _IRISH.fullmatch(part):
        return True
    if is_house(part) or (_has_body(words) and not _is_surnamed(words)) or any(map(str.isdigit, part)):
        return False
    if part.upper() == part.lower():
        return (
            2 <= len(part) <= 20
            and len(words) <= 3
            and not re.search(r"[社网網报報庁省署館局都県府区]$|[가-힣](?:시|청|처|경찰|소방)$|통신|신문|일보|뉴스", part)
        )
    return 2 <= len(words) <= 6 and part[0].isupper() and not part.startswith("The ") and is_proper(part)


def _has_body(words: list[str]) -> bool:
    return any(ORGANISATIONS.issuperset(folded_word(word).split("-")) for word in words)


def _is_surnamed(words: list[str]) -> bool:
    """Say whether two words are a given name and a surname that is also a word for a place or a body: `Jin Park`."""
    if len(words) != 2:
        return False
    given, surname = map(folded_word, words)
    return surname in SURNAMES_TOO and given not in BEFORE_PLACES | ORGANISATIONS
