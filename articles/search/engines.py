"""The full text of the two databases behind one interface. Whatever is typed has become words of letters by then."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from django.db import connection

from articles.search.documents import FIELDS, Document
from articles.search.questions import EVERYTHING, Question, Term, mark_of
from articles.search.words import BOUNDARY

STORIES, PHOTOS = "search_stories", "search_photos"
"""The tables; one of them is `kind` below."""
EARLIEST, LATEST = -(2**63), 2**63 - 1
type Narrowing = tuple[str, Term] | None
"""A field, and what must stand there too."""


class Engine(Protocol):
    """What a database's full text can do; none of it asks or tells anything else."""

    def prepare(self) -> None:
        """Make the tables that are missing."""

    def alone(self) -> None:
        """Keep others from writing until the end of the transaction."""

    def write(self, kind: str, documents: Sequence[Document]) -> None:
        """Keep documents at places that are free."""

    def erase(self, kind: str, places: Iterable[int]) -> None:
        """Free places."""

    def find(
        self, kind: str, question: Question, most: int, before: int = LATEST, since: int = EARLIEST, narrowing: Narrowing = None
    ) -> list[int]:
        """Give the places of the newest documents that answer a question, at most so many, all before one and none before another."""


@cache
def engine_of(vendor: str) -> Engine:
    """Give the engine for a kind of database."""
    return Postgres() if vendor == "postgresql" else Sqlite()


def engine() -> Engine:
    """Give the engine of the database in use."""
    return engine_of(connection.vendor)


class Sqlite:
    """FTS5. The row's number is its place, so that the newest come first without sorting, and it stops as soon as it has enough."""

    def prepare(self) -> None:
        """Make the tables that are missing."""
        columns = ", ".join((*FIELDS, "marks"))
        for kind in (STORIES, PHOTOS):
            _do(f"CREATE VIRTUAL TABLE IF NOT EXISTS {kind} USING fts5({columns}, tokenize = 'ascii', prefix = '3', columnsize = 0)")

    def alone(self) -> None:
        """Every transaction of SQLite that writes is."""

    def write(self, kind: str, documents: Sequence[Document]) -> None:
        """Keep documents."""
        rows = [(each.place, *map(" ".join, each.words), " ".join(each.marks)) for each in documents]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {kind} (rowid, {', '.join(FIELDS)}, marks) VALUES (%s, %s, %s, %s, %s, %s)", rows)  # noqa: S608

    def erase(self, kind: str, places: Iterable[int]) -> None:
        """Free places."""
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {kind} WHERE rowid = %s", [(place,) for place in places])  # noqa: S608

    def find(
        self, kind: str, question: Question, most: int, before: int = LATEST, since: int = EARLIEST, narrowing: Narrowing = None
    ) -> list[int]:
        """Give the places of the newest."""
        wanted = [_quoted(term) for term in question.terms] + [f'"{mark_of(*each)}"' for each in question.filters]
        if narrowing:
            wanted.append(f"{{{narrowing[0]}}} : {_quoted(narrowing[1])}")
        match = " AND ".join(wanted or [f'"{EVERYTHING}"'])
        if question.unwanted:
            match = f"({match}) NOT ({' OR '.join(map(_quoted, question.unwanted))})"
        found = f"SELECT rowid FROM {kind} WHERE {kind} MATCH %s AND rowid < %s AND rowid >= %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
        return _places(found, [match, before, since, most])


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" * term.is_beginning}'


class Postgres:
    """Vectors of words under a GIN index; the vectors are written out here, so that no dictionary or parser has a say."""

    _WEIGHTS = dict(zip(FIELDS, "ABCD", strict=True))
    _ALONE = 6_170_127_001
    """A number for the lock that nothing else of ours has."""

    def prepare(self) -> None:
        """Make the tables that are missing."""
        for kind in (STORIES, PHOTOS):
            _do(f"CREATE TABLE IF NOT EXISTS {kind} (place bigint PRIMARY KEY, words tsvector NOT NULL)")
            _do(f"CREATE INDEX IF NOT EXISTS {kind}_words ON {kind} USING gin (words)")

    def alone(self) -> None:
        """Wait for others that write."""
        _do("SELECT pg_advisory_xact_lock(%s)", [self._ALONE])

    def write(self, kind: str, documents: Sequence[Document]) -> None:
        """Keep documents."""
        rows = [(each.place, self._vector(each)) for each in documents]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {kind} (place, words) VALUES (%s, %s::tsvector)", rows)  # noqa: S608

    def _vector(self, document: Document) -> str:
        """Write words with their places and weights; between fields one place is left empty, as between texts of one field."""
        places: dict[str, list[str]] = {}
        at = 0
        for weight, words in zip(self._WEIGHTS.values(), document.words, strict=True):
            for at, word in enumerate(words, at + 2):  # noqa: B020 - the count goes on from field to field
                if word != BOUNDARY:
                    places.setdefault(word, []).append(f"{at}{weight}")
        said = [f"'{word}':{','.join(where)}" for word, where in places.items()]
        return " ".join([*said, *(f"'{mark}'" for mark in document.marks)])

    def erase(self, kind: str, places: Iterable[int]) -> None:
        """Free places."""
        _do(f"DELETE FROM {kind} WHERE place = ANY(%s)", [list(places)])  # noqa: S608

    def find(
        self, kind: str, question: Question, most: int, before: int = LATEST, since: int = EARLIEST, narrowing: Narrowing = None
    ) -> list[int]:
        """Give the places of the newest."""
        wanted = [self._said(term) for term in question.terms] + [f"'{mark_of(*each)}'" for each in question.filters]
        if narrowing:
            wanted.append(self._said(narrowing[1], self._WEIGHTS[narrowing[0]]))
        asked = wanted or [f"'{EVERYTHING}'"]
        asked += [f"!{self._said(term)}" for term in question.unwanted]
        found = f"SELECT place FROM {kind} WHERE words @@ %s::tsquery AND place < %s AND place >= %s ORDER BY place DESC LIMIT %s"  # noqa: S608
        return _places(found, [" & ".join(asked), before, since, most])

    @staticmethod
    def _said(term: Term, weight: str = "") -> str:
        beginnings = ["*" * (term.is_beginning and at == len(term.words)) for at in range(1, len(term.words) + 1)]
        each = (f"'{word}'{':' * bool(star or weight)}{star}{weight}" for word, star in zip(term.words, beginnings, strict=True))
        return f"({' <-> '.join(each)})"


def _do(said: str, params: Sequence[object] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(said, params)


def _places(said: str, params: Sequence[object]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(said, params)
        return [place for (place,) in cursor]
