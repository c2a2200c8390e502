"""What a source is: a story, or one of the things that look like one from afar. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.reading.story import Kind

LITTLE_TEXT = 350
"""Characters of body (a character of a script without spaces counts thrice) below which a page tells no story by itself."""
HARDLY_TEXT = 120
TEASERS_OF_AN_INDEX = 25
PHOTOS_OF_A_GALLERY = 3


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
    types: Iterable[str] = ()
    """JSON-LD types and the Open Graph type."""
    has_video: bool = False


def judge(signs: Signs) -> tuple[Kind, str | None]:
    """Judge the kind and, where it is no story, say why in a sentence. In doubt it is a story: a reader can see what is missing."""
    types = {kind.casefold() for kind in signs.types}
    length = _length(signs.body)
    if "liveblogposting" in types:
        return Kind.LIVE, None
    if length >= LITTLE_TEXT:
        return Kind.STORY, None
    if signs.photos >= PHOTOS_OF_A_GALLERY and signs.headline and signs.teasers < TEASERS_OF_AN_INDEX:
        return Kind.GALLERY, None
    if _is_video(signs, types):
        return Kind.VIDEO, "it is a video page with little text"
    if signs.teasers >= TEASERS_OF_AN_INDEX and length < LITTLE_TEXT:
        return Kind.INDEX, "it lists other stories and tells none itself"
    if length < HARDLY_TEXT or not signs.headline:
        return Kind.STUB, "it is not an article: it holds hardly any text"
    return Kind.STORY, None


def _is_video(signs: Signs, types: set[str]) -> bool:
    named = bool(types & {"videoobject", "video", "video.other", "video.episode"})
    return named and (signs.has_video or "newsarticle" not in types) and not types & {"reportagenewsarticle", "opinionnewsarticle"}


def _length(text: str) -> int:
    """Count characters, one of Chinese, Japanese, Korean or Thai as three: they say as much."""
    return sum(3 if "\u0e00" <= character <= "\u0e7f" or character >= "\u2e80" else 1 for character in text)
