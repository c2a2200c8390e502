"""What a source brought becomes rows: its items, those it moved or changed, and what is known of it, all at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urldefrag

from django.db.models import Q

from articles.subscriptions import keeping, schedule
from articles.subscriptions.feed import Feed
from articles.subscriptions.feed import Item as Said
from articles.subscriptions.rows import FormerAddress, Item, Subscription
from articles.subscriptions.settling import Change, Known, Settled, settle
from articles.subscriptions.tidying import address
from gallery.rows import write

MAPS = 3
"""Site maps of an index that are asked: the newest ones."""
SEEN_FOR = timedelta(days=1)
"""How long an item that its feed has counts as seen there: so often at most that is written."""
QUIET = "its feed says something else again and again, and its page stays as it was"
ELSEWHERE = "it moved to another address, which is subscribed to already"


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many items of a source were new, and how many had changed so that it is taken at once."""

    new: int = 0
    changed: int = 0


def arrive(source: Subscription, feed: Feed, now: datetime) -> Arrived:
    """Bring the rows of a source's items to what its feed says now; in the transaction of who calls, who holds the source's row.

    A feed that brings nothing else than before writes nothing, but once a day that what became no story is still there. However many
    items it has, the questions are as many.
    """
    of = source.part_of_id or source.pk
    rows = _known(of, feed.items)
    settled = settle(feed.items, (Known(row.guid_digest, row.url, row.content_digest) for row in rows.values()))
    new = [each for each in settled if each.change is Change.NEW]
    Item.objects.bulk_create(Item(subscription_id=of, **_said(each, now)) for each in new)
    changes = {rows[each.known.guid_digest].pk: _differing(rows[each.known.guid_digest], each, now) for each in settled if each.known}
    write(Item, changes)
    if feed.maps and not source.part_of_id:
        _keep_maps(source, feed.maps, now)
    return Arrived(len(new), sum(values.get("due_at") == now for values in changes.values()))


def _known(of: int, items: Sequence[Said]) -> dict[str, Item]:
    """Give what is known under the GUIDs and at the addresses of some items, by its GUID's digest."""
    known = Item.objects.filter(subscription=of).defer("said")
    by_guid = known.filter(guid_digest__in=[item.guid_digest for item in items])
    by_url = known.filter(url__in={item.url for item in items if item.url})
    return {row.guid_digest: row for row in (*by_url, *by_guid)}


def _said(settled: Settled, now: datetime) -> dict[str, Any]:
    item = settled.item
    return {
        "guid_digest": item.guid_digest,
        "url": item.url,
        "content_digest": item.content_digest,
        "said": keeping.packed(item),
        "state": Item.State.WAITING,
        "reason": "",
        "tries": 0,
        "due_at": now,
        "stood_at": now,
    }


def _differing(row: Item, settled: Settled, now: datetime) -> dict[str, Any]:
    """Give what is to be written of a known item: nothing, another GUID, that it is still there, or all it says now.

    One whose story was deleted does not wait for another: no feed brings back what an editor did away with.
    """
    is_deleted = row.state == Item.State.TAKEN and row.article_id is None
    if settled.change is Change.CHANGED and not is_deleted:
        return _said(settled, now) | _put_off(row, now)
    now_says = {"guid_digest": settled.item.guid_digest}
    if row.state != Item.State.TAKEN and row.stood_at < now - SEEN_FOR:
        return now_says | {"stood_at": now}
    return now_says if settled.item.guid_digest != settled.known.guid_digest else {}


def _put_off(row: Item, now: datetime) -> dict[str, Any]:
    """Give what keeps a change from being taken at once: some feeds say something else each time (a count, “3 minutes ago”).

    It waits where its page did not answer, or brought nothing the last times.
    """
    if row.state == Item.State.WAITING and row.due_at > now:
        return {"due_at": row.due_at, "tries": row.tries, "reason": row.reason}
    wait = schedule.before_page(row.vain)
    return {"due_at": now + wait, "reason": QUIET} if wait else {}


def _keep_maps(index: Subscription, maps: tuple[str, ...], now: datetime) -> None:
    """Have the newest maps of an index asked, and no older ones."""
    newest = maps[:MAPS]
    index.parts.exclude(url__in=newest).delete()
    known = set(Subscription.objects.filter(url__in=newest).values_list("url", flat=True))
    Subscription.objects.bulk_create(Subscription(url=url, part_of=index, due_at=now) for url in newest if url not in known)


def move(source: Subscription, url: str) -> str:
    """Let a source be asked at the address that it moved to for good; give why that can't be, "" where it is.

    Its address of before is kept. In the transaction of who calls, who saves the source.
    """
    url = address(urldefrag(url).url)
    if not url or url == source.url:
        return ""
    if Subscription.objects.filter(url=url).exists():
        return ELSEWHERE
    FormerAddress.objects.filter(url=url).delete()
    FormerAddress.objects.update_or_create(url=source.url, defaults={"subscription": source})
    source.url = url
    return ""


def at_address(url: str) -> Subscription | None:
    """Give the source at an address, also at one that it moved away from, or the page that it was found on."""
    return at_addresses([url]).get(url)


def at_addresses(urls: Collection[str]) -> dict[str, Subscription]:
    """Give the sources at some addresses by these, as `at_address` gives one; the questions are two, however many addresses there are."""
    former = FormerAddress.objects.select_related("subscription").filter(url__in=urls)
    found = {each.url: each.subscription for each in former}
    # Of several the first one, whose word comes last.
    for source in Subscription.objects.filter(Q(url__in=urls) | Q(page__in=urls)).order_by("-pk"):
        found |= dict.fromkeys({source.url, source.page}.intersection(urls), source)
    return found
