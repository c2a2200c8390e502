"""What a source is: a story, or one of the things that look like one from afar. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from articles.reading.languages import width
from articles.reading.story import Kind
from articles.reading.walls import asks_consent, checks_reader, offers_the_rest, says_fault

LITTLE_TEXT = 350
"""Width of the body's text (see `languages.width`) below which a page tells no story by itself."""
HARDLY_TEXT = 120
FEWEST_TEASERS = 10
"""Where hardly any text stands beside them."""
TEASERS_OF_AN_INDEX = 25
TEASED_SHARE_OF_AN_INDEX = 0.75
"""Of the body's blocks; measured: real stories at most 0.5, lists of stories above 0.9."""
PHOTOS_OF_A_GALLERY = 3
LETTERS_OF_PROSE = 0.6
"""Share of letters among a text's characters, spaces apart; measured: real stories, tables and all, above 0.85."""
LONGEST_WALL = 3_000
LONGEST_FAULT = 1_500
"""Width of the text of a page that only says that it has nothing to say."""

FAULT = "it is not an article: it says that there is nothing to be read"
CONSENT = "it is not an article: it asks for consent to cookies"
CHECK = "it is not an article: it asks its reader to prove to be human"
LOGIN = "it is not an article: it asks for a login"
LOCKED = "only its beginning is there: the rest is kept for subscribers or registered readers"
DATA = "it is not an article: it holds data or code, no running text"
LIST = "it lists other stories and tells none itself"
FILM = "it is a video page with little text"
EMPTY = "it is not an article: it holds hardly any text"

_STORY_TYPES = ("article", "posting", "report", "review", "recipe")
_LISTS = frozenset({"itemlist", "collectionpage", "profilepage", "searchresultspage"})
_VIDEOS = frozenset({"videoobject", "video", "video.other", "video.episode", "video.movie"})
_WRITTEN = frozenset({"reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a source when its kind is judged."""

    headline: str | None
    body: str
    """The body's plain text."""
    photos: int = 0
    """Pictures that may be the story's."""
    teasers: int = 0
    """Links to other stories that stand with a picture or a headline of their own."""
    teased: float = 0.0
    """Share of the body's blocks that stand with another story's headline."""
    types: Iterable[str] = ()
    """JSON-LD types and the Open Graph type."""
    signed: bool = False
    """Somebody is said to have written it."""
    has_video: bool = False
    locked: bool = False
    """It breaks off before an offer."""
    live: bool = False
    """It is made of timed entries."""
    headings: tuple[str, ...] = ()
    whole: str = ""
    """What the page says as a whole, where its body is little."""
    asks_password: bool = False


type _Judgement = tuple[Kind, str | None]


def judge(signs: Signs) -> _Judgement:
    """Judge the kind and, where it is not stored, say why in a sentence. In doubt it is a story: a reader can see what is missing."""
    types = frozenset(kind.casefold() for kind in signs.types)
    length = width(signs.body)
    claims = _claims_story(signs, types)
    for told in (_from_walls(signs, length, claims), None if claims else _from_words(signs, length), _live(signs, types)):
        if told:
            return told
    if length >= LITTLE_TEXT:
        return Kind.STORY, None
    return _with_little_text(signs, types, length, claims)


def _claims_story(signs: Signs, types: frozenset[str]) -> bool:
    """Say whether the page calls itself an article; on a list of stories the articles named are the listed ones."""
    named = any(word in kind for kind in types for word in _STORY_TYPES)
    return "article" in signs.types or (named and not types & _LISTS and signs.teased < TEASED_SHARE_OF_AN_INDEX)


def _from_walls(signs: Signs, length: int, claims: bool) -> _Judgement | None:
    """Judge what stands before or in the place of a story, whatever the page calls itself."""
    if signs.locked:
        return Kind.STUB, LOCKED
    little = length < LITTLE_TEXT
    fault = any(map(says_fault, (signs.headline or "", *signs.headings)))
    if fault and (little or (not claims and (length <= LONGEST_FAULT or signs.teased >= TEASED_SHARE_OF_AN_INDEX))):
        return Kind.STUB, FAULT
    unsigned = not signs.signed and (not claims or little)
    if unsigned and length <= LONGEST_WALL and (asks_consent(signs.body) or asks_consent(signs.whole)):
        return Kind.STUB, CONSENT
    return None


def _from_words(signs: Signs, length: int) -> _Judgement | None:
    """Judge by what the text says where the page's own word is missing."""
    if signs.teased >= TEASED_SHARE_OF_AN_INDEX:
        return Kind.INDEX, LIST
    if length >= LITTLE_TEXT and _letters(signs.body) < LETTERS_OF_PROSE:
        return Kind.STUB, DATA
    return None


def _live(signs: Signs, types: frozenset[str]) -> _Judgement | None:
    return (Kind.LIVE, None) if signs.live or "liveblogposting" in types else None


def _with_little_text(signs: Signs, types: frozenset[str], length: int, claims: bool) -> _Judgement:
    # A film of a story with pictures is a story's; so a gallery may have a video, and a video page no gallery.
    if signs.photos >= PHOTOS_OF_A_GALLERY and signs.headline and (claims or signs.teasers < TEASERS_OF_AN_INDEX):
        return Kind.GALLERY, None
    if _is_video(signs, types, claims):
        return Kind.VIDEO, FILM
    if checks_reader(signs.whole) and not signs.signed:
        return Kind.STUB, CHECK
    if not claims and signs.teasers >= (FEWEST_TEASERS if length < HARDLY_TEXT else TEASERS_OF_AN_INDEX):
        return Kind.INDEX, LIST
    if length < HARDLY_TEXT or not signs.headline:
        return Kind.STUB, _why_empty(signs)
    return Kind.STORY, None


def _why_empty(signs: Signs) -> str:
    if offers_the_rest(signs.whole):
        return LOCKED
    return LOGIN if signs.asks_password else EMPTY


def _letters(text: str) -> float:
    """Give the share of letters, marks that belong to letters included."""
    seen = [character for character in text if not character.isspace()]
    return sum(unicodedata.category(character)[0] in "LM" for character in seen) / max(1, len(seen))


def _is_video(signs: Signs, types: frozenset[str], claims: bool) -> bool:
    if types & _WRITTEN:
        return False
    return signs.has_video if claims and types & _VIDEOS else not claims and bool(signs.has_video or types & _VIDEOS)
