"""Where photos are served from, by the environment alone."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT
from tests.factories import picture

TELL = """
import django, json
django.setup()
from django.conf import settings
from gallery.models import Photo
from gallery.pictures import picture_of
photo = Photo(digest="ab" * 32, width=700, height=500, has_avif=True)
print(json.dumps({"csp": settings.SECURE_CSP["img-src"], "src": picture_of(photo).src, "avif": picture_of(photo).avif}))
"""
STORE = """
import django, json, sys
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.core.files.storage import default_storage
from gallery.renditions import photos, sources, store
data = sys.stdin.buffer.read()
stored = store(data)
assert store(data) == stored
assert default_storage.open(stored.original).read() == data
file = sources(stored.digest, stored.width, stored.height)[0]
print(json.dumps({"original": stored.original, "webp": file.webp, "size": photos().size(file.webp)}))
"""
DIGEST = "ab" * 32


def run(code, tmp_path, stdin=b"", **environment):
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "newsroom.settings", "CUTLINE_VAR": str(tmp_path), **environment}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, input=stdin, capture_output=True, timeout=60)


def told(code, tmp_path, stdin=b"", **environment):
    done = run(code, tmp_path, stdin, **environment)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_where_nothing_is_said_the_site_serves_them_itself(tmp_path):
    said = told(TELL, tmp_path)
    assert said["csp"] == ["'self'", "data:"]
    assert said["src"] == f"/media/photos/ab/{DIGEST}-700.jpg"
    assert said["avif"].split(", ")[0] == f"/media/photos/ab/{DIGEST}-320.avif 320w"


def test_another_server_serves_them_and_pages_may_show_them_from_there(tmp_path):
    said = told(TELL, tmp_path, MEDIA_URL="https://img.paper.example:8443/pictures/")
    assert said["src"] == f"https://img.paper.example:8443/pictures/photos/ab/{DIGEST}-700.jpg"
    assert said["csp"] == ["'self'", "data:", "https://img.paper.example:8443"]


BUCKET = {"S3_BUCKET": "pictures", "S3_ORIGINALS_BUCKET": "originals", "S3_REGION": "eu-west-1"}


def test_a_bucket_s_files_have_their_plain_public_address_without_asking_the_store(tmp_path):
    said = told(TELL, tmp_path, MEDIA_URL="https://img.paper.example/", **BUCKET)
    assert said["src"] == f"https://img.paper.example/photos/ab/{DIGEST}-700.jpg"
    assert said["csp"] == ["'self'", "data:", "https://img.paper.example"]


@pytest.mark.parametrize(
    ("missing", "word"), [({"S3_BUCKET": "pictures", "MEDIA_URL": "https://img.example/"}, "S3_ORIGINALS_BUCKET"), (BUCKET, "MEDIA_URL")]
)
def test_a_bucket_without_its_address_or_a_place_for_originals_is_refused_by_name(tmp_path, missing, word):
    done = run(TELL, tmp_path, **missing)
    assert done.returncode != 0
    assert word in done.stderr.decode().splitlines()[-1]


class ObjectStore(BaseHTTPRequestHandler):
    """As much of S3 as storing needs: objects by `/bucket/key`, with the header lines they were put with."""

    def do_PUT(self):
        self.server.puts[self.path] += 1
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if "chunked" in self.headers.get("Content-Encoding", ""):
            body = self.unchunked(body)
        kept = {name: self.headers[name] for name in ("Content-Type", "Cache-Control") if self.headers[name]}
        self.server.objects[self.key()] = (kept, body)
        self.give(200, {"ETag": '"1"'})

    def do_GET(self):
        kept, body = self.server.objects.get(self.key(), ({}, None))
        if body is None:
            self.give(404, {})
        else:
            self.give(200, {**kept, "ETag": '"1"', "Last-Modified": "Sat, 03 Oct 2026 08:00:00 GMT"}, body)

    do_HEAD = do_GET

    def do_DELETE(self):
        self.server.objects.pop(self.key(), None)
        self.give(204, {})

    def key(self):
        return unquote(urlsplit(self.path).path)

    def unchunked(self, body):
        whole = b""
        while body:
            head, _, body = body.partition(b"\r\n")
            size = int(head.partition(b";")[0], 16)
            whole, body = whole + body[:size], body[size + 2 :]
            if not size:
                break
        return whole

    def give(self, status, headers, body=b""):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def object_store():
    server = ThreadingHTTPServer(("127.0.0.1", 0), ObjectStore)
    server.objects, server.puts = {}, Counter()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_files_go_to_the_store_with_type_and_caching_and_originals_to_a_bucket_of_their_own(tmp_path, object_store):
    said = told(
        STORE,
        tmp_path,
        picture(),
        MEDIA_URL="https://img.paper.example/",
        S3_ENDPOINT=f"http://127.0.0.1:{object_store.server_address[1]}",
        S3_ACCESS_KEY="key",
        S3_SECRET_KEY="secret",
        **BUCKET,
    )
    kept, body = object_store.objects[f"/pictures/{said['webp']}"]
    assert kept == {"Content-Type": "image/webp", "Cache-Control": "public, max-age=31536000, immutable"}
    assert (body[:4], len(body)) == (b"RIFF", said["size"])
    assert {key.split("/")[1] for key in object_store.objects if "/originals/" in key[1:]} == {"originals"}
    assert object_store.objects[f"/originals/{said['original']}"][1] == picture()
    assert set(object_store.puts.values()) == {1}
