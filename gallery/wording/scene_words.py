"""Whether a caption says what style asks of it: where, when, in the present tense, in how many sentences. English alone. Pure.

Told generously: "on Sunday" is a date and "outside Parliament" a place, so that nobody is told to say what is said already.
"""

import re

from gallery.wording.credit_words import word_set
from gallery.wording.credited import Part, slug_of
from gallery.wording.months import dates_in
from gallery.wording.places import scene_of
from gallery.wording.wire import is_filed, is_given, parse_credit

SHORTEST_SENTENCE = 6
"""Words; fewer are a name or a title, of which style asks nothing."""
_PLAIN_WORD, _PLAIN_WORDS = 4, 2
"""What a sentence has and the name of a thing has not: words of that many small letters, and that many of them."""
_WIRES = frozenset(
    slug_of(Part.AGENCY, name) for name in ["AP", "AFP", "Reuters", "EPA", "EFE", "dpa", "PA", "CP", "PTI", "ANI", "AA", "TASS", "Xinhua"]
)
"""Agencies whose every caption says where and when: one that does not was shortened."""
_STOP = re.compile(r"[^\W\d_]{4,30}[.!?][\"”’»)\]]*(?=\s+[“\"‘«(]?[^\W\d_a-zß-ÿ])|\d{2,}[.!?](?=\s+[“\"‘«(]?[^\W\d_a-zß-ÿ])|[。！？](?=.)")
_SPACE = re.compile(r"\s*")
_ABBREVIATED = word_set("""
    sept prof capt gens cols maj supt calif conn mass mich minn miss okla tenn wash ariz colo fla penn mont nebr dept univ assn
    messrs corp bros inst vols secs hons revs
""")
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|off|over|on|along|through|across|around|above|beside|to|towards?|between|beneath|under|from|past|of)\s+"
    r"(?:(?:the|a|an|central|northern|southern|eastern|western|downtown|nearby|[a-z]+['’]s)\s+){0,2}"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May\b|June|July|August|(?:Sept|Nov|Dec)ember|October)[A-Z]"
)
_DATELINE = re.compile(r"^(?:FILE\W+)?[A-Z][A-Z .,'’-]{3,50}\s[-–—:]")
_DATE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?(?=\s\d)|(?:1[5-9]|20)\d\ds?|today|tonight|yesterday|undated|centur(?:y|ies)|"
    r"(?:this|last|earlier) (?:week|weekend|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening|night))\b"
)
_STOCK = re.compile(
    r"stock|pixabay|unsplash|pexels|freepik|dreamstime|depositphotos|wikimedia|alamy|adobe|illustration|graphic|screen ?(?:shot|grab)", re.I
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")
_PAST = word_set("was were stood spoke went came took gave wrote sang drove rode flew fell ate drank threw knew grew wore began swam ran")
"""Finite in every sentence; most others are participles too, and `an arrested man` is in the present."""
_LEADS_AWAY = word_set("""
    as after before where when while that who which whose what why how if because since until though although than and or but nor
    in on at of for with by from to into near outside inside over under during against between among through about like
    say says said is are has have had stand stands show shows seen pictured shown file photo image
""")
"""Behind these another clause or another thing begins: whose verb it is, is not sure any more."""
_REACH = 6


def sentences(text: str) -> list[int]:
    """Give where each sentence of a text begins; what may be an abbreviation ends none."""
    if not text.strip():
        return []
    stops = (stop for stop in _STOP.finditer(text) if stop[0].casefold().strip('.!?"”’»)]') not in _ABBREVIATED)
    return [0, *(_SPACE.match(text, stop.end()).end() for stop in stops)]


def wants_scene(text: str, credit: str) -> bool:
    """Say whether style asks for place and date: of a sentence under a photograph that somebody took for the news."""
    words = text.split()
    if len(words) < SHORTEST_SENTENCE or sum(word.islower() and len(word) >= _PLAIN_WORD for word in words) < _PLAIN_WORDS:
        return False
    if not credit.strip() or _STOCK.search(credit) or is_given(text) or is_filed(credit) or is_filed(text):
        return False
    taken = parse_credit(credit)
    return not taken.courtesy and (
        bool(taken.photographer) or any(slug_of(Part.AGENCY, house) in _WIRES for house in taken.agency.split("/"))
    )


def says_place(text: str) -> bool:
    """Say whether anything in a caption may be the place."""
    return bool(_PLACE.search(text) or _DATELINE.match(text) or scene_of(text).place)


def says_date(text: str) -> bool:
    """Say whether anything in a caption may be the time."""
    return bool(_DATE.search(text) or dates_in(text))


def begins_in_past(text: str) -> tuple[int, int] | None:
    """Find the verb, where the first clause of a caption has one in the past for certain. File photos are told in the past."""
    if is_filed(text):
        return None
    for place, word in enumerate(_WORD.finditer(text)):
        said = word[0].casefold()
        if said in _PAST and place:
            return word.span()
        if place > _REACH or said in _LEADS_AWAY or not word[0][0].isalnum() or said.endswith("ing"):
            return None
    return None
