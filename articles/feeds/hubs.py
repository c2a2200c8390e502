"""A hub (WebSub) is told which feeds changed, so that subscribers learn at once what they would ask for only hours later.

That a feed changed is seen by looking at the stories, never said by who changed them: so no writer can forget it. What is to be told
stands in the topics' rows until the hub took it: so a worker that ends at any moment loses nothing, and tells it once more at worst.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from articles.feeds import channels
from articles.feeds.channels import Channel
from articles.feeds.formats import FORMS
from articles.feeds.hub_rows import Hub, Topic
from articles.fetch import FetchFailed, FetchRefused
from articles.models import Article
from articles.sending import send

log = logging.getLogger(__name__)

SETTLING = timedelta(seconds=10)
"""From a change to the telling: changes close together are told once."""
OVERLAP = timedelta(minutes=10)
"""A change may be seen this long after its time: a long transaction was through only then."""
SWEEP = timedelta(days=1)
"""Between two looks at every feed, for what no story's time tells: one was deleted, a section got another name."""
MANY = 500
"""Changed stories, from which on all feeds are looked at instead of theirs."""
AT_ONCE = 100
"""Feeds told in one task; the next beat of a worker finds the others."""
LONGEST = 60.0
"""Seconds, after which a task tells of no further feed: a slow hub would keep the worker from all else."""
TURN = timedelta(minutes=2)
"""In which one feed is told in all its forms, however slow the hub is."""
RESTS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def hub_of(channel: Channel) -> str:
    """Give the hub that knows of a feed; empty where none does: of a private paper's, whose addresses are secrets, and of searches."""
    return "" if settings.CUTLINE_PRIVATE or channel.route == "search_feed" else settings.CUTLINE_WEBSUB_HUB


def is_behind(now: datetime) -> bool:
    """Tell whether a hub is named, and stories changed since they were looked at, or something is due to be told."""
    if not hub_of(channels.everything()):
        return False
    hub = Hub.objects.filter(address=settings.CUTLINE_WEBSUB_HUB).first()
    if hub is None or hub.swept_at is None or hub.swept_at < now - SWEEP or hub.seen != _latest():
        return True
    return hub.topics.filter(due_at__lte=now).exists()


def tell(now: datetime) -> None:
    """Look which feeds changed, and tell the hub of those that are due."""
    hub, _ = Hub.objects.get_or_create(address=settings.CUTLINE_WEBSUB_HUB)
    _look(hub.pk, now)
    until = time.monotonic() + LONGEST
    for topic in hub.topics.filter(due_at__lte=now).order_by("due_at", "pk")[:AT_ONCE]:
        if time.monotonic() > until or (_take(topic, now) and not _tell(topic, now)):
            return


def _take(topic: Topic, now: datetime) -> bool:
    """Take it on oneself to tell of a feed: no other worker does meanwhile, and one does later where this one ends."""
    return bool(Topic.objects.filter(pk=topic.pk, due_at=topic.due_at).update(due_at=now + TURN))


@transaction.atomic
def _look(pk: int, now: datetime) -> None:
    hub = Hub.objects.select_for_update().get(pk=pk)
    latest, is_new = _latest(), hub.swept_at is None
    since = hub.seen or latest or now
    changed = list(Article.objects.filter(changed_at__gte=since - OVERLAP).values_list("pk", flat=True)[:MANY])
    topics = {(topic.route, topic.slug): topic for topic in hub.topics.all()}
    if is_new or hub.swept_at < now - SWEEP or len(changed) == MANY:
        hub.swept_at = now
        looked_at = [*channels.every(), *_shown_in(topics.values())]
    else:
        having = (topic for topic in topics.values() if not {*topic.stories}.isdisjoint(changed))
        looked_at = [*channels.touched_by(changed), *_shown_in(having)]
    for key, channel in {(channel.route, channel.slug): channel for channel in looked_at}.items():
        _compare(hub, topics.get(key), channel, None if is_new else now + SETTLING)
    hub.seen = latest
    hub.save()


def _shown_in(topics: Iterable[Topic]) -> Iterable[Channel]:
    return filter(None, (channels.named(topic.route, topic.slug) for topic in topics))


def _compare(hub: Hub, topic: Topic | None, channel: Channel, due: datetime | None) -> None:
    """Keep which stories a feed has now, and when the hub is to be told where these are others than it knows; a due one stays due."""
    rows = channels.newest_rows(channel.stories)
    version = sha256(repr(rows).encode()).hexdigest()
    if topic and topic.version == version:
        return
    topic = topic or Topic(hub=hub, route=channel.route, slug=channel.slug)
    topic.version, topic.stories = version, [row[0] for row in rows]
    topic.due_at = topic.due_at or due
    topic.save()


def _tell(topic: Topic, now: datetime) -> bool:
    """Tell the hub of a feed in each of its forms; False where the hub takes nothing now: everything that is due then waits."""
    channel = Channel("", "", topic.route, topic.slug)
    try:
        for form in FORMS:
            _ping(topic.hub.address, urljoin(settings.CUTLINE_ADDRESS, channel.path(form)))
    except FetchFailed as failure:
        wait = max(RESTS[min(topic.failures, len(RESTS) - 1)], timedelta(seconds=failure.wait or 0))
        Topic.objects.filter(pk=topic.pk).update(failures=F("failures") + 1, due_at=now + wait)
        Topic.objects.filter(hub=topic.hub, due_at__lt=now + wait).update(due_at=now + wait)
        log.warning("The hub was not told that %s changed, and is told again in %s: %s", topic, wait, failure)
        return False
    told = Topic.objects.filter(pk=topic.pk)
    if not told.filter(version=topic.version).update(due_at=None, failures=0):
        told.update(due_at=now + SETTLING)  # it changed again while it was told
    return True


def _ping(hub: str, address: str) -> None:
    """Say that a feed changed (WebSub 1.0 leaves to hubs how; all that are known take this form). What a hub refuses for good is let be."""
    form = {"hub.mode": "publish", "hub.url": address}
    try:
        send(hub, form, settings.CUTLINE_FETCH_ALLOW, settings.CUTLINE_USER_AGENT)
    except FetchFailed as failure:
        if failure.passing:
            raise
        log.error("The hub will not be told of %s: %s", address, failure)
    except FetchRefused as refused:
        log.error("The hub will not be told of %s: %s", address, refused)


def _latest() -> datetime | None:
    return Article.objects.aggregate(last=Max("changed_at"))["last"]
