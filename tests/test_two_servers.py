"""Two server processes with a memory each: what an editor corrects is seen at the next request, whichever of them answers."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException

import pytest

from tests.conftest import ROOT

PAGE = """<!doctype html><html lang="en"><head><title>The bridge stands</title></head><body><article><h1>The bridge stands</h1>
<p>The old bridge over the river stands, in spite of everything that was said of it in the town.</p>
<figure><img src="https://pictures.example/bridge.jpg" width="800" height="600"><figcaption>The bridge at dawn.</figcaption></figure>
<p>It was expected to fall in the spring, and it did not, to the surprise of those who had sold it.</p>
<p>The town will keep it, said those who cross it every day, and paint it when there is money for paint.</p>
</article></body></html>"""
EDIT = """from gallery.desk import words
from gallery.models import Caption
words.edit(Caption.objects.get(), 1, "The bridge at noon.", "", None)"""
ASKED = 12
"""Times a page is asked for: both processes get their turn."""
PATIENCE = 20
"""Seconds for the servers to begin."""


@pytest.fixture
def manage(tmp_path):
    """Run a command of an installation of its own; give its environment with it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CUTLINE_", "DATABASE_", "DJANGO_"))}
    environment = kept | {"CUTLINE_VAR": str(tmp_path / "var"), "CUTLINE_AVIF": "0"}

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run.environment = environment
    return run


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def got(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


@pytest.fixture
def servers(manage, tmp_path):
    """The port of two server processes that show one story."""
    page = tmp_path / "bridge.html"
    page.write_text(PAGE)
    manage("migrate", "--verbosity=0")
    manage("ingest", str(page))
    manage("collectstatic", "--noinput", "--verbosity=0")
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2", "newsroom.wsgi:application"]
    with subprocess.Popen(command, cwd=ROOT, env=manage.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            _await(port)
            yield port
        finally:
            running.terminate()


def _await(port):
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            return got(port, "/robots.txt")
        except (OSError, HTTPException):
            assert time.monotonic() < ends, "the servers did not begin"
            time.sleep(0.1)


def say(port, paths, words):
    """Which of these pages show words, whoever answers."""
    return [path for path in paths if all(words in got(port, path) for _ in range(ASKED))]


def test_a_corrected_caption_is_seen_at_the_next_request_from_every_process(manage, servers):
    paths = ["/story/the-bridge-stands/", "/story/the-bridge-stands/photo/1/", "/photo/1/", "/feed/"]
    assert say(servers, paths, "The bridge at dawn.") == paths
    manage("shell", "--command", EDIT)
    assert say(servers, paths, "The bridge at noon.") == paths
