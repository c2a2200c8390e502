"""Dates as captions write them, in many languages, to ISO 8601 with as much as is said. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gallery.credit_words import word_set

_STEMS = (
    "jan ene gen janv янв січ sty led sij oca ιαν jaan sau tam يناير ינואר जन มกร ian",
    "feb fév fev févr фев лют lut úno velj şub φεβ veeb vas helm فبراير שباط פברואר फर กุมภ شباط",
    "mar mär mrz märz maart мар бер břez ožuj μαρ maal kov مارس מרץ मार्च มีน آذار",
    "apr abr avr апр кві kwi dub trav nis απρ huht bal أبريل إبريل ابريل אפריל अप्रै เมษ نيسان",
    "may mai maj mei maio maggio мая май трав kvě svib mayıs μαΐ μαϊ μάι touk geg مايو מאי मई พฤษภ أيار",
    "jun giu juin июн черв cze červn lipn haz ιουν kesä birž يونيو يونيه יוני जून มิถุ حزيران iun",
    "jul lug juil июл лип lip červe srpnj tem ιουλ hein lie يوليو يوليه יולי जुल กรกฎ تموز iul",
    "aug ago aoû авг сер sie srp kol ağu αυγ elok rugp أغسطس اغسطس אוגוסט अगस สิงห آب",
    "sep set sept сен вер wrz zář ruj eyl σεπ syys rugs سبتمبر ספטמבר सित กันย أيلول sze",
    "oct okt ott out окт жов paź říj eki οκτ loka spa أكتوبر اكتوبر אוקטובר अक्ट ตุลา okó",
    "nov ноя лис lis stud kas νοε νοέ marr lap نوفمبر נובמבר नवं नवम พฤศจ",
    "dec dez dic déc дек гру gru pro ara δεκ joul gruo ديسمبر דצמבר दिसं दिस ธันว des",
)
_MONTH = {stem: number for number, stems in enumerate(_STEMS, 1) for stem in stems.split()}
_WHOLE = word_set("""
    january february march april may june july august september october november december sept
    januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre
    décembre enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre janeiro fevereiro março
    maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari
    februari maart mei augustus maj augusti desember ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
""")
"""Names that may stand before a year without a day; by its beginning alone `Marathon 2024` would be in March."""
_NAME = r"([^\s\d.,;:/()\[\]-]{3,14})\.?"
_DAY = r"(\d{1,2})(?:\.|st|nd|rd|th|er|º|ª|-го)?"
_YEAR = r"(\d{4})(?!\d)"
_OF = r"(?:de |del |of |di |do |năm |ม\.ค\. |พ\.ศ\. ?)?"
_PATTERNS = tuple(
    (re.compile(pattern, re.I), order)
    for pattern, order in [
        (rf"(?<!\d){_DAY} ?{_OF}{_NAME}(?:/[^\s\d]{{2,14}})?,? {_OF}{_YEAR}", "dny"),
        (rf"{_NAME} {_DAY}(?: ?, ?| ){_YEAR}", "ndy"),
        (rf"(?<!\d)(\d{{4}})\.? (?:m\. )?{_NAME} (\d{{1,2}})(?!\d)", "ynd"),
        (r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", "ymd"),
        (r"(?<!\d)(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일", "ymd"),
        (r"(?<!\d)(\d{4})(?:-|/|\. ?)(\d{1,2})(?:-|/|\. ?)(\d{1,2})(?!\d)", "ymd"),
        (r"(?<!\d)(\d{1,2})(?:\.|/|-|\. | tháng )(\d{1,2})(?:\.|/|-|\. | năm )(\d{4})(?!\d)", "dmy"),
        (r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]", "ym"),
        (rf"{_NAME},? {_OF}{_YEAR}", "ny"),
    ]
)
_PLAIN_YEAR = re.compile(r"(?<![\d$€£¥.,-])(1[89]\d\d|20\d\d)(?![\d%]|[.,]\d|-\w)")
_BUDDHIST = 543


@dataclass(frozen=True, slots=True)
class Dated:
    """A date said in a text: `2020-09-13`, `2020-09` or `2020`, and where it stands."""

    iso: str
    start: int
    end: int


def dates_in(text: str) -> list[Dated]:
    """List the dates that name a year and at least a month, in the order of the text; one inside another is left out."""
    found: list[Dated] = []
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(text):
            iso = _iso(dict(zip(order, match.groups(), strict=True)))
            if iso and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Dated(iso, match.start(), match.end()))
    return sorted(found, key=lambda dated: dated.start)


def years_in(text: str) -> Iterator[Dated]:
    """List bare years."""
    for match in _PLAIN_YEAR.finditer(text):
        yield Dated(match[1], match.start(), match.end())


def is_month(word: str) -> bool:
    """Say whether a word is a month's name or its abbreviation."""
    return bool(_month(word))


def _iso(parts: dict[str, str]) -> str:
    year = int(parts["y"])
    year -= _BUDDHIST if 2400 < year < 2650 else 0
    month = _month(parts["n"]) if "n" in parts else int(parts["m"])
    if "n" in parts and "d" not in parts and not _stands_alone(parts["n"]):
        return ""
    day = int(parts.get("d", 1))
    if order_swapped := (month > 12 >= day and "m" in parts):
        month, day = day, month
    try:
        said = date(year, month, day).isoformat() if 1830 <= year <= 2100 else ""
    except ValueError:
        return ""
    return said if "d" in parts or order_swapped else said[:7]


def _stands_alone(name: str) -> bool:
    word = name.casefold()
    return name != "may" and (word in _WHOLE or word in _MONTH or not word.isascii())


def _month(word: str) -> int:
    """Give a month's number by the beginning of its name, 0 for another word."""
    word = word.casefold().removeprefix("ב").removeprefix("ใน")
    return next((_MONTH[word[:length]] for length in (6, 5, 4, 3, 2) if word[:length] in _MONTH), 0)
