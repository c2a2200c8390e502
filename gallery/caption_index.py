"""The index of captions' and headlines' words, kept by the database itself, so that whoever writes words keeps it.

On SQLite two tables of three-letter pieces, kept by triggers; on PostgreSQL indexes of such pieces, where its extension `pg_trgm` may be
had: without it the same questions are answered by reading the words.
"""

from django.db import DatabaseError, connections, transaction

SHORTEST_INDEXED = 3
"""Characters; shorter pieces are looked for by reading."""
WORDS = "coalesce({0}edited_text, {0}source_text) || {1}(10) || coalesce({0}edited_credit, {0}source_credit)"
POSTGRES_WORDS = f"upper({WORDS.format('', 'chr')})"
POSTGRES_HEADLINE = "upper(headline)"
_TABLES = {
    # Table, whose words, which columns, the words of a row.
    "caption_words": ("gallery_caption", "edited_text, source_text, edited_credit, source_credit", WORDS.replace("{1}", "char")),
    "headline_words": ("articles_article", "headline", "{0}headline"),
}


def keep_index(using: str, **_: object) -> None:
    """Make the index where the database has none, or lost its triggers as a table was made anew: after every migration."""
    connection = connections[using]
    if not {table for table, _, _ in _TABLES.values()} <= set(connection.introspection.table_names()):
        return
    if connection.vendor == "sqlite":
        for name in _TABLES:
            _keep_table(using, name)
    elif connection.vendor == "postgresql":
        _keep_postgres(using)


def _keep_table(using: str, name: str) -> None:
    table, columns, words = _TABLES[name]
    take = f"INSERT INTO {name} (rowid, words) VALUES (new.id, {words.format('new.')}); "  # noqa: S608
    leave = f"DELETE FROM {name} WHERE rowid = old.id; "  # noqa: S608
    triggers = {
        f"{name}_made": f"AFTER INSERT ON {table} BEGIN {take}END",
        f"{name}_changed": f"AFTER UPDATE OF {columns} ON {table} BEGIN {leave}{take}END",
        f"{name}_gone": f"AFTER DELETE ON {table} BEGIN {leave}END",
    }
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{name}!_%%' ESCAPE '!'", [])  # noqa: S608
        if cursor.fetchone()[0] == len(triggers):
            return
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(words, tokenize = 'trigram')")
        cursor.execute(f"INSERT INTO {name} (rowid, words) SELECT id, {words.format('')} FROM {table}")  # noqa: S608
        for trigger, does in triggers.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            cursor.execute(f"CREATE TRIGGER {trigger} {does}")


def _keep_postgres(using: str) -> None:
    try:
        with transaction.atomic(using), connections[using].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for name, table, words in (
                ("caption_words", "gallery_caption", POSTGRES_WORDS),
                ("headline_words", "articles_article", POSTGRES_HEADLINE),
            ):
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin (({words}) gin_trgm_ops)")
    except DatabaseError:
        # Not installed there, or this role may not have it: an operator may add it, and the next migration finds it.
        return
