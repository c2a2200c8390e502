"""Captions found by any piece of their words, their credit line or their story's headline: the same on every database."""

from collections.abc import Iterator, Sequence
from itertools import product

from django.db import connections, models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.text import smart_split, unescape_string_literal

from gallery.caption_index import POSTGRES_HEADLINE, POSTGRES_WORDS, SHORTEST_INDEXED
from gallery.desk_questions import FEW, among

MOST_PHRASES = 8
DENSE = 4
"""One caption in so many: then those that are found are soon met in the order of the list."""
_LIKE = "{} LIKE %s ESCAPE '\\'"


def find(captions: models.QuerySet, asked: str) -> models.QuerySet:
    """Leave the captions that contain, or whose headline contains, all that is asked for: words, or phrases in quotation marks.

    Capitals and small letters are the same. It asks one question beforehand: whether those found are few.
    """
    phrases = list(_phrases(asked))
    if not phrases:
        return captions
    on_sqlite = connections[captions.db].vendor == "sqlite"
    rows, params = (_on_sqlite if on_sqlite else _on_postgres)(phrases)
    with connections[captions.db].cursor() as cursor:
        cursor.execute(f"{rows} LIMIT {FEW + 1}", params)
        first = [key for (key,) in cursor]
    if len(first) <= FEW:
        return captions.filter(pk__in=set(first))
    if max(first) - min(first) < DENSE * len(first) and (not on_sqlite or _are_quicker_read(phrases)):
        return _read(captions, phrases)
    return among(captions, "pk", RawSQL(rows, params))  # noqa: S611 - all that is asked for is a parameter


def find_photos(photos: models.QuerySet, asked: str) -> models.QuerySet:
    """Leave the photos whose description, or one of whose captions, contains all that is asked for as `find` takes it."""
    phrases = list(_phrases(asked))
    if not phrases:
        return photos
    described = Q()
    for phrase in phrases:
        described &= _any(phrase, "alt")
    captions = photos.model._meta.get_field("captions").related_model.objects.using(photos.db).order_by()
    return photos.filter(described | Q(pk__in=find(captions, asked).values("photo")))


def _phrases(asked: str) -> Iterator[str]:
    for phrase in list(smart_split(asked))[:MOST_PHRASES]:
        quoted = len(phrase) > 2 and phrase[0] in "\"'" and phrase[-1] == phrase[0]
        yield unescape_string_literal(phrase) if quoted else phrase


def _are_quicker_read(phrases: Sequence[str]) -> bool:
    """Tell whether SQLite finds phrases, met in many captions, sooner by reading; longer ones in other scripts its index alone can."""
    short = [phrase for phrase in phrases if len(phrase) < SHORTEST_INDEXED]
    return bool(short) and all(phrase.isascii() for phrase in phrases if phrase not in short)


def _on_sqlite(phrases: Sequence[str]) -> tuple[str, list[str]]:
    """Look the longer phrases up in the index, and read what it gives for the shorter ones."""
    long = [phrase for phrase in phrases if len(phrase) >= SHORTEST_INDEXED]
    match = " AND ".join('"{}"'.format(phrase.replace('"', '""')) for phrase in long)
    conditions = ["words MATCH %s"] * bool(long)
    params = [match] * bool(long)
    for phrase in phrases:
        if len(phrase) < SHORTEST_INDEXED:
            patterns = [_pattern(each) for each in _cases(phrase)]
            conditions.append(f"({' OR '.join([_LIKE.format('words')] * len(patterns))})")
            params += patterns
    where = " AND ".join(conditions)
    said = f"SELECT rowid FROM caption_words WHERE {where}"  # noqa: S608
    return f"{said} UNION ALL {_headed(f'SELECT rowid FROM headline_words WHERE {where}')}", params * 2  # noqa: S608


def _on_postgres(phrases: Sequence[str]) -> tuple[str, list[str]]:
    """Compare what the indexes hold; a database that has none of them reads."""
    said, headed = (" AND ".join([f"{words} LIKE upper(%s)"] * len(phrases)) for words in (POSTGRES_WORDS, POSTGRES_HEADLINE))
    stories = f"SELECT id FROM articles_article WHERE {headed}"  # noqa: S608
    return f"SELECT id FROM gallery_caption WHERE {said} UNION ALL {_headed(stories)}", [*map(_pattern, phrases)] * 2  # noqa: S608


def _headed(stories: str) -> str:
    return f"SELECT id FROM gallery_caption WHERE article_id IN ({stories})"  # noqa: S608


def _read(captions: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """Compare the words themselves, one caption after the other: as good as any index where most of them are found."""
    said, headed = Q(), Q()
    for phrase in phrases:
        said &= _any(phrase, "said_text", "said_credit")
        headed &= _any(phrase, "headline")
    stories = captions.model._meta.get_field("article").related_model.objects.filter(headed).order_by()
    shown = {f"said_{name}": Coalesce(f"edited_{name}", f"source_{name}") for name in ("text", "credit")}
    return captions.alias(**shown).filter(said | Q(article__in=stories.values("pk")))


def _any(phrase: str, *fields: str) -> Q:
    return Q(*((f"{field}__icontains", case) for field in fields for case in _cases(phrase)), _connector=Q.OR)


def _cases(phrase: str) -> list[str]:
    """Give a phrase, a short one in every way to write it: SQLite compares without regard to capitals in ASCII alone."""
    if phrase.isascii() or len(phrase) >= SHORTEST_INDEXED:
        return [phrase]
    letters = ({each for each in (letter.lower(), letter.upper()) if len(each) == 1} | {letter} for letter in phrase)
    return sorted(map("".join, product(*letters)))


def _pattern(phrase: str) -> str:
    escaped = phrase.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
