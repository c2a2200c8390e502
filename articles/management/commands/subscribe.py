"""`manage.py subscribe`: follow feeds, news site maps and pages whose feed is found; say what there is; ask now."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils import timezone

from articles.reading.story import Unreadable
from articles.sources import read_file
from articles.subscriptions.adding import Added, add, add_list, do_all_due, look_for
from articles.subscriptions.opml import NotOpml
from articles.subscriptions.rows import Item, Subscription

_WAITING = Item.objects.filter(state=Item.State.WAITING)


class Command(BaseCommand):
    """Parse the arguments, say what became of each address."""

    help = "Subscribe to sources: addresses of feeds, news site maps or pages, and OPML files. A worker asks them again and again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("sources", nargs="*", metavar="ADDRESS|FILE.opml", help="a feed, a page that names one, or a list of feeds")
        parser.add_argument("--list", action="store_true", help="print all sources with what was wrong with them, if anything")
        parser.add_argument("--poll", action="store_true", help="ask every source that is due and take its news, in this process")

    def handle(self, *args: str, **options: object) -> None:
        """Add, then ask, then list; exit with 1 when something that was given is no source."""
        problems = [self._say(added) for given in options["sources"] for added in _added(given)]
        if options["poll"]:
            for each in do_all_due():
                self._tell(each)
        if options["list"]:
            waiting = dict(_WAITING.order_by().values_list("subscription").annotate(Count("pk")))
            for source in Subscription.objects.whole():
                self.stdout.write(_line(source, waiting.get(source.pk, 0)))
        if any(problems):
            sys.exit(1)

    def _say(self, added: Added) -> bool:
        """Say what became of what was given; return whether it was a problem."""
        if added.problem:
            self.stderr.write(f"{added.name}: {added.problem}" if added.name else added.problem)
        elif added.is_new:
            self.stdout.write(f"{added.name}: subscribed to {added.source.named}")
        else:
            self.stdout.write(f"{added.name}: was subscribed to before, {added.source.named}")
        return bool(added.problem)

    def _tell(self, done: Subscription | Item) -> None:
        """Say what came of asking a source, or of taking an item."""
        if isinstance(done, Subscription):
            self.stdout.write(_line(done, _WAITING.filter(subscription=done).count()))
        elif done.state == Item.State.TAKEN:
            self.stdout.write(f"  {done.article.headline} → {done.article.get_absolute_url()}" if done.article else f"  {done}: taken")
        else:
            self.stderr.write(f"  {done}: {done.reason}")


def _added(given: str) -> Iterator[Added]:
    if not Path(given).is_file():
        added = add(given)
        yield look_for(added) if added.is_new else added
        return
    try:
        yield from add_list(read_file(Path(given)))
    except (NotOpml, Unreadable) as error:
        yield Added(given, problem=str(error))


def _line(source: Subscription, waiting: int) -> str:
    if source.is_gone or source.is_paused:
        when = "gone" if source.is_gone else "paused"
    else:
        when = f"asked next {timezone.localtime(source.due_at):%d %b %H:%M}"
    said = [when, f"{waiting} waiting" if waiting else "", source.problem]
    return f"{source.named}: {'; '.join(filter(None, said))}"
