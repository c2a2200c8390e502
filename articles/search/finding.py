"""Stories and photos that answer a question, newest first or best first, page by page, and what they could be narrowed down to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.models import Article
from articles.search.documents import key_at
from articles.search.engines import LATEST, PHOTOS, STORIES, engine
from articles.search.marking import Pieces, has_all, marked, passage
from articles.search.questions import Question, Term
from articles.search.words import text_of
from gallery.models import Caption

CANDIDATES = 1000
"""Stories that are counted, and of which the best are chosen: the newest ones."""
STORIES_A_PAGE = 20
PHOTOS_A_PAGE = 24
WEIGHTS = {"headline": 8, "standfirst": 4, "about": 2}
"""What a word counts for that stands in such a field, where the best come first; one that stands in the text alone counts nothing."""
type Key = tuple[int, int]
"""Of a story among those found: what it scores, 0 where the newest come first, and its place."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that was found."""

    article: Article
    headline: Pieces
    passage: Pieces
    key: Key


@dataclass(frozen=True, slots=True)
class Sight:
    """A photo that was found by the words under it."""

    caption: Caption
    text: Pieces
    credit: Pieces
    place: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found."""

    places: tuple[int, ...]
    """Of the newest stories found, one more than are counted where there are more; empty on later pages."""
    keys: tuple[Key, ...]
    """Of the page's stories, those of which readers see nothing any more included."""
    more: bool


def find(question: Question, after: Key | None = None, best_first: bool = False) -> Found:
    """Find a page of stories, those after a key."""
    if best_first and question.terms:
        return _best(question, after)
    size = STORIES_A_PAGE if after else CANDIDATES
    places = engine().find(STORIES, question, size + 1, after[1] if after else LATEST)
    keys = tuple((0, place) for place in places[:STORIES_A_PAGE])
    return Found(() if after else tuple(places), keys, len(places) > STORIES_A_PAGE)


def _best(question: Question, after: Key | None) -> Found:
    """Score the newest stories by where the words stand in them."""
    places = engine().find(STORIES, question, CANDIDATES + 1)
    scores = dict.fromkeys(places[:CANDIDATES], 0)
    # Of the stories before the oldest of these no word is looked at: a rare one would be sought in the whole archive.
    oldest = min(scores, default=LATEST)
    for term in question.terms:
        for field, weight in WEIGHTS.items():
            for place in engine().find(STORIES, question, CANDIDATES, since=oldest, narrowing=(field, term)):
                scores[place] = scores.get(place, 0) + weight
    ranked = sorted(((scores[place], place) for place in places[:CANDIDATES]), reverse=True)
    rest = [key for key in ranked if after is None or key < after]
    return Found(() if after else tuple(places), tuple(rest[:STORIES_A_PAGE]), len(rest) > STORIES_A_PAGE)


def hits_of(keys: Iterable[Key], terms: Sequence[Term]) -> list[Hit]:
    """Read the stories found, as readers may see them now, with the words looked for marked."""
    places = {key_at(key[1]): key for key in keys}
    stories = {story.pk: story for story in _by_key(places)}
    short = [pk for pk, story in stories.items() if terms and not has_all(story.standfirst, terms)]
    bodies = dict(Article.objects.filter(pk__in=short).order_by().values_list("pk", "body"))
    return [
        Hit(stories[pk], marked(stories[pk].headline, terms), _shown(stories[pk], bodies.get(pk, ""), terms), key)
        for pk, key in places.items()
        if pk in stories
    ]


def _by_key(keys: Iterable[int]) -> Iterator[Article]:
    stories = Article.objects.order_by().filter(pk__in=list(keys)).for_front()
    return (story for story in stories if story.status == Article.Status.PUBLISHED)


def _shown(story: Article, body: str, terms: Sequence[Term]) -> Pieces:
    """Choose what is shown of a story: what has most of the words looked for, else how it opens."""
    return passage([story.standfirst, *text_of(body).splitlines()], terms) or marked(story.standfirst, terms)


def sights(question: Question, most: int, before: int = LATEST) -> tuple[list[Sight], int | None]:
    """Find the newest photos under which the words stand, each once; and, where there are more, the place before which they begin."""
    places = engine().find(PHOTOS, question, 2 * most + 1, before)
    # Asked for by their keys alone: for an order, or a state, a database might go through the whole library.
    rows = Caption.objects.shown().order_by().filter(pk__in=[key_at(place) for place in places]).with_article().with_photo()
    captions = {caption.pk: caption for caption in rows if caption.article.status == Article.Status.PUBLISHED}
    once: dict[int, tuple[Any, int]] = {}
    for place in places:
        caption = captions.get(key_at(place))
        if caption and caption.photo_id not in once:
            once[caption.photo_id] = caption, place
    chosen = list(once.values())
    shown = [
        Sight(caption, marked(caption.text, question.terms), marked(caption.credit, question.terms), place)
        for caption, place in chosen[:most]
    ]
    if len(chosen) > most:
        return shown, shown[-1].place
    return shown, places[-1] if len(places) > 2 * most else None


def values_among(places: Iterable[int]) -> dict[str, Counter[str]]:
    """Count, by kind, the values that stories at these places could be narrowed down to."""
    keys = ", ".join(str(key_at(place)) for place in places)  # numbers; a thousand parameters take longer than the question
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "values" FROM search_indexed WHERE story IN ({keys})')  # noqa: S608
        rows = [values for (values,) in cursor]
    counted: dict[str, Counter[str]] = {}
    for line, number in Counter(_lines(rows)).items():
        kind, _, value = line.partition("=")
        counted.setdefault(kind, Counter())[value] = number
    return counted


def _lines(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        yield from row.split("\n")
