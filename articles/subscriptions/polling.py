"""A source asked once: one conditional question through the one door, at its host's pace, and what came of it kept.

Nothing is said to be known before it is: what a server calls the feed's version is kept with the items it brought, in one transaction.
"""

import atexit
import logging
import random
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from articles.asking import NotYet, ask, rests
from articles.fetch import FEED, Fetched, FetchFailed, FetchRefused, Limits, Version
from articles.isolation import FeedReader
from articles.subscriptions import arriving, looking, schedule
from articles.subscriptions.feed import Feed, NotAFeed
from articles.subscriptions.rows import Subscription
from gallery.races import settled

log = logging.getLogger(__name__)

LIMITS = Limits(seconds=30)
GONE_AFTER = timedelta(days=1)
"""Between the first time that a server says that a source is gone and the one that ends it: a slip of a day ends none."""
GONE = "its server said twice, a day or more apart, that it is gone for good"
MAYBE_GONE = "its server says that it is gone for good; it is asked once more, a day after it first said so"
MAPS_OF_MAPS = "it lists further site maps, which are not asked for"
OUR_FAULT = "something went wrong on our side; the log has the details"

_reader = FeedReader()
_one_at_a_time = threading.Lock()
atexit.register(_reader.end)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source's server gave: nothing new, or bytes, with the feed that was read from them."""

    fetched: Fetched
    digest: str = ""
    """Of the bytes."""
    feed: Feed | None = None
    """None where the server, or the bytes, say that nothing has changed."""


def poll(pk: int, appointed: bool) -> datetime | None:
    """Ask a source once, where it is due; give when to come back where its host may not be asked yet, None where all is done.

    `appointed` is who comes at a time that this function gave.
    """
    now = timezone.now()
    source = Subscription.objects.filter(pk=pk, is_paused=False, is_gone=False, due_at__lte=now).first()
    if source is None:
        return None
    try:
        answer = _ask(source, appointed)
        settled(partial(_keep, pk, answer, timezone.now()))
    except NotYet as later:
        if not rests(later):
            return later.until
        Subscription.objects.filter(pk=pk).update(due_at=later.until)
    except (FetchRefused, NotAFeed) as error:
        _put_off(source, str(error))
    except FetchFailed as failure:
        _put_off(source, str(failure), failure.wait, _gone_since(source, failure))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("Asking %s failed", source.url)
        _put_off(source, OUR_FAULT)
    return None


def _ask(source: Subscription, appointed: bool) -> Answer:
    """Fetch a source unless it is what was read last, and read it; raises what either may."""
    fetched = ask(source.url, appointed, FEED, LIMITS, Version(source.etag, source.last_modified))
    digest = source.body_digest if fetched.unchanged else sha256(fetched.body).hexdigest()
    try:
        feed = None if digest == source.body_digest else read_feed(fetched)
    except NotAFeed:
        if not source.format:
            looking.note_places(source, fetched)
        raise
    return Answer(fetched, digest, feed)


def read_feed(fetched: Fetched) -> Feed:
    """Read a feed in this process's one child process for feeds; raises NotAFeed."""
    with _one_at_a_time:
        return _reader.read(fetched.body, fetched.final_url, fetched.charset)


def _keep(pk: int, answer: Answer, now: datetime) -> None:
    """Keep what a source answered and brought, in the transaction of who calls."""
    source = Subscription.objects.select_for_update().filter(pk=pk).first()
    if source is None:
        return  # it was deleted meanwhile
    arrived = arriving.arrive(source, answer.feed, now) if answer.feed else arriving.Arrived()
    if answer.feed:
        _describe(source, answer)
        source.read_at = source.read_at if answer.feed.is_cut_off else now
    elif source.failures:
        source.problem = ""
    if elsewhere := arriving.move(source, answer.fetched.lasting_url):
        source.problem, source.is_gone = elsewhere, True
    # A feed that came cut off may be whole the next time.
    version = Version() if answer.feed and answer.feed.is_cut_off else answer.fetched.version
    source.etag, source.last_modified, source.body_digest = version.etag, version.last_modified, answer.digest
    told = max(answer.fetched.max_age or 0, source.ttl)
    news = bool(arrived.new or arrived.changed)
    _appoint(source, schedule.after_answer(now, source.interval, news, told, random.random()))  # noqa: S311 (no secret)
    source.asked_at, source.news_at = now, now if arrived.new else source.news_at
    source.failing_since = source.gone_since = None
    source.save()


def _describe(source: Subscription, answer: Answer) -> None:
    """Write what a feed says of itself, and what was wrong with it."""
    feed = answer.feed
    source.title, source.site = feed.title or source.title, feed.site
    source.format, source.ttl = feed.format[:20], int(min(feed.ttl or 0, schedule.LONGEST_TOLD.total_seconds()))
    nested = [MAPS_OF_MAPS] if feed.maps and source.part_of_id else []
    source.problem, source.places = " ".join([*feed.cuts, *nested])[:300], []


def _gone_since(source: Subscription, failure: FetchFailed) -> datetime | None:
    """Give when a server first said that a source is gone for good (RFC 9110, 15.5.11), as it says now; None where it says something else.

    Where a redirect that is for now leads nobody speaks of the source.
    """
    says_so = failure.status == HTTPStatus.GONE and failure.lasting
    return (source.gone_since or timezone.now()) if says_so else None


def _put_off(source: Subscription, problem: str, wait: float | None = None, gone_since: datetime | None = None) -> None:
    """Keep why a source could not be read, and ask it later, if ever; what is known of it stays. A new one is looked for elsewhere."""
    if looking.go_on(source):
        return
    if source.page and not source.format:
        problem = looking.NOTHING
    now, is_gone = timezone.now(), False
    if gone_since:
        left = (gone_since + GONE_AFTER - now).total_seconds()
        is_gone = left <= 0
        problem, wait = (GONE if is_gone else MAYBE_GONE), max(wait or 0, left)
    _appoint(source, schedule.after_failure(now, source.interval, source.failures, wait, random.random()))  # noqa: S311 (no secret)
    said = {"due_at": source.due_at, "failures": source.failures, "asked_at": now, "is_gone": is_gone, "gone_since": gone_since}
    said["failing_since"] = source.failing_since or now
    Subscription.objects.filter(pk=source.pk).update(problem=problem[:300], **said)


def _appoint(source: Subscription, then: schedule.Next) -> None:
    source.due_at, source.interval, source.failures = then.due_at, then.interval, min(then.failures, 10_000)
