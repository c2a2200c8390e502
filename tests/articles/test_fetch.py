import gzip
import os
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles.fetch import FEED, PICTURE, FetchFailed, FetchRefused, Limits, Version, fetch

PAGE = b"<!doctype html><title>A headline</title>"
MEGABYTE = 1024 * 1024


class Server(BaseHTTPRequestHandler):
    """Answers by path; `served` remembers what was asked."""

    def do_GET(self):
        self.server.served.append((self.path, dict(self.headers)))
        getattr(self, f"give_{self.path.strip('/').partition('/')[0].partition('?')[0]}")()

    def give(self, body=PAGE, status=200, **headers):
        self.send_response(status)
        for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self):
        self.give()

    def give_missing(self):
        self.give(status=404)

    def give_picture(self):
        self.give(Content_Type="image/png")

    def give_svg(self):
        self.give(b"<svg/>", Content_Type="image/svg+xml")

    def give_stream(self):
        self.give(b"bytes", Content_Type="application/octet-stream")

    def give_versioned(self):
        known = self.headers["If-None-Match"] == '"v1"' or self.headers["If-Modified-Since"] == "Sat, 03 Oct 2026 08:00:00 GMT"
        self.give(b"" if known else PAGE, 304 if known else 200, ETag='"v1"', Last_Modified="Sat, 03 Oct 2026 08:00:00 GMT")

    def give_evil_version(self):
        self.give(ETag='"é"', Last_Modified="x" * 200)

    def give_busy(self):
        self.give(status=503, Retry_After="120")

    def give_gone(self):
        self.give(status=410)

    def give_untyped(self):
        self.give(Content_Type=None)

    def give_latin(self):
        self.give(Content_Type="text/html; charset=ISO-8859-1")

    def give_nonsense(self):
        self.give(Content_Type="text/html; charset=klingon")

    def give_packed(self):
        self.give(gzip.compress(PAGE), Content_Encoding="gzip")

    def give_bomb(self):
        self.give(gzip.compress(bytes(200 * MEGABYTE), 9), Content_Encoding="gzip")

    def give_chain(self):
        self.give(gzip.compress(gzip.compress(bytes(MEGABYTE))), Content_Encoding="gzip, gzip")

    def give_brotli(self):
        self.give(b"\x1b", Content_Encoding="br")

    def give_broken(self):
        self.give(zlib.compress(PAGE)[:-9] + b"junkjunkj", Content_Encoding="gzip")

    def give_large(self):
        self.give(bytes(3 * MEGABYTE))

    def give_short(self):
        self.give(Content_Length=str(len(PAGE) + 100))

    def give_loop(self):
        self.give(status=302, Location="/loop")

    def give_steps(self):
        left = int(self.path.rpartition("/")[2])
        self.give(status=301, Location=f"/steps/{left - 1}" if left else "/page?here")

    def give_kept(self):
        self.give(Cache_Control="public, max-age=900")

    def give_feed(self):
        self.give(b"<rss/>", Content_Type="application/rss+xml")

    def give_away(self):
        self.give(status=307, Location=self.path.partition("?")[2])

    def give_nowhere(self):
        self.give(status=302)

    def give_malformed(self):
        self.give(status=302, Location="http://[")

    def give_umlaut(self):
        self.give(status=302, Location="/page?ü".encode().decode("latin-1"))

    def give_drip(self):
        self.give(b"")
        self.drip()

    def give_dripping_header(self):
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        self.drip()

    def drip(self):
        for _ in range(60):
            time.sleep(0.1)
            try:
                self.wfile.write(b"x")
            except OSError:
                return

    def give_silence(self):
        self.server.done.wait(5)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.served, server.done = [], threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.done.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def get(server):
    """Fetch a path of the server, which the operator allows by name and port."""
    port = server.server_address[1]

    def get(path, asked=None, **limits):
        limits = Limits(**({"size": MEGABYTE, "seconds": 5} | limits))
        return fetch(f"http://localhost:{port}{path}", frozenset({f"localhost:{port}"}), limits=limits, **(asked or {}))

    server.served.clear()
    return get


@pytest.fixture
def names(monkeypatch):
    """A name server whose answers the test writes; no connection leaves the machine."""
    book, tried = {}, []

    def answer(host, port, *args, **kwargs):
        addresses = book.get(host.rstrip("."))
        addresses = next(addresses) if isinstance(addresses, Iterator) else addresses
        if addresses is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in each], socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    class NoSocket(socket.socket):
        def connect(self, address):
            tried.append(address)
            raise ConnectionRefusedError

    monkeypatch.setattr("articles.guard.socket.getaddrinfo", answer)
    monkeypatch.setattr("articles.guard.socket.socket", NoSocket)
    book["tried"] = tried
    return book


