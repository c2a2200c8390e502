"""An item becomes a story: what the feed gives of it, or its page, whichever has more of it, by the rooms that read pages.

What the story was read from is kept as any page's is, an item as the page that `entry` writes of it; so newer rules read it again.
"""

import atexit
import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet
from django.utils import timezone

from articles.appearances.addresses import also_at, find, identity_at, identity_of, is_still, known_as, was_deleted
from articles.appearances.rows import How
from articles.asking import NotYet, rests
from articles.fetch import FetchFailed, FetchRefused
from articles.given import Given
from articles.ingest import NotStored, read_opened, refuse_others, store
from articles.isolation import Reader
from articles.models import Article
from articles.reading.story import STORED_KINDS, Story, Unreadable
from articles.sources import Opened
from articles.subscriptions import keeping, robots_rules
from articles.subscriptions.entry import page_of
from articles.subscriptions.feed import Feed
from articles.subscriptions.feed import Item as Said
from articles.subscriptions.rows import Item
from articles.subscriptions.wholeness import better, is_teaser
from gallery.races import settled

log = logging.getLogger(__name__)

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120))
"""Waits after the first, second, … time that a page could not be had; then what the feed gives has to do."""
OUR_FAULT = "something went wrong on our side; the log has the details"
DELETED = "an editor deleted the story that stood there; it comes back when somebody adds its address"
NO_ADDRESS = "the feed gives no story, and no address of one"

_reader = Reader()
_one_at_a_time = threading.Lock()
atexit.register(_reader.end)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an item, from its feed or its page, with what it was read from."""

    story: Story
    given: Given


def take(pk: int, appointed: bool) -> datetime | None:
    """Make a story of an item that waits; give when to come back where its host may not be asked yet, None where this try is over.

    `appointed` is who comes at a time that this function gave.
    """
    due = Item.objects.filter(pk=pk, state=Item.State.WAITING, due_at__lte=timezone.now(), subscription__is_paused=False)
    item = due.select_related("subscription", "article").first()
    if item is None:
        return None
    try:
        _take(item, appointed)
    except NotYet as later:
        if not rests(later):
            return later.until
        _still(item).update(due_at=later.until)
    except FetchFailed as failure:
        return _failed(item, failure)
    except (Unreadable, NotStored, FetchRefused) as error:
        _refuse(item, str(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("Taking %s failed", item)
        _put_off(item, OUR_FAULT)
    return None


def _take(item: Item, appointed: bool) -> None:
    """Read and store an item; raises what keeps it from that."""
    there = identity_at(item.url)
    if not item.article_id and was_deleted(there) and find(there) is None:
        raise NotStored(DELETED)
    said, problem = keeping.unpacked(item.said), None
    own = None if is_teaser(said) else _own(item, said)
    if own and _is_story(own.story) and not _is_another_s(item, own):
        return _store(item, own)
    try:
        page = _page(item, appointed)
    except FetchFailed as failure:
        if failure.passing and item.tries < len(BACK_OFF):
            raise
        page, problem = None, failure
    except (FetchRefused, Unreadable, NotStored) as error:
        page, problem = None, error
    own = own or _own(item, said)
    own = own if own and not _is_another_s(item, own) else None
    if page is None and not (own and _is_story(own.story)):
        raise problem
    return _store(item, _better(own, page))


def _own(item: Item, said: Said) -> Read | None:
    """Read what the feed gives of an item; None where that can't be read."""
    source = item.subscription
    data = page_of(said, Feed(source.format, source.title, source.site))
    # Without an address it is known by its GUID, as a file is by its name.
    name = "" if item.url else f"item {said.guid}"[:500]
    try:
        return _read(Opened(item.url or name, data, item.url or None, "utf-8", saved_as=name))
    except Unreadable:
        return None


def _page(item: Item, appointed: bool) -> Read:
    """Read an item's page, which rules for robots must allow; raises what keeps it from being a story."""
    if not item.url:
        raise Unreadable(NO_ADDRESS)
    item.vain += 1  # unless something comes of it
    fetched = robots_rules.ask_for_page(item.url, appointed)
    page = _read(Opened(item.url, fetched.body, fetched.final_url, fetched.charset))
    refuse_others(page.story)
    return page


def _read(opened: Opened) -> Read:
    """Read a page in this process's one child process for items; raises Unreadable."""
    with _one_at_a_time:
        return Read(*read_opened(_reader, opened))


def _is_story(story: Story) -> bool:
    return story.kind in STORED_KINDS and bool(story.headline)


def _is_another_s(item: Item, own: Read) -> bool:
    """Tell whether other words than a feed has stand where it says: a feed does not write over a story that it did not bring."""
    there = known_as(own.story, own.given)
    return there is not None and there.pk != item.article_id and not is_still(there, own.story)


def _better(own: Read | None, page: Read | None) -> Read:
    if own and page:
        return own if better(own.story, page.story) is own.story else page
    return own or page


def _store(item: Item, read: Read) -> None:
    """Store what was read as the item's story, with the word that it is taken."""
    if item.article:
        settled(partial(_continue, item.article, item.url, read))
    store(read.story, read.given, partial(_note, item))


def _continue(article: Article, url: str, read: Read) -> None:
    """Let an item that moved go on being its story, unless its words are another one's."""
    if known_as(read.story, read.given) is None and is_still(article, read.story):
        for address in (url, identity_of(read.story, read.given).removeprefix("url:")):
            also_at(article, address, How.FEED)


def _note(item: Item, article: Article) -> None:
    """Note what an item became; where its feed says something else by now, it goes on waiting for that.

    Raises NotStored, so that the story is not, where an editor deleted it: also one of another feed, or by another of its addresses.
    """
    if was_deleted(article.identity):
        raise NotStored(DELETED)
    was = item.article
    is_same = was is not None and (was.pk, was.changed_at) == (article.pk, article.changed_at)
    Item.objects.filter(pk=item.pk).update(article=article, vain=item.vain if is_same else 0)
    _still(item).update(state=Item.State.TAKEN, said=None, reason="", tries=0)


def _failed(item: Item, failure: FetchFailed) -> datetime | None:
    """Keep that an item's page could not be had; give when to come back where that is at once: that, too, is a try."""
    if isinstance(failure, robots_rules.LedOn) and item.tries < len(BACK_OFF):
        _still(item).update(reason=str(failure), tries=item.tries + 1)
        return timezone.now()
    if failure.passing:
        _put_off(item, str(failure), failure.wait)
    else:
        _refuse(item, str(failure))
    return None


def _put_off(item: Item, problem: str, wait: float | None = None) -> None:
    if item.tries >= len(BACK_OFF):
        _refuse(item, problem)
        return
    pause = max(BACK_OFF[item.tries], timedelta(seconds=wait or 0))
    _still(item).update(reason=problem[:500], tries=item.tries + 1, due_at=timezone.now() + pause)


def _refuse(item: Item, reason: str) -> None:
    _still(item).update(state=Item.State.REFUSED, reason=reason[:500], vain=item.vain)


def _still(item: Item) -> QuerySet[Item]:
    """Give an item's row, unless its feed says something else by now."""
    return Item.objects.filter(pk=item.pk, state=Item.State.WAITING, content_digest=item.content_digest)
