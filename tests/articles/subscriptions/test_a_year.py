"""A year of many sources on one server, by a clock of the test's own: nothing lost, nothing twice, nobody asked too often.

Small here; `CUTLINE_YEAR=1` makes it 200 sources and 365 days, and `-s` shows what was measured. The papers: `year_papers`.
"""

import os
import random
import resource
import socket
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from django.utils import timezone

from articles.appearances.rows import Pairing
from articles.fetch import Limits
from articles.models import Article
from articles.search.words import text_of
from articles.subscriptions import polling, taking
from articles.subscriptions.rows import Item, Subscription
from gallery.models import Caption, Photo
from tests.articles.subscriptions import year_papers as papers_of
from tests.articles.subscriptions.papers import subscribe

pytestmark = pytest.mark.django_db
WHOLE_YEAR = os.environ.get("CUTLINE_YEAR") == "1"
SOURCES, DAYS, EVERY, STEP, MAX_AGE = (
    (200, 365, 40, timedelta(hours=12), 86_400) if WHOLE_YEAR else (len(papers_of.KINDS), 2, 10, timedelta(hours=4), 0)
)
"""How many sources there are, for how many days, in how many of which each has news; the steps in which time passes; and for how many
seconds most say that nobody need ask."""
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
LATEST = max(timedelta(hours=13.2), timedelta(seconds=MAX_AGE)) + STEP
"""Until news is there, of a source that is well: the longest interval between two questions, and a step."""
SETTLING = timedelta(days=3 if WHOLE_YEAR else 1)
"""After the last news, until all should be there: who rests longest is asked once a day."""


class Clock:
    def __init__(self):
        self.now = BEGIN

    def __call__(self, tz=None):
        return self.now


class Server(ThreadingTCPServer):
    """All papers, each at a host of its kind."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, papers, clock):
        super().__init__(("127.0.0.1", 0), Handler)
        self.papers, self.clock, self.bytes = papers, clock, 0

    def answer(self, path, headers):
        number = path.split("/")[1]
        return self.papers[int(number)].answer(path, headers, self.clock.now) if number.isdecimal() else (404, {}, b"")


class Handler(StreamRequestHandler):
    def handle(self):
        path = self.rfile.readline().decode().split()[1]
        lines = iter(lambda: self.rfile.readline().decode().strip(), "")
        status, headers, body = self.server.answer(
            path, {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        )
        said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.wfile.write(f"HTTP/1.1 {status or 200} .\r\nConnection: close\r\n{said}\r\n".encode() + body)
        self.server.bytes += len(body)
        if status == papers_of.HANGS:
            self.rfile.read(1)  # until the other one hangs up


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def papers(monkeypatch):
    """The sources, of every kind as many."""
    if not WHOLE_YEAR:
        monkeypatch.setattr(papers_of.RepostsRenamed, "RENAMED", 4)
        monkeypatch.setattr(papers_of.Million, "TROUBLE", 5)
        monkeypatch.setattr(papers_of.Million, "ITEMS", 20_000)
    late = BEGIN + timedelta(days=DAYS / 2)
    kinds = papers_of.KINDS
    return [kinds[number % len(kinds)](number, late, MAX_AGE if number >= len(kinds) else 0) for number in range(SOURCES)]


@pytest.fixture
def server(papers, clock, settings, monkeypatch):
    """The papers' server, to which every name leads; sources are subscribed to, no worker fetches photos."""
    server = Server(papers, clock)
    port = server.server_address[1]
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    hosts = {f"{paper.host}:{port}" for paper in papers}
    settings.CUTLINE_FETCH_ALLOW = frozenset(hosts)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    for paper in papers:
        paper.host += f":{port}"
        paper.publish(BEGIN - timedelta(days=1))
        subscribe(f"http://{paper.host}{paper.path}", due_at=BEGIN)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Year:
    """What passes in it, counted."""

    def __init__(self, clock, papers, monkeypatch, committed):
        self.clock, self.papers, self.monkeypatch, self.committed = clock, papers, monkeypatch, committed
        self.polls = self.taken = 0

    def pass_until(self, until):
        """Let time pass in steps: at each every source that is due is asked, and all that waits is taken."""
        while self.clock.now < until:
            for pk, url in list(Subscription.objects.due(self.clock.now).values_list("pk", "url")):
                hangs = self.papers[int(url.split("/")[3])].hangs_next()
                self.monkeypatch.setattr(polling, "LIMITS", Limits(seconds=0.2 if hangs else 30))
                polling.poll(pk, appointed=True)
                self.polls += 1
            for pk in list(Item.objects.waiting(self.clock.now).values_list("pk", flat=True)):
                with self.committed(execute=True):
                    taking.take(pk, appointed=True)
                self.taken += 1
            self.clock.now += STEP


