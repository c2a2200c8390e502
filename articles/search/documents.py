"""What is kept of a story and of each of its photos, to be found by. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from articles.search.questions import EVERYTHING, mark_of
from articles.search.words import BOUNDARY, text_of, words_of
from gallery.wording.credited import Part, named_in, slug_of

FIELDS = ("headline", "standfirst", "about", "body")
"""Of a story; `about` holds captions, credit lines, people and places. A photo's words are all in `about`."""
MOST_WORDS = 16_000
"""Of a story: PostgreSQL counts places of words no farther."""
_FIRST = datetime(1900, 1, 1, tzinfo=UTC)
_LAST = 2**34 - 1
_KEYS = 29
"""Bits of a place that hold the row's key: half a billion rows. The others count seconds since 1900."""


@dataclass(frozen=True, slots=True)
class Document:
    """Words of a story or a photo under its `place`: the newest have the greatest."""

    place: int
    words: tuple[list[str], ...]
    """By `FIELDS`."""
    marks: tuple[str, ...]
    """Of the values it is filtered by."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of a story."""

    story: Document
    photos: tuple[Document, ...]
    values: tuple[tuple[str, str], ...]
    """What the story is filtered by, each a kind and a value."""


def place_of(dated: datetime, key: int) -> int:
    """Give the place of a row in time: to the second, then by its key."""
    seconds = min(max(int((dated - _FIRST).total_seconds()), 0), _LAST)
    return seconds << _KEYS | key


def key_at(place: int) -> int:
    """Give the key of the row at a place."""
    return place & (1 << _KEYS) - 1


def kept_of(article: Any, captions: Iterable[Any], corrections: Iterable[str], zone: tzinfo) -> Kept:
    """Decide what is kept of a published story; `captions` are those its readers see, in order, `zone` is where the paper is."""
    captions = list(captions)
    about = [article.dateline, *article.authors, *article.contributors, article.agency]
    about += [words for caption in captions for words in (caption.text, caption.credit)]
    fields = [[article.headline], [article.standfirst], about, [*text_of(article.body).splitlines(), *corrections]]
    own = tuple(_of_story(article, article.dated_at.astimezone(zone)))
    named = dict.fromkeys(each for caption in captions for each in _of_credit(caption.credit))
    values = tuple(dict.fromkeys([*own, *named, *([("photos", "yes")] if captions else [])]))
    story = Document(place_of(article.dated_at, article.pk), _cut(map(_joined, fields)), _marks(values))
    photos = tuple(_of_photo(article, caption, own) for caption in captions)
    return Kept(story, photos, values)


def _of_photo(article: Any, caption: Any, own: tuple[tuple[str, str], ...]) -> Document:
    values = (*own, *_of_credit(caption.credit), ("photos", "yes"))
    words = ([], [], _joined([caption.text, caption.credit]), [])
    return Document(place_of(article.dated_at, caption.pk), _cut(words), _marks(values))


def _of_story(article: Any, dated: datetime) -> Iterator[tuple[str, str]]:
    yield "year", f"{dated:%Y}"
    yield "month", f"{dated:%Y-%m}"
    if article.section_id:
        yield "section", str(article.section_id)
    if place := " ".join(article.dateline.split()):
        yield "place", place
    if language := article.language.partition("-")[0].lower():
        yield "language", language
    if agency := slug_of(Part.AGENCY, article.agency):
        yield "agency", agency


def _of_credit(line: str) -> Iterator[tuple[str, str]]:
    return ((str(each.part), each.slug) for each in named_in(line)) if line else iter(())


def _joined(texts: Iterable[str]) -> list[str]:
    joined: list[str] = []
    for words in filter(None, map(words_of, texts)):
        joined += [BOUNDARY, *words] if joined else words
    return joined


def _cut(fields: Iterable[list[str]]) -> tuple[list[str], ...]:
    room, cut = MOST_WORDS, []
    for words in fields:
        cut.append(words[:room])
        room -= len(cut[-1])
    return tuple(cut)


def _marks(values: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([EVERYTHING, *(mark_of(*value) for value in values)]))
