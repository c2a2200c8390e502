"""Real workers killed in the middle of their work: no story half stored, nothing lost, nothing twice.

Five kills; `CUTLINE_KILLS=100` makes more of them.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.articles.subscriptions.papers import entry, page, rss, whole
from tests.conftest import ROOT
from tests.test_background import empty_database

KILLS = int(os.environ.get("CUTLINE_KILLS", "5"))
SOURCES, AT_FIRST, A_KILL = 4, 3, 1
STATEMENTS = 900
"""Of the database, among which a worker ends itself: about as many as what each kill brings takes."""
NURSERY = """
import os, signal, sys, threading, traceback
from datetime import timedelta
from types import SimpleNamespace
import django
django.setup()
from django.core.management import call_command
from django.db.backends.signals import connection_created
from articles import workers
from articles.models import Subscription
from articles.reading import reader
from articles.subscriptions import polling, reading, schedule, taking

workers.DEAD, workers.BEAT, workers.BEATS_BETWEEN_LOOKS = timedelta(seconds=1), 0.2, 1
soon = timedelta(seconds=0.4)
schedule.after_answer = lambda now, interval, *_: schedule.Next(now + soon, interval)
# What reads foreign bytes dies with its worker; starting it anew would take longer than all else.
taking._reader, polling._reader = SimpleNamespace(read=reader.read), SimpleNamespace(read=reading.read_feed)

def end_at(number, ends):
    left = [number]
    def wrapper(execute, sql, params, many, context):
        is_at_work = threading.current_thread() is threading.main_thread()  # the other one gives signs of life
        left[0] -= is_at_work
        if is_at_work and left[0] == 0:
            stack = [frame.filename.rpartition("/")[2] for frame in traceback.extract_stack()]
            work = next((each for each in ("polling.py", "taking.py", "photo_files.py") if each in stack), "the queue")
            with open(ends, "a") as file:
                file.write(f"{work}{', in a transaction' if context['connection'].in_atomic_block else ''}\\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
    connection_created.connect(lambda connection, **_: connection.execute_wrappers.append(wrapper), weak=False)

def do(job, *said):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if job == "work":
        end_at(int(said[0]), said[1])
        call_command("worker")
    elif job == "begin":
        call_command("migrate", verbosity=0)
        Subscription.objects.bulk_create(Subscription(url=url) for url in said)
        print("begun", flush=True)
    else:
        print(told(), flush=True)

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if child := os.fork():
        if line.startswith("work"):
            print(child, flush=True)
        continue
    try:
        do(*line.split())
    finally:
        os._exit(0)
"""
TOLD = """
import json
from collections import Counter
from articles.models import Article, Item, Page
from gallery.models import Caption, Photo, Sighting

def told():
    sightings = Counter(Sighting.objects.values_list("article__url", flat=True))
    return json.dumps({
        "items": list(Item.objects.order_by("url").values_list("url", "state", "article__headline", "reason")),
        "stories": list(Article.objects.order_by("url").values_list("url", "headline", "source__name")),
        "bodies": sorted(len(body.splitlines()) for body in Article.objects.values_list("body", flat=True)),
        "captions": list(Caption.objects.order_by("article__url").values_list("article__url", "source_text")),
        "sightings": sorted(sightings.items()),
        "half_stored": [
            list(rows) for rows in (
                Article.objects.filter(captions=None).values_list("url", flat=True),
                Article.objects.exclude(pk__in=Sighting.objects.values("article")).values_list("url", flat=True),
                Article.objects.exclude(pk__in=Page.objects.values("article")).values_list("url", flat=True),
                Article.objects.filter(wording=None).values_list("url", flat=True),
                Photo.objects.exclude(pk__in=Caption.objects.values("photo")).values_list("pk", flat=True),
                Item.objects.filter(state="taken", article=None).values_list("url", flat=True),
                Article.objects.filter(feed_items=None).values_list("url", flat=True),
            )
        ],
        "pages": Page.objects.count(),
        "photos": Photo.objects.count(),
        "in_charge": Item.objects.exclude(task=None).count() + Photo.objects.exclude(task=None).count(),
    })
"""


class Papers(ThreadingHTTPServer):
    """Papers whose feeds grow, and whose first item is corrected, with every kill."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.kills, self.asked, self.news = 0, 0, threading.Condition()

    def handle_error(self, request, client_address):
        """A killed worker hangs up."""

    @property
    def host(self):
        return f"localhost:{self.server_address[1]}"

    def url(self, path):
        return f"http://{self.host}{path}"

    def numbers(self):
        return range(AT_FIRST + A_KILL * self.kills)

    def title(self, source, number):
        return f"Seal {source}-{number} keeps ferry waiting" + (f", correction {self.kills}" if number == 0 else "")

    def figure(self, source, number):
        caption = f"Seal {source}-{number} looks at the harbour."
        name = sha256(f"{source} {number}".encode()).hexdigest()[:20]
        return f"<figure><img src='/{name}.jpg'><figcaption>{caption}</figcaption></figure>"

    def answer(self, path):
        kind, *named = path.strip("/").split("-")
        if kind == "feed":
            return "application/rss+xml", rss(*(self.item(int(named[0]), number) for number in self.numbers()))
        if kind == "story":
            source, number = map(int, named)
            told = page(f"{source}-{number}", self.title(source, number))
            return "text/html; charset=utf-8", told.replace(b"</h1>", b"</h1>" + self.figure(source, number).encode())
        return None

    def item(self, source, number):
        # Every second one is a teaser.
        content = "" if number % 2 else self.figure(source, number) + whole(f"{source}-{number}")
        return entry(number, f"/story-{source}-{number}", f"{source}-{number}", self.title(source, number), content)

    def wait_for(self, questions):
        with self.news:
            asked = self.asked
            self.news.wait_for(lambda: self.asked >= asked + questions, 8)


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        with self.server.news:
            self.server.asked += 1
            self.server.news.notify_all()
        given = self.server.answer(self.path)
        self.send_response(200 if given else 404)
        if given:
            self.send_header("Content-Type", given[0])
        self.end_headers()
        self.wfile.write(given[1] if given else b"")

    def log_message(self, *args):
        pass


@pytest.fixture
def papers():
    server = Papers()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Installation:
    """An installation of its own that is subscribed to the papers, and the process that all its workers are forked from."""

    def __init__(self, environment, ends):
        self.ends = ends
        command = [sys.executable, "-c", NURSERY.replace("def do(", TOLD + "def do(", 1)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.nursery = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)

    def ask(self, *job):
        self.nursery.stdin.write(" ".join(map(str, job)) + "\n")
        self.nursery.stdin.flush()
        return self.nursery.stdout.readline()

    def begin_work(self, ends_at=0):
        """Begin a worker that ends itself before its so manieth question to the database, 0: never; give its process."""
        return int(self.ask("work", ends_at, self.ends))

    def told(self):
        return json.loads(self.ask("tell"))


@pytest.fixture
def installation(papers, tmp_path):
    names = {name: value for name, value in os.environ.items() if not name.startswith(("CUTLINE_", "DATABASE_", "DJANGO_"))}
    said = {"CUTLINE_VAR": str(tmp_path), "CUTLINE_FETCH_ALLOW": papers.host, "CUTLINE_FETCH_PAUSE": "0", "CUTLINE_AVIF": "0"}
    with empty_database() as database:
        environment = names | said | database | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "LOG_LEVEL": "ERROR"}
        installation = Installation(environment, tmp_path / "ends")
        assert installation.ask("begin", *(papers.url(f"/feed-{source}") for source in range(SOURCES))) == "begun\n"
        yield installation
        installation.nursery.kill()
        installation.nursery.communicate()


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def end(process, how=signal.SIGKILL):
    with suppress(ProcessLookupError):
        os.kill(process, how)
    wait_for_end(process)


