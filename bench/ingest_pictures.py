"""Stories with their photos taken in from a local server: memory, what is fetched twice, what a killed worker leaves behind.

    python -m bench.ingest_pictures [--stories 100] [--photos 20] [--workers 2] [--width 640] [--kills 3] [--dead 20]

Twice from nothing: once undisturbed and then repeated, once with workers that are killed in the middle of their work. Everything is
real: `manage.py ingest`, the worker, a server that counts. `--dead` are the seconds after which a worker without signs of life is dead;
`DATABASE_URL` names an empty PostgreSQL database to use in place of SQLite. Ends with one JSON line; exit status 1 where a photo is
missing, was fetched twice without need, or rows differ.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
WORDS = "The ferry to the island left an hour late because a seal had settled on the gangway and would not be moved by anybody. "
PATIENCE = 3600
WORKER = """
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
from articles import workers
workers.DEAD, workers.BEAT = timedelta(seconds={0}), {0} / 4
call_command("worker")
"""
DUMP = """
import json
from articles.models import Article
from gallery.models import Caption, Photo, Rendition, Sighting
captions = Caption.objects.order_by("article__identity", "position")
print(json.dumps({
    "articles": list(Article.objects.order_by("identity").values_list("identity", "slug", "headline", "body")),
    "captions": [(c.article.identity, c.position, c.role, c.text, c.credit, c.photo.digest, c.photo.width)
                 for c in captions.select_related("article", "photo")],
    "renditions": list(Rendition.objects.order_by("url").values_list("url", "photo__digest", "state", "reason", "tries", "width")),
    "sightings": list(Sighting.objects.order_by("article__identity", "place").values_list("article__identity", "place", "outcome", "rule")),
    "photos": [Photo.objects.count(), Photo.objects.filter(digest=None).count(), Photo.objects.exclude(task=None).count()],
}))
"""


class Site(ThreadingHTTPServer):
    """A publisher: pages with photos in two sizes each; `asked` counts what was asked for."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, stories: int, photos: int, width: int) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.stories, self.photos, self.width = stories, photos, width
        self.asked: Counter[str] = Counter()
        self.news = threading.Condition()

    def handle_error(self, request, client_address):
        """A killed worker hangs up."""

    @property
    def host(self) -> str:
        return f"localhost:{self.server_address[1]}"

    def pages(self) -> list[str]:
        return [f"http://{self.host}/story/{number}" for number in range(self.stories)]

    def page(self, number: int) -> bytes:
        title = f"Seal keeps ferry {number} waiting"
        names = [sha256(f"{number} {photo}".encode()).hexdigest()[:20] for photo in range(self.photos)]
        pieces = [f"{self.figure(name)}<p>{WORDS} Said one: it is day {day} of {number}.</p>" for day, name in enumerate(names)]
        text = "".join(pieces)
        return (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{WORDS}</p>{text}</article></body></html>".encode()
        )

    def figure(self, name: str) -> str:
        srcset = f"/photo/{name}_{self.width // 2}.jpg {self.width // 2}w, /photo/{name}_{self.width}.jpg {self.width}w"
        caption = f"Seal number {name} looks at the harbour. (Jo Doe/The Paper)"
        return f'<figure><img src="/photo/{name}_{self.width // 2}.jpg" srcset="{srcset}"><figcaption>{caption}</figcaption></figure>'

    def photo(self, name: str, width: int) -> bytes:
        height = width * 2 // 3
        grain = Random(name).randbytes(24 * 16 * 3)
        data = BytesIO()
        Image.frombytes("RGB", (24, 16), grain).resize((width, height), Image.Resampling.BICUBIC).save(data, "JPEG", quality=85)
        return data.getvalue()

    def pictures_asked(self) -> Counter[str]:
        return Counter({path: times for path, times in self.asked.items() if path.startswith("/photo/")})

    def wait_for(self, pictures: int) -> None:
        """Wait until so many pictures in all were asked for."""
        with self.news:
            self.news.wait_for(lambda: self.pictures_asked().total() >= pictures, PATIENCE)


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with self.server.news:
            self.server.asked[self.path] += 1
            self.server.news.notify_all()
        kind, _, name = self.path.strip("/").partition("/")
        if kind == "story":
            self.give("text/html; charset=utf-8", self.server.page(int(name)))
        else:
            name, _, width = name.removesuffix(".jpg").rpartition("_")
            self.give("image/jpeg", self.server.photo(name, int(width)))

    def give(self, kind, body):
        tag = f'"{self.path}"'
        known = self.headers.get("If-None-Match") == tag
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "0" if known else str(len(body)))
        self.end_headers()
        if not known:
            self.wfile.write(body)

    def log_message(self, *args):
        pass


