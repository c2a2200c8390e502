"""WARC files, whole and broken: what is in them is found, and whatever is wrong is told in a sentence."""

import gzip
import zlib
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.reading.story import Unreadable
from articles.webarchives import opening
from articles.webarchives.bodies import decoded
from articles.webarchives.opening import LeftOut, Packed, kind_of, kind_of_file, moment, packed_pages
from articles.webarchives.records import scan
from gallery.isolation import Room
from tests.articles.webarchives.making import PAGE_AND_PICTURE, PICTURE, PLACE, STORY, answered, warc

JPEG = PAGE_AND_PICTURE[1]["body"]


def opened(path):
    """Give (addresses with their bytes, what was left out)."""
    found = list(packed_pages(path, "warc"))
    return {each.url: each.page.data for each in found if isinstance(each, Packed)}, [each for each in found if isinstance(each, LeftOut)]


def chunked(data, size=1_000):
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(STORY), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(STORY), {"Content_Encoding": "gzip"}),
        (zlib.compress(STORY), {"Content_Encoding": "deflate"}),
        (zlib.compress(STORY, wbits=-15), {"Content_Encoding": "deflate"}),
        (chunked(gzip.compress(STORY)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (STORY, {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
    ],
)
def test_what_was_packed_for_the_way_is_unpacked(tmp_path, body, fields):
    assert opened(warc(tmp_path / "a.warc", [answered(PLACE, body, **fields)])) == ({PLACE: STORY}, [])


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, br"])
def test_a_packing_that_is_not_read_is_named(tmp_path, packing):
    pages, (left,) = opened(warc(tmp_path / "a.warc", [answered(PLACE, b"\x8b\x02\x80", Content_Encoding=packing)]))
    assert pages == {}
    assert left.problem.startswith("its server packed it with ")


def test_a_bomb_ends_in_a_sentence():
    with pytest.raises(Unreadable, match="it unpacks to more than 1 MB"):
        decoded(gzip.compress(bytes(50_000_000)), "", "gzip", 1_048_576)


@given(st.binary(max_size=300), st.sampled_from(["", "chunked"]), st.sampled_from(["", "gzip", "deflate", "gzip, deflate", "x"]))
def test_any_bytes_under_any_header_are_bytes_or_a_sentence(raw, transfer, content):
    with suppress(Unreadable):
        assert len(decoded(raw, transfer, content, 1_000)) <= 1_000


@given(st.binary(max_size=5_000), st.integers(1, 700))
def test_chunks_are_joined_whatever_their_size(data, size):
    assert decoded(chunked(data, size), "chunked", "", 10_000) == data


def test_the_charset_the_server_named_comes_with_the_page(tmp_path):
    (page,) = packed_pages(warc(tmp_path / "a.warc", [answered(PLACE, STORY, "text/html; charset=koi8-r")]), "warc")
    assert page.page.charset == "koi8-r"


@pytest.mark.parametrize("content_type", ["", "application/octet-stream", "text/plain"])
def test_a_page_whose_server_does_not_say_what_it_is_is_known_by_its_first_bytes(tmp_path, content_type):
    assert opened(warc(tmp_path / "a.warc", [answered(PLACE, STORY, content_type)]))[0] == {PLACE: STORY}


def test_a_resource_is_a_page_too(tmp_path):
    assert opened(warc(tmp_path / "a.warc", [answered(PLACE, STORY, kind="resource")]))[0] == {PLACE: STORY}


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "206 Partial Content", "500 Oops"])
def test_an_answer_that_is_no_page_is_none(tmp_path, status):
    assert opened(warc(tmp_path / "a.warc", [answered(PLACE, STORY, status=status)])) == ({}, [])


def revisit(url, of, digest, date="2026-04-01T12:00:00Z"):
    fields = f"WARC-Type: revisit\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nWARC-Refers-To-Target-URI: {of}\r\n"
    fields += f"WARC-Payload-Digest: {digest}\r\n" if digest else ""
    return f"WARC/1.0\r\n{fields}WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 0\r\n\r\n\r\n\r\n".encode()


def test_a_page_visited_again_has_the_bytes_of_before_and_its_own_date(tmp_path):
    file = warc(tmp_path / "a.warc", PAGE_AND_PICTURE)
    digest = next(each.digest for each in scan(str(file), 0).entries if each.url == PLACE)
    assert digest
    for said in (digest, ""):
        file.write_bytes(warc(tmp_path / "b.warc", PAGE_AND_PICTURE).read_bytes() + revisit(PLACE, PLACE, said))
        (page,) = packed_pages(file, "warc")
        assert (page.page.data, page.taken_at) == (STORY, moment("2026-04-01T12:00:00Z"))


def test_a_page_whose_bytes_are_in_another_file_is_told(tmp_path):
    file = warc(tmp_path / "a.warc", PAGE_AND_PICTURE)
    file.write_bytes(file.read_bytes() + revisit("https://www.paper.example/ferry", "https://www.paper.example/ferry", "sha1:ELSEWHERE"))
    _, (left,) = opened(file)
    assert (left.url, left.is_damage) == ("https://www.paper.example/ferry", False)


