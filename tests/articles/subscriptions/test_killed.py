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
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.articles.subscriptions.papers import entry, page, rss, whole
from tests.conftest import ROOT
from tests.test_background import empty_database

KILLS = int(os.environ.get("CUTLINE_KILLS", "5"))
SOURCES, AT_FIRST, A_KILL = 4, 3, 1
WORKER = """
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
from articles import workers
from articles.subscriptions import schedule
workers.DEAD, workers.BEAT, workers.BEATS_BETWEEN_LOOKS = timedelta(seconds=1), 0.2, 1
soon = timedelta(seconds=0.4)
schedule.after_answer = lambda now, interval, *_: schedule.Next(now + soon, interval)
call_command("worker")
"""
SUBSCRIBE = "from articles.models import Subscription; [Subscription.objects.create(url=url) for url in {}]"
DUMP = """
import json
from articles.models import Article, Item, Page, Subscription
from gallery.models import Caption, Photo
print(json.dumps({
    "items": list(Item.objects.order_by("url").values_list("url", "state", "article__headline", "reason")),
    "stories": list(Article.objects.order_by("url").values_list("url", "headline", "source__name")),
    "bodies": sorted(len(body.splitlines()) for body in Article.objects.values_list("body", flat=True)),
    "captions": list(Caption.objects.order_by("article__url").values_list("article__url", "source_text")),
    "pages": Page.objects.count(),
    "photos": Photo.objects.count(),
    "in_charge": Item.objects.exclude(task=None).count() + Photo.objects.exclude(task=None).count(),
}))
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


@pytest.fixture
def installation(papers, tmp_path):
    """The environment of an installation of its own that is subscribed to the papers."""
    names = {name: value for name, value in os.environ.items() if not name.startswith(("CUTLINE_", "DATABASE_", "DJANGO_"))}
    said = {"CUTLINE_VAR": str(tmp_path), "CUTLINE_FETCH_ALLOW": papers.host, "CUTLINE_FETCH_PAUSE": "0", "CUTLINE_AVIF": "0"}
    with empty_database() as database:
        environment = names | said | database | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "LOG_LEVEL": "ERROR"}
        run(environment, "migrate", "--verbosity=0")
        run(environment, "shell", "-v0", "-c", SUBSCRIBE.format([papers.url(f"/feed-{source}") for source in range(SOURCES)]))
        yield environment


def run(environment, *command):
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def begin(environment):
    return subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def wait_until_done(environment, papers):
    """Let a worker go on until every item has become what its feed says last; give what there is then."""
    worker = begin(environment)
    try:
        for _ in range(90):
            rows = json.loads(run(environment, "shell", "-v0", "-c", DUMP))
            last = {papers.title(source, number) for source in range(SOURCES) for number in papers.numbers()}
            if {item[2] for item in rows["items"]} == last and not rows["in_charge"] and {item[1] for item in rows["items"]} == {"taken"}:
                break
            time.sleep(1)
    finally:
        worker.terminate()
        worker.wait()
    return rows


@pytest.mark.django_db(transaction=True)
def test_workers_that_are_killed_at_any_moment_lose_nothing_and_do_nothing_twice(papers, installation):
    dice = random.Random(7)
    for _ in range(KILLS):
        worker = begin(installation)
        papers.wait_for(dice.randrange(1, 12))
        time.sleep(dice.random() * 0.2)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        papers.kills += 1
    rows = wait_until_done(installation, papers)
    every = sorted(
        (papers.url(f"/story-{source}-{number}"), papers.title(source, number)) for source in range(SOURCES) for number in papers.numbers()
    )
    assert [tuple(item[:3]) for item in rows["items"]] == [(url, "taken", title) for url, title in every]
    assert [tuple(story[:2]) for story in rows["stories"]] == every
    assert set(rows["bodies"]) == {8}
    assert [url for url, _ in rows["captions"]] == [url for url, _ in every]
    assert (rows["pages"], rows["photos"], rows["in_charge"]) == (len(every), len(every), 0)