def live(year, clock, papers):
    dice = random.Random(11)
    for day in range(DAYS):
        for paper in papers:
            for _ in range(dice.choice((1, 1, 2)) if day == paper.number % EVERY or dice.random() < 1 / EVERY else 0):
                paper.publish(clock.now)
        year.pass_until(BEGIN + timedelta(days=day + 1))
    year.pass_until(clock.now + SETTLING)


def stored():
    """Give what readers get: headline, text and captions of each story by its name, and how often each name is there."""
    said = list(Article.objects.published().values_list("pk", "url", "headline", "body"))
    captions = {pk: [] for pk, *_ in said}
    for article, text in Caption.objects.filter(article__in=captions).order_by("article", "position").values_list("article", "source_text"):
        captions[article].append(text)
    there, often = {}, Counter()
    for pk, url, headline, body in said:
        name = url.rpartition("/")[2]
        there[name] = (headline, [line.strip() for line in text_of(body).splitlines()], captions[pk])
        often[name] += 1
    return there, often


def lateness(papers):
    """Give how long it took until readers had the latest news of the sources that are well."""
    well = {paper.number for paper in papers if paper.is_well}
    news = Article.objects.published().filter(published_at__gte=BEGIN).values_list("url", "published_at", "first_read_at")
    return max(read - published for url, published, read in news if int(url.split("/")[3]) in well)


def test_in_a_year_nothing_is_lost_nothing_comes_twice_and_nobody_is_asked_too_often(
    clock, papers, server, monkeypatch, django_capture_on_commit_callbacks
):
    random.seed(11)  # when sources are asked again is a matter of dice
    year = Year(clock, papers, monkeypatch, django_capture_on_commit_callbacks)
    live(year, clock, papers)
    expected = {name: told for paper in papers for name, told in paper.expected().items()}
    there, often = stored()
    latest = lateness(papers)
    show(year, papers, server, expected, there, often, latest)
    assert there == expected
    assert set(often.values()) == {1}
    assert Photo.objects.count() == sum(len(captions) for *_, captions in expected.values())
    assert set(Item.objects.values_list("state", flat=True)) == {"taken"}
    assert Item.objects.count() == Item.objects.values("subscription", "url").distinct().count()
    joined = {papers[int(url.split("/")[3])] for url in Article.objects.exclude(joined_to=None).values_list("url", flat=True)}
    assert {type(paper) for paper in joined} == {kind for kind in papers_of.KINDS if kind.LEADS_ELSEWHERE}
    assert not Pairing.objects.open().exists()
    assert latest <= LATEST
    assert {str(paper) for paper in papers if paper.impolite or paper.asked > paper.may_ask(DAYS + SETTLING.days)} == set()
    versioned = [paper for paper in papers if type(paper) in {papers_of.Tagged, papers_of.Dated}]
    assert all(paper.answered[200] <= len(paper.stories) + 1 for paper in versioned)
    gone = [papers[int(url.split("/")[3])] for url in Subscription.objects.filter(is_gone=True).values_list("url", flat=True)]
    assert sorted(map(str, gone)) == sorted(str(paper) for paper in papers if isinstance(paper, papers_of.Gone))


def show(year, papers, server, expected, there, often, latest):
    for reader in (polling._reader, taking._reader):
        reader.end()  # who has not ended is not counted
    requests = sum((paper.answered for paper in papers), Counter())
    child, own = (resource.getrusage(whose) for whose in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    sys.stdout.write(
        f"\n{len(papers)} sources, {DAYS} days: {year.polls} polls, {year.taken} items taken, {server.bytes / 1e6:.0f} MB given\n"
        f"answers: {dict(requests.most_common())}\n{len(expected)} stories: {len(expected.keys() - there.keys())} lost, "
        f"{often.total() - len(often)} twice; the latest after {latest}\n"
        f"{own.ru_utime + own.ru_stime:.0f} s of the processor, its child processes {child.ru_utime + child.ru_stime:.0f} s\n"
    )
