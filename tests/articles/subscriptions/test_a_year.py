"""A year of many sources on one server, by a clock of the test's own: nothing lost, nothing twice, no source starves another.

Small here; `CUTLINE_YEAR=1` makes it 200 sources and 365 days.
"""

import gzip
import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.subscriptions import polling, taking
from articles.subscriptions.rows import Item, Subscription
from tests.articles.subscriptions.papers import RSS, entry, rss, subscribe, whole

pytestmark = pytest.mark.django_db
WHOLE_YEAR = os.environ.get("CUTLINE_YEAR") == "1"
SOURCES, DAYS, EVERY, STEP = (200, 365, 14, timedelta(hours=6)) if WHOLE_YEAR else (15, 2, 1, timedelta(hours=4))
"""How many sources there are, for how many days, after how many of which each has news; and the steps in which time passes."""
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SHOWN = 6
"""Stories that a feed shows at a time: what left it before somebody asked is nobody's fault, so none does here."""


class Clock:
    def __init__(self):
        self.now = BEGIN

    def __call__(self, tz=None):
        return self.now


class Paper:
    """A source: what it published, and the way in which it misbehaves."""

    def __init__(self, number, kind, dice):
        self.number, self.kind, self.dice = number, kind, dice
        self.stories, self.asked, self.ended, self.told = [], 0, False, 0

    @property
    def path(self):
        return f"/{self.number}/feed"

    def publish(self, day):
        if not self.ended:
            self.stories.append(f"{self.number}-{day}")

    def entries(self):
        shown = self.stories[-SHOWN:][::-1]
        guids = {"changing guids": lambda name: f"{name} {self.asked}", "one guid": lambda name: "the same"}.get(self.kind, str)
        listed = [self.entry(name, guids(name)) for name in shown]
        if self.kind == "reposts":
            listed += [self.entry(name, guids(name)) for name in self.dice.sample(self.stories, min(3, len(self.stories)))]
        return listed

    def entry(self, name, guid):
        title = f"Seal {name} keeps ferry waiting"
        if self.kind == "corrections" and self.dice.random() < 0.3:
            title += ", it is said"
        return entry(1, f"/{self.number}/{name}", guid, title, whole(name))

    def answer(self):
        """Give what the server answers with; every kind is well now and then."""
        self.asked += 1
        feed, bad = rss(*self.entries()), self.asked % 3 == 0
        if self.ended or (self.kind == "gone" and bad):
            self.ended, self.stories = True, self.stories[: self.told]
            return 410, {}, b""
        self.told = len(self.stories)
        if self.kind == "unchanged":
            return 200, RSS | {"ETag": f'"{len(self.stories)}"'}, feed
        if self.kind == "moves":
            return (301, {"Location": f"{self.path}?{self.asked}"}, b"") if bad else (200, RSS, feed)
        return self.trouble(feed) if bad else (200, RSS, feed)

    def trouble(self, feed):
        half = feed[: len(feed) // 2]
        return {
            "busy": (503, {"Retry-After": "7200"}, b""),
            "lost": (404, {}, b""),
            "cut off": (200, RSS | {"ETag": '"half"'}, half),
            "broken off": (200, RSS | {"Content-Length": str(len(feed))}, half),
            "wrong encoding": (200, {"Content-Type": "application/rss+xml; charset=utf-16"}, feed),
            "no feed": (200, {"Content-Type": "text/html"}, b"<!doctype html><html><body>Sign in</body></html>"),
            "bomb": (200, RSS, gzip.compress(b"<rss>" + b" " * 12_000_000, 9)),
        }.get(self.kind, (200, RSS, feed))


KINDS = ["well", "unchanged", "moves", "busy", "lost", "cut off", "broken off", "wrong encoding", "no feed", "bomb"]
KINDS += ["changing guids", "one guid", "reposts", "corrections", "gone"]


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def papers(publisher):
    """The sources, of every kind as many."""
    dice = random.Random(11)
    made = [Paper(number, KINDS[number % len(KINDS)], dice) for number in range(SOURCES)]
    for paper in made:
        subscribe(publisher.url(paper.path), due_at=BEGIN)
    return made


def let_pass(clock, papers, publisher, until):
    """Let time pass in steps: at each every source that is due is asked, and all that waits is taken."""
    by_number = {str(paper.number): paper for paper in papers}
    while clock.now < until:
        for pk in list(Subscription.objects.due(clock.now).values_list("pk", flat=True)):
            paper = by_number[Subscription.objects.get(pk=pk).url.split("/")[3]]
            publisher.answers.clear()
            answer = paper.answer()
            url = Subscription.objects.get(pk=pk).url
            publisher.answers[url.removeprefix(publisher.url(""))] = answer
            if answer[0] == 301:
                publisher.answers[answer[1]["Location"]] = (200, RSS, rss(*paper.entries()))
            polling.poll(pk, appointed=True)
        for pk in list(Item.objects.waiting(clock.now).values_list("pk", flat=True)):
            taking.take(pk, appointed=True)
        clock.now += STEP


def test_in_a_year_nothing_is_lost_and_nothing_comes_twice(clock, papers, publisher, monkeypatch):
    monkeypatch.setattr(polling, "LIMITS", polling.Limits(size=4_000_000, seconds=5))
    for day in range(DAYS):
        for paper in papers:
            if day % EVERY == paper.number % EVERY:
                paper.publish(day)
        let_pass(clock, papers, publisher, BEGIN + timedelta(days=day + 1))
    let_pass(clock, papers, publisher, clock.now + timedelta(days=2))
    published = sorted(name for paper in papers for name in paper.stories)
    stored = Counter(url.rpartition("/")[2] for url in Article.objects.values_list("url", flat=True))
    assert sorted(stored) == published
    assert set(stored.values()) == {1}
    assert set(Item.objects.values_list("state", flat=True)) == {"taken"}
    assert (
        Subscription.objects.filter(is_gone=True).count()
        == sum(paper.ended for paper in papers)
        == sum(paper.kind == "gone" for paper in papers)
    )