def test_a_page_comes_with_its_address_type_and_charset(get):
    fetched = get("/page")
    assert (fetched.body, fetched.content_type, fetched.charset) == (PAGE, "text/html", "utf-8")
    assert fetched.final_url.endswith("/page")


def test_it_says_who_asks_and_names_the_host(get, server):
    get("/page")
    _, headers = server.served[-1]
    assert headers["User-Agent"].startswith("Cutline/")
    assert headers["Host"] == f"localhost:{server.server_address[1]}"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("path", "content_type", "charset"), [("/latin", "text/html", "iso8859-1"), ("/nonsense", "text/html", None), ("/untyped", "", None)]
)
def test_what_the_server_says_of_type_and_charset_is_told(get, path, content_type, charset):
    assert (get(path).content_type, get(path).charset) == (content_type, charset)


def test_a_packed_page_is_unpacked(get):
    assert get("/packed").body == PAGE


def test_redirects_are_followed_to_the_last_address(get):
    assert get("/steps/3").final_url.endswith("/page?here")
    assert get("/umlaut").final_url.endswith("/page?%C3%BC")


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/missing", FetchFailed, "the server answered 404 Not Found"),
        ("/picture", FetchRefused, "it is no page but image/png"),
        ("/large", FetchRefused, "it is larger than 1 MB"),
        ("/chain", FetchFailed, "the server packed it in a way that was not asked for (gzip, gzip)"),
        ("/brotli", FetchFailed, "the server packed it in a way that was not asked for (br)"),
        ("/broken", FetchFailed, "the connection to its server broke off before the page was whole"),
        ("/short", FetchFailed, "the connection to its server broke off before the page was whole"),
        ("/loop", FetchRefused, "it was redirected more than 5 times"),
        ("/steps/5", FetchRefused, "it was redirected more than 5 times"),
        ("/nowhere", FetchFailed, "the server redirected it without saying where to"),
        ("/away?http://127.0.0.1/", FetchRefused, "its host has no public address"),
        ("/away?//169.254.169.254/latest/meta-data/", FetchRefused, "its host has no public address"),
        ("/away?http://localhost:22/", FetchRefused, "its port 22 is neither 80 nor 443"),
        ("/away?file:///etc/passwd", FetchRefused, "only http and https addresses are fetched"),
        ("/away?http://me:word@localhost/", FetchRefused, "its address carries a name or password"),
        ("/malformed", FetchRefused, "it was redirected to a malformed address"),
    ],
)
def test_what_can_not_be_had_is_said_in_one_sentence(get, path, kind, reason):
    with pytest.raises(kind) as refusal:
        get(path)
    assert str(refusal.value) == reason


def test_a_bomb_is_not_unpacked_beyond_the_limit(get):
    tracemalloc.start()
    try:
        with pytest.raises(FetchRefused, match="larger than 1 MB"):
            get("/bomb")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 300 * MEGABYTE  # the server's own bomb in memory, and not twice


@pytest.mark.parametrize("path", ["/silence", "/drip", "/dripping_header"])
def test_a_slow_server_is_left_when_the_time_is_up(get, path):
    started = time.monotonic()
    with pytest.raises(FetchFailed) as failure:
        get(path, seconds=0.5)
    assert str(failure.value) == "it took more than 0.5 seconds"
    assert time.monotonic() - started < 2


def test_a_slow_name_server_is_left_when_the_time_is_up(monkeypatch):
    monkeypatch.setattr("articles.guard.socket.getaddrinfo", lambda *args, **kwargs: time.sleep(3))
    started = time.monotonic()
    with pytest.raises(FetchFailed, match=r"it took more than 0\.3 seconds"):
        fetch("http://slow.example/", limits=Limits(seconds=0.3))
    assert time.monotonic() - started < 1.5


def test_a_picture_is_taken_only_where_its_server_calls_it_one(get):
    assert get("/picture", {"kind": PICTURE}).content_type == "image/png"
    assert get("/stream", {"kind": PICTURE}).body == b"bytes"
    for path, reason in [("/svg", "it is no picture but image/svg+xml"), ("/page", "it is no picture but text/html")]:
        with pytest.raises(FetchRefused) as refusal:
            get(path, {"kind": PICTURE})
        assert str(refusal.value) == reason


def test_what_is_known_is_not_sent_again(get):
    version = get("/versioned").version
    assert version == Version('"v1"', "Sat, 03 Oct 2026 08:00:00 GMT")
    for known in (version, Version(etag='"v1"'), Version(last_modified=version.last_modified)):
        again = get("/versioned", {"known": known})
        assert (again.unchanged, again.body, again.version) == (True, b"", version)
    assert not get("/versioned", {"known": Version(etag='"v0"')}).unchanged


