"""One worker, a source that brings a thousand items, servers that hang: the others' turns come all the same.

By a clock of the test's own, which what a worker does moves on. Small here; `CUTLINE_YEAR=1` makes it a thousand items, and `-s` shows
the waits.
"""

import os
import random
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db.models import Min
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import asking, pace
from articles.fetch import Fetched, FetchFailed
from articles.subscriptions import polling, taking, tasks
from articles.subscriptions.rows import Item, Subscription
from tests.articles.subscriptions.papers import entry, rss, subscribe

pytestmark = pytest.mark.django_db
MANY, SOURCES, HOURS = (1000, 40, 3) if os.environ.get("CUTLINE_YEAR") == "1" else (150, 6, 1)
BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
LOOK = timedelta(seconds=30)
"""Between two looks of a worker for work."""
ANSWER, STORE = timedelta(seconds=0.3), timedelta(seconds=1)
"""What a server's answer and storing a story take."""
LONGEST = timedelta(minutes=2)
"""Several silent servers may have to be waited for in a row, 20 or 30 seconds each, before a source's turn comes."""


class World:
    """The clock, the network and one worker."""

    def __init__(self):
        self.now, self.looks_at = BEGIN, BEGIN
        self.flood = rss(*(entry(number, f"/flood/{number}") for number in range(MANY)))
        self.waits = {"source": timedelta(), "item": timedelta()}

    def clock(self, tz=None):
        return self.now

    def fetch(self, url, allowed, agent, limits, *_):
        host = pace.host_of(url)
        if host.startswith("silent"):
            self.now += timedelta(seconds=limits.seconds)
            failure = FetchFailed("it took too long", silent=True)
            failure.at = url
            raise failure
        self.now += ANSWER
        return Fetched(self.flood if host == "flood.example" else self.feed(host), url, "application/rss+xml", "utf-8")

    def feed(self, host):
        """Write a feed with a story for each ten minutes that passed; the hanging host's stand on its pages alone."""
        told = range(int((self.now - BEGIN) / timedelta(minutes=10)) + 1)
        if host == "teasers.example":
            return rss(*(entry(number, f"http://silent-pages.example/{number}") for number in range(20)))
        return rss(*(entry(number, f"http://{host}/{number}") for number in told))

    def take(self, item, appointed):
        """Take an item without reading and storing it, which is left out here but for its time."""
        if pace.host_of(item.url) == "silent-pages.example":
            asking.ask(item.url, appointed)
        self.now += STORE
        Item.objects.filter(pk=item.pk).let_be()

    def work(self, until):
        while self.now < until:
            if self.now >= self.looks_at:
                tasks.see_to_all()
                self.looks_at = self.now + LOOK
            row = DBTaskResult.objects.ready().first()
            if row is None:
                appointed = DBTaskResult.objects.filter(status=TaskResultStatus.READY).aggregate(first=Min("run_after"))["first"]
                self.now = min(self.looks_at, appointed or self.looks_at)
                continue
            row.claim("w")
            row.task.call(SimpleNamespace(task_result=row.task_result), *row.args_kwargs["args"])
            row.set_successful(None)

    def noting(self, rows, once):
        """Give what does a row's work once and notes how long it had waited."""

        def done(pk, appointed):
            row = rows.filter(pk=pk).first()
            when = once(pk, appointed)
            if when is None:
                self.note(row)
            return when

        return done

    def note(self, row):
        """Note how long a row of a sane source waited since it was due."""
        kind, source = ("source", row) if isinstance(row, Subscription) else ("item", row.subscription)
        if "sane" in source.url:
            self.waits[kind] = max(self.waits[kind], self.now - row.due_at)


@pytest.fixture
def world(monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.CUTLINE_FETCH_PAUSE = 0.5
    world = World()
    monkeypatch.setattr(timezone, "now", world.clock)
    monkeypatch.setattr(asking, "fetch", world.fetch)
    monkeypatch.setattr(taking, "_take", world.take)
    monkeypatch.setattr(polling, "poll", world.noting(Subscription.objects, polling.poll))
    monkeypatch.setattr(taking, "take", world.noting(Item.objects.select_related("subscription"), taking.take))
    return world


def test_no_source_waits_long_while_one_brings_a_thousand_items_and_others_hang(world):
    hosts = ["flood", "teasers", "silent-one", "silent-two", *(f"sane-{number}" for number in range(SOURCES))]
    random.seed(3)  # when sources are asked again is a matter of dice
    for host in random.sample(hosts, len(hosts)):
        subscribe(f"http://{host}.example/feed", due_at=BEGIN)
    world.work(BEGIN + timedelta(hours=HOURS))
    for row in (*Subscription.objects.due(world.now), *Item.objects.waiting(world.now).select_related("subscription")):
        world.note(row)
    sys.stdout.write(f"\nlongest wait of a source {world.waits['source']}, of an item {world.waits['item']}\n")
    assert Item.objects.filter(subscription__url__contains="flood", state="taken").count() == MANY
    assert Item.objects.filter(subscription__url__contains="sane", state="taken").count() >= SOURCES * 4 * HOURS
    assert max(world.waits.values()) <= LONGEST