class Memory:
    """Watches processes and their children: the most megabytes that all of them had at one time, by quarters of the work."""

    def __init__(self, processes, done):
        self.processes, self.done = processes, done
        self.peaks = [0.0] * 4
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _watch(self):
        while not self._over.wait(0.2):
            quarter = min(int(self.done() * 4), 3)
            now = sum(_megabytes(each.pid) for each in self.processes)
            self.peaks[quarter] = max(self.peaks[quarter], now)


def _megabytes(pid: int) -> float:
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_048_576
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return own + sum(_megabytes(int(child)) for child in children)


class Paper:
    """An installation of its own, empty at first."""

    def __init__(self, folder: Path, site: Site, dead: int) -> None:
        self.worker = WORKER.format(dead)
        settings = {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "CUTLINE_VAR": str(folder),
            "CUTLINE_FETCH_ALLOW": site.host,
            "CUTLINE_FETCH_PAUSE": "0",
            "CUTLINE_AVIF": "0",
        }
        self.environment = os.environ | settings
        self.run("migrate", "--verbosity", "0")
        self.run("flush", "--noinput", "--verbosity", "0")

    def start(self, *command: str, **more) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, **more)

    def start_worker(self) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-c", self.worker], cwd=ROOT, env=self.environment)

    def run(self, *command: str) -> str:
        process = self.start(*command, stdout=subprocess.PIPE, text=True)
        out, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"manage.py {command[0]} ended with {process.returncode}")
        return out

    def rows(self) -> dict:
        return json.loads(self.run("shell", "-v0", "-c", DUMP))

    @contextmanager
    def workers(self, count: int):
        processes = [self.start_worker() for _ in range(count)]
        try:
            yield processes
        finally:
            for each in processes:
                each.terminate()
            for each in processes:
                each.wait()

    def wait_until_done(self) -> None:
        """Wait until no photo is left that a task is in charge of."""
        started = time.monotonic()
        while time.monotonic() - started < PATIENCE:
            photos, without_file, in_charge = self.rows()["photos"]
            if not without_file and not in_charge:
                return
            time.sleep(1)
        raise SystemExit(f"After an hour {without_file} of {photos} photos had no file.")


def undisturbed(paper: Paper, site: Site, workers: int) -> dict:
    total = site.stories * site.photos
    started = time.monotonic()
    paper.run("ingest", *site.pages())
    read = time.monotonic() - started
    with paper.workers(workers) as processes, Memory(processes, lambda: site.pictures_asked().total() / total) as memory:
        site.wait_for(total)
        paper.wait_until_done()
    first, asked = paper.rows(), site.asked.copy()
    seconds = time.monotonic() - started
    paper.run("ingest", *site.pages())
    paper.run("worker", "--until-empty")
    return {
        "seconds_ingest": round(read, 1),
        "seconds": round(seconds, 1),
        "peak_mb_by_quarter": [round(peak) for peak in memory.peaks],
        "photos": first["photos"][0],
        "without_file": first["photos"][1],
        "fetched_twice": sum(times > 1 for times in site.pictures_asked().values()),
        "fetched_when_repeated": (site.pictures_asked() - asked).total(),
        "same_when_repeated": paper.rows() == first,
        "rows": first,
    }


def killed(paper: Paper, site: Site, workers: int, kills: int) -> dict:
    total = site.stories * site.photos
    before = site.pictures_asked().total()
    ingest = paper.start("ingest", *site.pages(), stdout=subprocess.DEVNULL)
    for number in range(kills):
        processes = [paper.start_worker() for _ in range(workers)]
        site.wait_for(before + total * (number + 1) // (kills + 2))
        for each in [*processes, *([ingest] if number == 0 else [])]:
            each.send_signal(signal.SIGKILL)
            each.wait()
        if number == 0:
            paper.run("ingest", *site.pages())
    with paper.workers(workers):
        paper.wait_until_done()
    again = site.pictures_asked().total() - before - total
    return {"kills": kills * workers, "fetched_again_after_kills": again, "rows": paper.rows()}


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, default in {"stories": 100, "photos": 20, "workers": 2, "width": 640, "kills": 3, "dead": 20}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    said = parser.parse_args()
    site = Site(said.stories, said.photos, said.width)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        calm = undisturbed(Paper(Path(folder) / "calm", site, said.dead), site, said.workers)
        wild = killed(Paper(Path(folder) / "wild", site, said.dead), site, said.workers, said.kills)
    same = calm.pop("rows") == wild.pop("rows")
    result = {"stories": said.stories, "workers": said.workers, **calm, **wild, "same_when_killed": same}
    print(json.dumps(result))
    missing = calm["without_file"] or calm["photos"] != said.stories * said.photos
    twice = calm["fetched_twice"] or calm["fetched_when_repeated"] or wild["fetched_again_after_kills"] > wild["kills"]
    sys.exit(bool(missing or twice or not (calm["same_when_repeated"] and same)))


if __name__ == "__main__":
    main()