def test_where_it_stands_for_good_is_told_from_where_it_was_found(get, server):
    here = f"http://localhost:{server.server_address[1]}"
    assert get("/steps/2").lasting_url == f"{here}/page?here"
    assert get(f"/away?{here}/steps/1").lasting_url == f"{here}/away?{here}/steps/1"
    assert get("/page").lasting_url == f"{here}/page"


def test_how_long_nobody_need_ask_again_is_told(get):
    assert (get("/kept").max_age, get("/page").max_age) == (900.0, None)


def test_a_feed_is_taken_under_any_name_servers_have_for_one_and_asked_for_as_one(get, server):
    assert get("/feed", {"kind": FEED}).content_type == "application/rss+xml"
    assert get("/page", {"kind": FEED}).body == PAGE
    assert server.served[-1][1]["Accept"].startswith("application/rss+xml")
    with pytest.raises(FetchRefused, match="it is no feed but image/png"):
        get("/picture", {"kind": FEED})


def test_a_version_that_could_not_be_said_back_is_not_kept(get):
    assert get("/evil_version").version == Version()


@pytest.mark.parametrize(
    ("path", "passing", "wait", "status"), [("/busy", True, 120.0, 503), ("/gone", False, None, 410), ("/short", True, None, 0)]
)
def test_a_failure_says_whether_and_when_another_try_makes_sense(get, path, passing, wait, status):
    with pytest.raises(FetchFailed) as failure:
        get(path)
    assert (failure.value.passing, failure.value.wait, failure.value.status) == (passing, wait, status)


NOBODY = r"its host has no public address|its host was not found|its address is malformed"
HERE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://127。0。0。1/",
    "http://①②⑦.⓪.⓪.①/",
    "https://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::80ff:fffe]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
]
"""Ways to write an address of this machine, its network, or of nobody."""


@pytest.mark.parametrize("address", HERE)
def test_an_address_that_means_this_machine_or_its_network_is_refused(address):
    with pytest.raises((FetchRefused, FetchFailed), match=NOBODY):
        fetch(address, limits=Limits(seconds=5))


@pytest.mark.parametrize("address", HERE)
def test_a_redirect_there_is_refused_too_even_from_a_host_that_is_allowed(get, address):
    with pytest.raises((FetchRefused, FetchFailed), match=NOBODY):
        get(f"/away?{address}")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "only http and https addresses are fetched"),
        ("ftp://example.com/", "only http and https addresses are fetched"),
        ("gopher://example.com/", "only http and https addresses are fetched"),
        ("javascript:alert(1)", "only http and https addresses are fetched"),
        ("http:///page", "its address names no host"),
        ("http://[", "its address is malformed"),
        ("http://example.com:99999/", "its address is malformed"),
        ("http://exa mple.com/", "its address is malformed"),
        ("http://user@example.com/", "its address carries a name or password"),
        ("http://example.com:8080/", "its port 8080 is neither 80 nor 443"),
        ("http://example.com:22/", "its port 22 is neither 80 nor 443"),
    ],
)
def test_an_address_of_another_kind_is_refused(address, reason):
    with pytest.raises(FetchRefused) as refusal:
        fetch(address)
    assert str(refusal.value) == reason


def test_what_a_name_stands_for_is_what_counts(names):
    names["inside.example"] = ["10.0.0.7", "fd00::7"]
    with pytest.raises(FetchRefused, match=r"its host has no public address"):
        fetch("http://inside.example/")
    assert names["tried"] == []


def test_only_the_checked_addresses_of_a_name_are_connected_to(names):
    names["mixed.example"] = ["127.0.0.1", "93.184.215.14", "::1", "2606:2800:21f::1"]
    with pytest.raises(FetchFailed, match="its server could not be reached"):
        fetch("http://mixed.example/")
    assert names["tried"] == [("93.184.215.14", 80), ("2606:2800:21f::1", 80)]


def test_a_name_that_changes_its_answer_is_asked_once(names):
    names["rebound.example"] = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    with pytest.raises(FetchFailed):
        fetch("https://rebound.example/")
    assert names["tried"] == [("93.184.215.14", 443)]


def test_an_unknown_name_is_said(names):
    with pytest.raises(FetchFailed, match="its host was not found"):
        fetch("http://unknown.example/")


def test_a_host_allowed_by_name_alone_is_allowed_on_the_usual_ports(names):
    names["intranet"] = ["10.0.0.7"]
    with pytest.raises(FetchFailed):
        fetch("http://INTRANET./", frozenset({"Intranet"}))
    with pytest.raises(FetchRefused, match="port 8080"):
        fetch("http://intranet:8080/", frozenset({"intranet"}))
    with pytest.raises(FetchRefused, match="no public address"):
        fetch("http://intranet/", frozenset({"intranet:8080", "other"}))
    assert names["tried"] == [("10.0.0.7", 80)]


def test_proxy_variables_are_not_believed(get, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9/")
    assert get("/page").body == PAGE
