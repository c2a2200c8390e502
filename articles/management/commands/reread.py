"""`manage.py reread`: what the rules of today would make of the archive."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from tqdm import tqdm

from articles import rereading
from articles.editions import Difference
from articles.kept_pages import Page
from articles.models import Article, Section, Source


class Command(BaseCommand):
    """Parse the arguments, say what would change, change it where that was asked for."""

    help = "Read kept pages again with today's rules and say which stories and captions would change. Editors' decisions hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("stories", nargs="*", metavar="SLUG", help="only these stories, by the names in their addresses")
        parser.add_argument("--apply", action="store_true", help="change the stories; without it nothing is written")
        parser.add_argument("--publisher", help="only stories of this publisher")
        parser.add_argument("--section", help="only stories of this section, by the name in its address")
        parser.add_argument("--older-rules", action="store_true", help="only stories last read by other rules than today's")

    def handle(self, *args: str, **options: object) -> None:
        """Read everything chosen; exit with 1 when something could not be read any more."""
        chosen = _chosen(options)
        if missing := rereading.without_page():
            self.stderr.write(f"Of {missing} stor{'y' if missing == 1 else 'ies'} no page is kept; they must be taken in again first.")
        self._differing = self._left = 0
        reread = rereading.change_all if options["apply"] else rereading.read_all
        with tqdm(total=(total := chosen.count()), unit="page", disable=None, leave=False) as progress:
            for found in reread(chosen):
                self._say(found, progress)
        changed = "changed" if options["apply"] else "would change"
        self.stdout.write(f"{total} read: {self._differing} {changed}, {self._left} can’t be read as they were.")
        if self._left:
            sys.exit(1)

    def _say(self, found: rereading.Found, progress: tqdm) -> None:
        progress.clear()
        slug = found.page.article.slug
        differing = found.rehearsal.differences if found.rehearsal else ()
        if found.problem:
            self._left += 1
            self.stderr.write(f"{slug}: {found.problem}")
        elif differing:
            self._differing += 1
            self.stdout.write("\n".join([f"{slug}: {found.page.article.headline}", *_lines(differing)]))
        progress.update()


def _lines(differing: tuple[Difference, ...]) -> Iterator[str]:
    for each in differing:
        yield f"  {each.what}{f': {each.remark}' if each.remark else ''}"
        yield from (f"    {sign} {words}" for sign, words in (("-", each.before), ("+", each.after)) if words)


def _chosen(options: dict[str, object]) -> QuerySet[Page]:
    source = _named(Source, "name", options["publisher"], "publisher")
    section = _named(Section, "slug", options["section"], "section")
    chosen = rereading.pages(source, section, options["older_rules"])
    if slugs := options["stories"]:
        if unknown := set(slugs) - set(Article.objects.filter(slug__in=slugs).values_list("slug", flat=True)):
            raise CommandError(f"There is no story {min(unknown)}.")
        chosen = chosen.filter(article__slug__in=slugs)
    return chosen


def _named(model: type[Source | Section], field: str, said: str | None, what: str) -> Source | Section | None:
    if not said:
        return None
    found = model.objects.filter(**{field: said}).first()
    if found is None:
        raise CommandError(f"There is no {what} {said}.")
    return found
