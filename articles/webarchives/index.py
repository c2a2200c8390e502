"""Where in a WARC file its pages and pictures lie. The index is a private database on disk: files of gigabytes need no more memory."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

from articles.webarchives.parts import Entry, Kind, Scan

REDIRECTS = 5
MOST_DAMAGES = 100
"""Places at which a file is taken up again behind what is no record."""
_TABLE = "CREATE TABLE entry (kind TEXT, key TEXT, url TEXT, place INTEGER, date TEXT, digest TEXT, leads TEXT)"
_LATEST = """
    SELECT url, place, date FROM entry AS this WHERE kind = 'page' AND NOT EXISTS (
        SELECT 1 FROM entry AS other WHERE other.kind = 'page' AND other.key = this.key
        AND (other.date, other.rowid) > (this.date, this.rowid)
    ) ORDER BY date, rowid"""
_FOUND = """
    INSERT INTO entry SELECT first.kind, again.key, again.url, first.place, again.date, first.digest, '' FROM (
        SELECT key, url, date, CASE digest
            WHEN '' THEN (SELECT max(rowid) FROM entry WHERE kind IN ('page', 'picture') AND key = this.leads AND date <= this.date)
            ELSE (SELECT min(rowid) FROM entry WHERE kind IN ('page', 'picture') AND digest = this.digest)
        END AS original FROM entry AS this WHERE kind = 'revisit'
    ) AS again JOIN entry AS first ON first.rowid = again.original"""
_LOST = """
    SELECT DISTINCT again.url FROM entry AS again WHERE again.kind = 'revisit'
    AND NOT EXISTS (SELECT 1 FROM entry AS found WHERE found.kind IN ('page', 'picture') AND found.key = again.key) ORDER BY again.rowid"""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was captured at one time."""

    url: str
    offset: int
    date: str


def comparable(url: str) -> str:
    """Give an address as it is compared: however it is escaped, by whichever of the two schemes, without its fragment."""
    return unquote(urldefrag(url).url.partition("://")[2])


class Index:
    """The index of one WARC file."""

    def __init__(self) -> None:
        # An empty name is a file of its own, which SQLite deletes; it is in memory while it is small.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute(_TABLE)
        self._rows.execute("CREATE INDEX by_key ON entry (key)")
        self._rows.execute("CREATE INDEX by_digest ON entry (digest)")
        self.problems: list[str] = []

    def close(self) -> None:
        """Let the database go."""
        self._rows.close()

    def add(self, scan: Scan) -> bool:
        """Take a stretch in; say whether there is more to be looked through."""
        self._rows.execute("BEGIN")
        self._rows.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", map(_row, scan.entries))
        self._rows.execute("COMMIT")
        self.problems += [scan.problem] if scan.problem else []
        return scan.goes_on_at >= 0 and len(self.problems) < MOST_DAMAGES

    def settle(self) -> None:
        """Give what was captured again with the same bytes the place of its bytes."""
        self._rows.execute(_FOUND)

    def pages(self) -> Iterator[Capture]:
        """Give the latest capture of each page, the oldest first."""
        return (Capture(*row) for row in self._rows.execute(_LATEST))

    def count(self) -> int:
        """Give the number of pages."""
        return self._rows.execute("SELECT count(DISTINCT key) FROM entry WHERE kind = 'page'").fetchone()[0]

    def lost(self) -> Iterator[str]:
        """Give the addresses of which only is said that another file has them."""
        return (url for (url,) in self._rows.execute(_LOST))

    def pictures(self) -> Iterator[str]:
        """Give the address of every picture."""
        return (url for (url,) in self._rows.execute("SELECT DISTINCT url FROM entry WHERE kind = 'picture'"))

    def picture(self, url: str, date: str) -> int | None:
        """Give where a picture lies, through redirects: of several captures the last before the page's own, else the first after it."""
        for _ in range(REDIRECTS):
            found = self._rows.execute(
                "SELECT kind, place, leads, url FROM entry WHERE key = ? AND kind IN ('picture', 'redirect')"
                " ORDER BY kind, date > ?, CASE WHEN date > ? THEN date END, date DESC LIMIT 1",
                (comparable(url), date, date),
            ).fetchone()
            if found is None or found[0] == Kind.PICTURE:
                return found[1] if found else None
            url = urljoin(found[3], found[2])
        return None


def _row(entry: Entry) -> tuple[object, ...]:
    leads = comparable(entry.leads_to) if entry.kind == Kind.REVISIT else entry.leads_to
    return entry.kind, comparable(entry.url), entry.url, entry.offset, entry.date, entry.digest, leads
