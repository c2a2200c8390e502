"""What a source is: a story, or one of the things that look like one from afar. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from articles.reading.languages import width
from articles.reading.story import Kind
from articles.reading.walls import asks_consent, says_fault

LITTLE_TEXT = 350
"""Width of the body's text (see `languages.width`) below which a page tells no story by itself."""
HARDLY_TEXT = 120
TEASERS_OF_AN_INDEX = 25
TEASED_SHARE_OF_AN_INDEX = 0.75
"""Of the body's blocks; measured: real stories at most 0.5, lists of stories above 0.9."""
PHOTOS_OF_A_GALLERY = 3
LETTERS_OF_PROSE = 0.6
"""Share of letters among a text's characters, spaces apart; measured: real stories, tables and all, above 0.85."""
LONGEST_WALL = 3_000
LONGEST_FAULT = 1_500
"""Width of the text of a page that only says that it has nothing to say."""

_STORY_TYPES = ("article", "posting", "report", "review", "recipe")
_LISTS = frozenset({"itemlist", "collectionpage"})


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


def judge(signs: Signs) -> tuple[Kind, str | None]:
    """Judge the kind and, where it is no story, say why in a sentence. In doubt it is a story: a reader can see what is missing."""
    types = {kind.casefold() for kind in signs.types}
    length = width(signs.body)
    if "liveblogposting" in types:
        return Kind.LIVE, None
    if not _claims_story(signs, types) and (told := _from_words(signs, length)):
        return told
    if length >= LITTLE_TEXT:
        return Kind.STORY, None
    return _with_little_text(signs, types, length)


def _with_little_text(signs: Signs, types: set[str], length: int) -> tuple[Kind, str | None]:
    if signs.photos >= PHOTOS_OF_A_GALLERY and signs.headline and signs.teasers < TEASERS_OF_AN_INDEX:
        return Kind.GALLERY, None
    if _is_video(signs, types):
        return Kind.VIDEO, "it is a video page with little text"
    if signs.teasers >= TEASERS_OF_AN_INDEX:
        return Kind.INDEX, "it lists other stories and tells none itself"
    if length < HARDLY_TEXT or not signs.headline:
        return Kind.STUB, "it is not an article: it holds hardly any text"
    return Kind.STORY, None


def _claims_story(signs: Signs, types: set[str]) -> bool:
    """Say whether the page calls itself an article; on a list of stories the articles named are the listed ones."""
    named = any(word in kind for kind in types for word in _STORY_TYPES)
    return "article" in signs.types or (named and not types & _LISTS and signs.teased < TEASED_SHARE_OF_AN_INDEX)


def _from_words(signs: Signs, length: int) -> tuple[Kind, str] | None:
    """Judge by what the text says where the page's own word is missing."""
    if signs.teased >= TEASED_SHARE_OF_AN_INDEX:
        return Kind.INDEX, "it lists other stories and tells none itself"
    if length >= LITTLE_TEXT and _letters(signs.body) < LETTERS_OF_PROSE:
        return Kind.STUB, "it is not an article: it holds data or code, no running text"
    if length <= LONGEST_FAULT and says_fault(signs.headline or ""):
        return Kind.STUB, "it is not an article: it says that there is nothing to be read"
    if length <= LONGEST_WALL and not signs.signed and asks_consent(signs.body):
        return Kind.STUB, "it is not an article: it asks for consent to cookies"
    return None


def _letters(text: str) -> float:
    """Give the share of letters, marks that belong to letters included."""
    seen = [character for character in text if not character.isspace()]
    return sum(unicodedata.category(character)[0] in "LM" for character in seen) / max(1, len(seen))


def _is_video(signs: Signs, types: set[str]) -> bool:
    named = bool(types & {"videoobject", "video", "video.other", "video.episode"})
    return named and (signs.has_video or "newsarticle" not in types) and not types & {"reportagenewsarticle", "opinionnewsarticle"}
