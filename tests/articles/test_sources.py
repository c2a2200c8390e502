"""What comes with the bytes of a source on their way to the reading room."""

from articles.fetch import Fetched
from articles.reading.reader import read
from articles.sources import open_source

WORDS = "Паром на остров отошёл на час позже, потому что тюлень устроился на сходнях и не хотел уходить. "
PAGE = f"<html><head><title>Тюлень</title></head><body><article><h1>Тюлень</h1>{f'<p>{WORDS}</p>' * 6}</article></body></html>"


def test_the_charset_a_server_named_reaches_the_reader():
    opened = open_source("https://paper.example/a", lambda url: Fetched(PAGE.encode("koi8-r"), url, "text/html", "koi8-r"))
    assert opened.charset == "koi8-r"
    assert read(opened.data, opened.url, opened.charset).headline == "Тюлень"


def test_a_file_has_no_charset_but_its_own(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.encode())
    assert open_source(str(page), None).charset is None
