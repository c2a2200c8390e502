"""Captions found by any piece of their words, their credit line or their story's headline.

On SQLite an index of three-letter pieces beside the table answers this, kept by triggers, so that whoever writes a caption keeps it.
Other databases compare the words themselves.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.text import smart_split, unescape_string_literal

MOST_PHRASES = 8
SHORTEST_INDEXED = 3
_WORDS = "coalesce({0}edited_text, {0}source_text) || char(10) || coalesce({0}edited_credit, {0}source_credit)"
_TAKE = f"INSERT INTO caption_words (rowid, words) VALUES (new.id, {_WORDS.format('new.')}); "  # noqa: S608
_LEAVE = "DELETE FROM caption_words WHERE rowid = old.id; "
_COLUMNS = "edited_text, source_text, edited_credit, source_credit"
_TRIGGERS = {
    "caption_words_made": f"AFTER INSERT ON gallery_caption BEGIN {_TAKE}END",
    "caption_words_changed": f"AFTER UPDATE OF {_COLUMNS} ON gallery_caption BEGIN {_LEAVE}{_TAKE}END",
    "caption_words_gone": f"AFTER DELETE ON gallery_caption BEGIN {_LEAVE}END",
}
_SAID = "SELECT rowid FROM caption_words WHERE "
_HEADED = "SELECT c.id FROM gallery_caption c WHERE c.article_id IN (SELECT a.id FROM articles_article a WHERE {})"
_LIKE = "{} LIKE %s ESCAPE '\\'"


def keep_index(using: str, **_: Any) -> None:
    """Make the index where the database has none, or lost its triggers as a table was made anew: after every migration."""
    connection = connections[using]
    if connection.vendor != "sqlite" or "gallery_caption" not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'caption!_words!_%%' ESCAPE '!'", [])
        if cursor.fetchone()[0] == len(_TRIGGERS):
            return
        cursor.execute("DROP TABLE IF EXISTS caption_words")
        cursor.execute("CREATE VIRTUAL TABLE caption_words USING fts5(words, tokenize = 'trigram')")
        cursor.execute(f"INSERT INTO caption_words (rowid, words) SELECT id, {_WORDS.format('')} FROM gallery_caption")  # noqa: S608
        for name, does in _TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {does}")


def find(captions: models.QuerySet, asked: str) -> models.QuerySet:
    """Leave the captions that contain, or whose headline contains, all that is asked for: words, or phrases in quotation marks."""
    phrases = list(_phrases(asked))
    if not phrases:
        return captions
    if connections[captions.db].vendor == "sqlite":
        return captions.filter(pk__in=_indexed(phrases))
    said, headed = Q(), Q()
    for phrase in phrases:
        edited = Q(edited_text__icontains=phrase) | Q(edited_credit__icontains=phrase)
        said &= edited | (Q(edited_text=None) & (Q(source_text__icontains=phrase) | Q(source_credit__icontains=phrase)))
        headed &= Q(article__headline__icontains=phrase)
    return captions.filter(said | headed)


def _phrases(asked: str) -> Iterator[str]:
    for phrase in list(smart_split(asked))[:MOST_PHRASES]:
        quoted = len(phrase) > 2 and phrase[0] in "\"'" and phrase[-1] == phrase[0]
        yield unescape_string_literal(phrase) if quoted else phrase


def _indexed(phrases: Sequence[str]) -> RawSQL:
    """Look the longer phrases up in the index, and among what it gives for the shorter ones."""
    long = [phrase for phrase in phrases if len(phrase) >= SHORTEST_INDEXED]
    short = [_pattern(phrase) for phrase in phrases if len(phrase) < SHORTEST_INDEXED]
    match = " AND ".join('"{}"'.format(phrase.replace('"', '""')) for phrase in long)
    said = " AND ".join(["words MATCH %s"] * bool(long) + [_LIKE.format("words")] * len(short))
    headed = " AND ".join([_LIKE.format("a.headline")] * len(phrases))
    asked = [*([match] if long else []), *short, *map(_pattern, phrases)]
    return RawSQL(f"{_SAID}{said} UNION {_HEADED.format(headed)}", asked)  # noqa: S611 - all that is asked for is a parameter


def _pattern(phrase: str) -> str:
    escaped = phrase.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
