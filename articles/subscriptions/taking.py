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
from django.utils import timezone

from articles.appearances.addresses import also_at, identity_of, is_still, known_as
from articles.appearances.rows import How
from articles.fetch import FetchFailed, FetchRefused
from articles.given import Given
from articles.ingest import NotStored, read_opened, refuse_others, store
from articles.isolation import Reader
from articles.models import Article
from articles.reading.story import Story, Unreadable
from articles.sources import Opened
from articles.subscriptions import keeping, robots_rules
from articles.subscriptions.asking import NotYet, ask, rests
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
    except FetchFailed as failure:  # a passing one
        _put_off(item, str(failure), failure.wait)
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
    said = keeping.unpacked(item.said)
    if not is_teaser(said):
        own = _own(item, said)
        if _is_story(own):
            return _store(item, own)
    try:
        page = _page(item, appointed)
    except FetchFailed as failure:
        if failure.passing and item.tries < len(BACK_OFF):
            raise
        page = failure
    except (FetchRefused, Unreadable) as problem:
        page = problem
    return _store(item, _better(_own(item, said), page))


def _own(item: Item, said: Said) -> Read | Unreadable:
    """Read what the feed gives of an item."""
    source = item.subscription
    data = page_of(said, Feed(source.format, source.title, source.site))
    # Without an address it is known by its GUID, as a file is by its name.
    name = "" if item.url else f"item {said.guid}"[:500]
    try:
        return _read(Opened(item.url or name, data, item.url or None, "utf-8", saved_as=name))
    except Unreadable as problem:
        return problem


def _page(item: Item, appointed: bool) -> Read:
    """Read an item's page, which its server's rules for robots must allow; raises what keeps it from that."""
    if not item.url:
        raise Unreadable(NO_ADDRESS)
    robots_rules.heed(item.url, appointed)
    fetched = ask(item.url, appointed)
    return _read(Opened(item.url, fetched.body, fetched.final_url, fetched.charset))


def _read(opened: Opened) -> Read:
    """Read a page in this process's one child process for items; raises Unreadable."""
    with _one_at_a_time:
        return Read(*read_opened(_reader, opened))


def _is_story(read: Read | Exception) -> bool:
    try:
        refuse_others(read.story if isinstance(read, Read) else _raised(read))
    except (NotStored, Unreadable):
        return False
    return True


def _raised(problem: Exception) -> Story:
    raise problem


def _better(own: Read | Exception, page: Read | Exception) -> Read:
    """Choose what is stored; raises why there is nothing to choose from, the page's reason where both have one."""
    if isinstance(own, Read) and isinstance(page, Read):
        return own if better(own.story, page.story) is own.story else page
    if isinstance(page, Exception) and not _is_story(own):
        raise page
    return own if isinstance(own, Read) else page
