"""Sources added by address or from a feed reader's list, and all that is due done once in this process, where no worker is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import batched
from time import sleep
from urllib.parse import urldefrag

from django.db.models import QuerySet
from django.utils import timezone

from articles.isolation import OpmlReader
from articles.subscriptions import polling, taking, tidying
from articles.subscriptions.arriving import at_address, at_addresses
from articles.subscriptions.finding import address_of
from articles.subscriptions.looking import NOTHING
from articles.subscriptions.opml import Outline
from articles.subscriptions.rows import Item, Subscription
from gallery.races import settled

PATIENCE = timedelta(seconds=90)
"""Of who waits here for a host's turn; what takes longer is left for later."""
AT_ONCE = 1000
TOGETHER = 500
"""Feeds of a list that are added in one transaction."""
NO_ADDRESS = "it is no address of the web"
DELETED = "somebody deleted it meanwhile"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one address: the source, and whether it is new; or in one sentence why there is none."""

    name: str
    source: Subscription | None = None
    is_new: bool = False
    problem: str = ""


def add(address: str, title: str = "") -> Added:
    """Subscribe to an address, a feed's or a page's: what stands there is asked later. One that is known already is not added again."""
    return settled(partial(_add_all, [Outline(address.strip(), title)]))[0]


def _written_out(address: str) -> str:
    """Give an address as it is kept; "" where it is none."""
    web = address_of(address, "") or (address_of(f"https://{address}", "") if "." in address and ":" not in address else "")
    return tidying.address(urldefrag(web).url)


def add_list(data: bytes) -> Iterator[Added]:
    """Subscribe to the feeds of an OPML list, a report for each and for each line that was left out; raises opml.NotOpml."""
    with OpmlReader() as reader:
        outlines = reader.read(data)
    for some in batched(outlines.feeds, TOGETHER, strict=False):
        yield from settled(partial(_add_all, some))
    for left in outlines.left_out:
        yield Added(left.words, problem=left.why)
    for cut in outlines.cuts:
        yield Added("", problem=cut)


def _add_all(feeds: Sequence[Outline]) -> list[Added]:
    """Subscribe to some feeds, in the transaction of who calls; the questions are as many, however many there are."""
    urls = [_written_out(feed.url) for feed in feeds]
    titles = {url: tidying.words(feed.title, tidying.LONGEST_TITLE) for url, feed in zip(urls, feeds, strict=True) if url}
    there = at_addresses(titles.keys())
    # What an index lists may be wanted by itself; the index goes on without it.
    parts = {url for url, source in there.items() if source.part_of_id}
    Subscription.objects.filter(pk__in=[there[url].pk for url in parts]).update(part_of=None)
    made = Subscription.objects.bulk_create(Subscription(url=url, title=title) for url, title in titles.items() if url not in there)
    there |= {source.url: source for source in made}
    new = parts | {source.url for source in made}
    return [_told(feed.url, url, there, new) for feed, url in zip(feeds, urls, strict=True)]


def _told(given: str, url: str, there: Mapping[str, Subscription], new: set[str]) -> Added:
    """Tell what became of an address; one that is given several times is new but once."""
    if not url:
        return Added(given, problem=NO_ADDRESS)
    is_new = url in new
    new.discard(url)
    return Added(url, there[url], is_new)


def look_for(added: Added) -> Added:
    """Ask a new source until it is known what stands there. One without a feed is forgotten; what did not answer is asked later."""
    pk, failures = added.source.pk, added.source.failures
    new = Subscription.objects.filter(pk=pk, format="", failures=failures, is_gone=False, is_paused=False)
    while source := new.filter(due_at__lte=timezone.now()).first():  # one whose host rests is due later
        if not _in_turn(partial(polling.poll, pk)):
            break
    if source is None and (source := Subscription.objects.filter(pk=pk).first()) is None:
        known = at_address(added.name)
        return Added(added.name, known, problem="" if known else DELETED)
    if source.format:
        return Added(added.name, source, is_new=True)
    if source.problem == NOTHING:
        source.delete()
        return Added(added.name, problem=NOTHING)
    return Added(added.name, source, is_new=True, problem=source.problem and f"{source.problem}; it will be asked again")


def do_all_due() -> Iterator[Subscription | Item]:
    """Ask every source that is due, and make stories of all that waits; give each as it is after that. What a worker does is left to it."""
    yield from _each(Subscription, Subscription.objects.due, polling.poll)
    yield from _each(Item, Item.objects.waiting, taking.take)


def _each[Row: (Subscription, Item)](
    rows: type[Row], due: Callable[[datetime], QuerySet[Row]], once: Callable[[int, bool], datetime | None]
) -> Iterator[Row]:
    """Do what is due until nothing more is; what would have to wait for long is left."""
    left: set[int] = set()
    while some := list(due(timezone.now()).exclude(pk__in=left).values_list("pk", flat=True)[:AT_ONCE]):
        for pk in some:
            if not _in_turn(partial(once, pk)):
                left.add(pk)
            elif row := rows.objects.filter(pk=pk).first():
                yield row


def _in_turn(once: Callable[[bool], datetime | None]) -> bool:
    """Do what is done at a host's pace, waiting for its turns; False where that takes too long."""
    begun, when = timezone.now(), once(False)
    while when:
        if when > begun + PATIENCE:
            return False
        sleep(max(0.0, (when - timezone.now()).total_seconds()))
        when = once(True)
    return True
