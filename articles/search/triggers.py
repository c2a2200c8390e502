"""The database itself writes down which stories changed, with whatever changes one: so nobody has to remember to say it."""

from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction

from articles.search.engines import PHOTOS, STORIES, engine

_WORDS = "headline, standfirst, body, authors, contributors, agency, dateline, dated_at, language, section_id, status"
_SAID = "stands, photo_id, article_id, source_text, source_credit, edited_text, edited_credit"
_ITS_STORIES = "SELECT article_id FROM gallery_caption WHERE photo_id = new.id AND stands"
_WATCHED = (
    # Table, which change, the stories that are due then.
    ("articles_article", "INSERT", "SELECT new.id"),
    ("articles_article", f"UPDATE OF {_WORDS}", "SELECT new.id"),
    ("articles_article", "DELETE", "SELECT old.id"),
    ("articles_correction", "INSERT", "SELECT new.article_id"),
    ("articles_correction", "UPDATE", "SELECT new.article_id"),
    ("articles_correction", "DELETE", "SELECT old.article_id"),
    ("gallery_caption", "INSERT", "SELECT new.article_id"),
    ("gallery_caption", f"UPDATE OF {_SAID}", "SELECT new.article_id UNION SELECT old.article_id"),
    ("gallery_caption", "DELETE", "SELECT old.article_id"),
    ("gallery_photo", "UPDATE OF is_withdrawn", _ITS_STORIES),
)


def keep_index(**_: object) -> None:
    """Make what the database lacks of the index; where triggers were lost, as a table was made anew, all stories are due.

    So they are where the paper has moved: years and months are kept as they are in its time zone, which the triggers' names tell.
    After every migration, and after a test emptied the tables, which leaves those of the full text alone.
    """
    tables = set(connection.introspection.table_names())
    if not {"search_due", "search_indexed", *(table for table, _, _ in _WATCHED)} <= tables:
        return
    with transaction.atomic():
        engine().prepare()
        _empty_where_nothing_is_known()
        if _known() != set(_names()):
            _forget(_known())
            _watch()
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO search_due (story) SELECT id FROM articles_article WHERE status = 'published'")


def _empty_where_nothing_is_known() -> None:
    with connection.cursor() as cursor:
        for kind in (STORIES, PHOTOS):
            cursor.execute(f"DELETE FROM {kind} WHERE NOT EXISTS (SELECT 1 FROM search_indexed)")  # noqa: S608


def _names() -> list[str]:
    zone = sha256(settings.TIME_ZONE.encode()).hexdigest()[:8]
    return [f"search_due_{zone}_{number}" for number in range(len(_WATCHED))]


def _known() -> set[str]:
    known = "sqlite_master WHERE type = 'trigger'" if connection.vendor == "sqlite" else "pg_trigger WHERE true"
    column = "name" if connection.vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {known} AND {column} LIKE 'search!_due!_%%' ESCAPE '!'", [])  # noqa: S608
        return {name for (name,) in cursor.fetchall()}


def _forget(names: set[str]) -> None:
    with connection.cursor() as cursor:
        for name in names:
            # PostgreSQL's trigger goes with the function of its name.
            cursor.execute(f"DROP TRIGGER {name}" if connection.vendor == "sqlite" else f"DROP FUNCTION {name}() CASCADE")


def _watch() -> None:
    with connection.cursor() as cursor:
        for name, (table, change, stories) in zip(_names(), _WATCHED, strict=True):
            write = f"INSERT INTO search_due (story) {stories};"
            if connection.vendor == "sqlite":
                cursor.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} BEGIN {write} END")
            else:
                body = f"BEGIN {write} RETURN NULL; END"
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
                cursor.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