def wait_for_end(process):
    while is_alive(process):
        time.sleep(0.01)


def wait_until_done(installation, papers):
    """Let a worker go on until every item has become what its feed says last; give what there is then."""
    worker = installation.begin_work()
    last = {papers.title(source, number) for source in range(SOURCES) for number in papers.numbers()}
    try:
        for _ in range(600):
            rows = installation.told()
            if {item[2] for item in rows["items"]} == last and not rows["in_charge"] and {item[1] for item in rows["items"]} == {"taken"}:
                break
            time.sleep(0.3)
    finally:
        end(worker, signal.SIGTERM)
    return rows


@pytest.mark.django_db(transaction=True)
def test_workers_that_are_killed_at_any_moment_lose_nothing_and_do_nothing_twice(papers, installation):
    """Every second one before a question to its database, whichever it is, the others some time after a question to a server."""
    dice = random.Random(7)
    for number in range(KILLS):
        if number % 2 == 0:
            wait_for_end(installation.begin_work(dice.randrange(1, STATEMENTS)))
        else:
            worker = installation.begin_work()
            papers.wait_for(dice.randrange(1, 12))
            time.sleep(dice.random() * 0.2)
            end(worker)
        assert not any(installation.told()["half_stored"])
        papers.kills += 1
    rows = wait_until_done(installation, papers)
    ends = Counter(installation.ends.read_text().splitlines())
    sys.stdout.write(f"\nended in {ends.most_common()}\n")
    every = sorted(
        (papers.url(f"/story-{source}-{number}"), papers.title(source, number)) for source in range(SOURCES) for number in papers.numbers()
    )
    assert [tuple(item[:3]) for item in rows["items"]] == [(url, "taken", title) for url, title in every]
    assert [tuple(story[:2]) for story in rows["stories"]] == every
    assert set(rows["bodies"]) == {8}
    assert [url for url, _ in rows["captions"]] == [url for url, _ in every]
    assert [url for url, _ in rows["sightings"]] == [url for url, _ in every]
    assert (rows["pages"], rows["photos"], rows["in_charge"]) == (len(every), len(every), 0)
    assert ends.total() == (KILLS + 1) // 2
    if KILLS >= 100:
        assert {f"{work}.py{when}" for work in ("polling", "taking") for when in ("", ", in a transaction")} <= ends.keys()
