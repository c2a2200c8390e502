"""Pages saved as one MHTML file, as several programs write them, and as nobody should."""

from base64 import encodebytes
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.reader import read
from articles.reading.story import Unreadable
from articles.webarchives.mhtml import looks_like_mhtml, unbundled
from tests.articles.test_ingest import a_picture
from tests.articles.webarchives.making import ONE_PICTURE, PICTURE, PLACE, STORY, mhtml

JPEG = ONE_PICTURE[0][2]
LARGE = a_picture(size=(1400, 900))


def test_the_page_its_address_its_date_and_its_pictures_are_found():
    bundle = unbundled(mhtml())
    assert (bundle.page.data, bundle.page.charset) == (STORY, "utf-8")
    assert (bundle.url, bundle.date) == (PLACE, "2026-03-01T12:00:00+00:00")
    assert bundle.pictures == {PICTURE: JPEG}


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "utf-8"])
def test_a_page_keeps_its_charset(charset):
    page = STORY.replace(b"bridge stands", "мост стоит".encode())
    bundle = unbundled(mhtml(page.decode().encode(charset, "xmlcharrefreplace"), charset=charset))
    assert read(bundle.page.data, bundle.url, bundle.page.charset).headline == "The мост стоит"


def test_a_picture_named_by_its_id_has_its_address():
    page = STORY.replace(b"/a-320.jpg", b"cid:one@mhtml.example")
    bundle = unbundled(mhtml(page, [(PICTURE, "one@mhtml.example", JPEG)]))
    assert PICTURE.encode() in bundle.page.data
    assert bundle.pictures == {PICTURE: JPEG}


@pytest.mark.parametrize(
    ("shown", "address", "cid"),
    [("cid:one@x", None, "one@x"), ("file:///C:/saved/a.jpg", "file:///C:/saved/a.jpg", None), ("a_files/a.jpg", "a_files/a.jpg", None)],
)
def test_a_picture_without_an_address_is_put_into_the_page(shown, address, cid):
    page = STORY.replace(b"/a-320.jpg", shown.encode())
    bundle = unbundled(mhtml(page, [(address, cid, LARGE)], place=None))
    story = read(bundle.page.data)
    assert [data for _, data in story.pictures] == [LARGE]


def test_without_an_address_it_has_none():
    assert unbundled(mhtml(place="file:///C:/page.html")).url == ""


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary", "8bit"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_encoding_and_line_end_is_read(encoding, end):
    encoded = {"quoted-printable": STORY.replace(b"=", b"=3D"), "base64": encodebytes(STORY)}
    body = encoded.get(encoding, STORY)
    lines = [
        b"From: <Saved by a test>", b"MIME-Version: 1.0", b'Content-Type: multipart/related; start="<a>"; boundary="b"', b"",
        b"--b", b"Content-Type: text/html", b"", b"<p>A frame", b"--b",
        b"Content-Type: text/html; charset=utf-8", b"Content-ID: <a>", b"Content-Location: " + PLACE.encode(),
        b"Content-Transfer-Encoding: " + encoding.encode(), b"", body, b"--b--",
    ]  # fmt: skip
    data = end.join(lines)
    assert looks_like_mhtml(data)
    bundle = unbundled(data)
    assert (bundle.page.data.replace(b"\r\n", b"\n").strip(), bundle.url) == (STORY, PLACE)


def nested(depth):
    head = b"MIME-Version: 1.0\n"
    for level in range(depth):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
    return head + b"Content-Type: text/html\n\n" + STORY


@pytest.mark.parametrize(
    "hostile",
    [
        nested(30),
        nested(5_000),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: image/jpeg\n\nx\n" * 6_000 + b"--b--",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nno boundary",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\nnever there",
    ],
    ids=["deep", "abysmal", "many parts", "no boundary", "none of it"],
)
def test_what_is_malicious_ends_in_a_sentence(hostile):
    with pytest.raises(Unreadable):
        unbundled(hostile)


def test_parts_a_few_deep_are_read():
    assert unbundled(nested(3)).page.data == STORY


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 3_000), st.binary(max_size=40), st.integers(0, 500))
def test_a_file_changed_anywhere_is_a_page_or_a_sentence(at, put, gone):
    whole = mhtml()
    with suppress(Unreadable):
        assert unbundled(whole[:at] + put + whole[at + gone :])