@pytest.mark.parametrize("shown", [PICTURE, PICTURE + "#top", PICTURE.replace("https:", "http:"), PICTURE.replace("a-320", "%61-320")])
def test_a_picture_is_found_under_every_spelling_of_its_address(tmp_path, shown):
    for page in packed_pages(warc(tmp_path / "a.warc", PAGE_AND_PICTURE), "warc"):
        assert page.pictures([shown]).keys() == {shown}


def test_a_picture_is_found_through_redirects_that_may_be_endless(tmp_path):
    first, loop = "https://img.example/1", "https://img.example/loop"
    moved = [answered(first, b"", status="302 Found", Location=PICTURE), answered(loop, b"", status="302 Found", Location="/loop")]
    for page in packed_pages(warc(tmp_path / "a.warc", [*PAGE_AND_PICTURE, *moved]), "warc"):
        assert dict(page.pictures([first, loop])) == {first: JPEG}


def test_what_is_no_record_is_passed_over_and_told(tmp_path):
    one, two = (warc(tmp_path / name, [answered(PLACE + name, STORY)]).read_bytes() for name in ("1", "2"))
    for between in (b"garbage\r\nlines\r\n\r\n" * 20, b"\0" * 5_000, b"WARC/1.0\r\nContent-Length: -7\r\n\r\n"):
        (tmp_path / "a.warc").write_bytes(one + between + two)
        pages, _ = opened(tmp_path / "a.warc")
        assert pages.keys() == {PLACE + "1", PLACE + "2"}


def test_a_wrong_length_costs_one_record_at_most(tmp_path):
    file = warc(tmp_path / "a.warc", [answered(PLACE, STORY), answered(PLACE + "2", STORY), answered(PLACE + "3", STORY)])
    data = file.read_bytes()
    length = data.split(b"Content-Length: ")[2].split(b"\r\n")[0]
    file.write_bytes(data.replace(b"Content-Length: " + length, b"Content-Length: 9", 1))
    pages, left = opened(file)
    assert PLACE + "3" in pages
    assert any(each.is_damage for each in left)


def test_a_line_without_an_end_costs_nothing_before_or_after_it(tmp_path):
    one, two = (warc(tmp_path / name, [answered(PLACE + name, STORY)]).read_bytes() for name in ("1", "2"))
    (tmp_path / "a.warc").write_bytes(one + b"x" * 100_000_000 + b"\r\n" + two)
    pages, left = opened(tmp_path / "a.warc")
    assert pages.keys() == {PLACE + "1", PLACE + "2"}
    assert [each.is_damage for each in left] == [True]


def test_a_stretch_that_does_harm_costs_nothing_before_it(tmp_path, monkeypatch):
    class Harmed(Room):
        def ask(self, work, path, offset):
            if work == "scan" and offset:
                raise Unreadable("it did harm")
            found = super().ask(work, path, offset)
            return replace(found, goes_on_at=7_000) if work == "scan" else found

    monkeypatch.setattr(opening, "Room", Harmed)
    pages, (left,) = opened(warc(tmp_path / "a.warc", PAGE_AND_PICTURE))
    assert (pages, left.problem) == ({PLACE: STORY}, "it did harm")


def test_a_file_packed_as_one_piece_is_told_how_to_pack_it(tmp_path):
    file = warc(tmp_path / "a.warc", PAGE_AND_PICTURE)
    file.write_bytes(gzip.compress(file.read_bytes()))
    _, (left,) = opened(file)
    assert "warcio recompress" in left.problem


def test_a_file_of_the_format_before_is_read(tmp_path):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + STORY
    about = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20260301120000 text/plain %d\n%s\n" % (len(about), about)
    (tmp_path / "a.arc").write_bytes(head + b"%s 127.0.0.1 20260301120000 text/html %d\n%s\n" % (PLACE.encode(), len(body), body))
    assert kind_of_file(tmp_path / "a.arc") == "warc"
    assert opened(tmp_path / "a.arc")[0] == {PLACE: STORY}


@cache
def made_once(packed):
    """Give the bytes of a file; every one written has other ids in it."""
    with TemporaryDirectory() as folder:
        return warc(Path(folder) / "whole", PAGE_AND_PICTURE, packed).read_bytes()


@pytest.mark.parametrize("packed", [False, True])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_cut_or_changed_anywhere_is_looked_through_without_a_fault(tmp_path, packed, data):
    whole = made_once(packed)
    at = data.draw(st.integers(0, len(whole)))
    broken = data.draw(st.sampled_from([whole[:at], whole[:at] + b"\xff\0WARC/1.0\r\n" + whole[at:], whole[:at] + whole[at + 7 :]]))
    (tmp_path / "broken").write_bytes(broken)
    place, stretches = 0, 0
    while place >= 0 and stretches < 50:
        found = scan(str(tmp_path / "broken"), place)
        assert found.goes_on_at == -1 or found.goes_on_at > place
        place, stretches = found.goes_on_at, stretches + 1
    assert stretches < 50


@pytest.mark.parametrize("head", [b"", b"<html>", b"WAR", b"\x1f\x8b\x08", gzip.compress(b"<html>WARC/1.0"), b"MIME-Version: 1.0\r\n\r\nx"])
def test_what_is_no_archive_is_none(head):
    assert kind_of(head) == ""
