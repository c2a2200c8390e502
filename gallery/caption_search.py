"""Captions found by any piece of their words, their credit line or their story's headline.

On SQLite an index of three-letter pieces beside the table answers this, kept by triggers, so that whoever writes a caption keeps it.
Other databases compare the words themselves.
"""

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
_HEADED = "SELECT c.id FROM gallery_caption c JOIN articles_article a ON a.id = c.article_id WHERE a.headline LIKE %s ESCAPE '\\'"
_FOUND = f"SELECT rowid FROM caption_words WHERE words MATCH %s UNION {_HEADED}"  # noqa: S608


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
    """Leave the captions that contain every word asked for, or every phrase that stands in quotation marks."""
    for phrase in list(smart_split(asked))[:MOST_PHRASES]:
        if phrase[0] in "\"'" and phrase[-1] == phrase[0] and len(phrase) > 2:
            phrase = unescape_string_literal(phrase)
        captions = captions.filter(_holds(phrase, connections[captions.db].vendor))
    return captions


def _holds(phrase: str, vendor: str) -> Q:
    if vendor == "sqlite" and len(phrase) >= SHORTEST_INDEXED:
        quoted = phrase.replace('"', '""')
        escaped = phrase.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return Q(pk__in=RawSQL(_FOUND, [f'"{quoted}"', f"%{escaped}%"]))
    edited = Q(edited_text__icontains=phrase) | Q(edited_credit__icontains=phrase)
    source = Q(source_text__icontains=phrase) | Q(source_credit__icontains=phrase)
    return edited | (Q(edited_text=None) & source) | Q(article__headline__icontains=phrase)
