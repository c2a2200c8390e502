"""`manage.py extract`: what Cutline makes of pages, as JSON lines, without a database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.answers import answer, failure
from articles.isolation import Reader
from articles.openings import NotOpened, openings
from articles.reading.story import Unreadable
from articles.sources import Opened
from gallery.collapse import collapse


class Command(BaseCommand):
    """Parse the arguments, read each page, print its answer."""

    help = "Print what Cutline makes of pages, one JSON object a line. Reads and writes no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a page, text, WARC or MHTML file, .gz too; - for standard input")
        parser.add_argument("--url", help="the address of a single page")
        parser.add_argument("--manifest", type=Path, help='JSON lines with "id", "path" (relative to the manifest) and "url"')
        parser.add_argument("--receipt", action="store_true", help="with every sighting and what became of it")

    def handle(self, *args: str, **options: object) -> None:
        """Answer for every page in order; exit with 1 when one could not be read."""
        pages = list(_pages(options))
        if not pages:
            raise CommandError("Name a page, - for standard input, or a --manifest.")
        if options["url"] and len(pages) != 1:
            raise CommandError("--url is the address of a single page.")
        with Reader() as reader:
            unread = sum([not self._answer(reader, *page, options["receipt"]) for page in chain.from_iterable(map(_opened, pages))])
        if unread:
            sys.exit(1)

    def _answer(self, reader: Reader, name: str, opened: Opened | NotOpened, url: str | None, receipt: bool) -> bool:
        """Print what came of a page, and say whether it could be read; what an archive leaves aside has no line of its own."""
        try:
            if isinstance(opened, NotOpened):
                if opened.aside:
                    self.stderr.write(f"{name}: {opened.aside}")
                    return True
                raise Unreadable(opened.problem)
            story = reader.read(opened.data, url, opened.charset)
        except Unreadable as error:
            self.stderr.write(f"{name}: {error}")
            said = failure(name, url, str(error))
        else:
            said = answer(name, url, story, collapse(story.sightings), receipt)
        self.stdout.write(json.dumps(said, ensure_ascii=False))
        return said["kind"] != "error"


def _opened(page: tuple[str, str, str | None]) -> Iterator[tuple[str, Opened | NotOpened, str | None]]:
    """Give (id, page, address) of all that a path names: an archive's pages are called by their addresses, too."""
    name, path, url = page
    if path == "-":
        yield name, Opened("-", sys.stdin.buffer.read()), url
        return
    for opened in openings(path):
        inside = opened.name.removeprefix(path)
        yield name + inside, opened, url or (opened.url if isinstance(opened, Opened) and opened.addressed else None)


def _pages(options: dict[str, object]) -> Iterator[tuple[str, str, str | None]]:
    """Give (id, path, address) of every page asked for."""
    for path in options["paths"]:
        yield path, path, options["url"]
    manifest = options["manifest"]
    if manifest is None:
        return
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{manifest} can't be read: {error}") from error
    for number, line in enumerate(filter(str.strip, lines), start=1):
        try:
            page = json.loads(line)
            yield str(page["id"]), str(manifest.parent / page["path"]), page.get("url")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f'{manifest}, line {number}: not an object with "id" and "path"') from error
