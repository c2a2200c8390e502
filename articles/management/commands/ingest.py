"""`manage.py ingest`: take in pages from files, folders, web archives and addresses."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.ingest import Result, ingest
from articles.receipts import in_words
from articles.sources import expand
from gallery.offers import progress_of


class Command(BaseCommand):
    """Parse the arguments, say what became of each source."""

    help = "Take in news pages: files, folders of them, WARC and MHTML files, or addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("sources", nargs="+", metavar="PATH|URL", help="a page, a folder of pages, a WARC or MHTML file, or an address")
        parser.add_argument("--dry-run", action="store_true", help="print what would become of every sighting; write nothing")

    def handle(self, *args: str, **options: object) -> None:
        """Take in everything; exit with 1 when anything given was not stored."""
        sources = list(expand(options["sources"]))
        if not sources:
            self.stderr.write("There is no page in what was given.")
            sys.exit(1)
        with tqdm(total=len(sources), unit="page", disable=None, leave=False) as progress:

            def found(count: int) -> None:
                progress.total += max(count - 1, 0)
                progress.refresh()

            problems = sum([self._say(result, progress) for result in ingest(sources, options["dry_run"], found)])
        if problems:
            sys.exit(1)

    def _say(self, result: Result, progress: tqdm) -> bool:
        """Say what became of one source; return whether it was a problem."""
        progress.clear()
        if result.gallery is not None:
            self.stdout.write("\n".join([result.name, *in_words(result.story, result.gallery)]))
        elif result.article is not None:
            result.article.refresh_from_db(fields=["joined_to"])
            joined = f", joined to “{result.article.joined_to}”" if result.article.joined_to else ""
            where = f"{result.article.headline} → {result.article.get_absolute_url()}{joined}"
            self.stdout.write(f"{result.name}: {where} ({progress_of(result.article.pk)})")
        if said := result.problem or result.aside:
            self.stderr.write(f"{result.name}: {said}")
        progress.update()
        return bool(result.problem)
