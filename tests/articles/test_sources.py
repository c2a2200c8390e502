"""What comes with the bytes of a source on their way to the reading room."""

from urllib.parse import quote, urljoin

import pytest

from articles.fetch import Fetched
from articles.reading.reader import read
from articles.reading.story import Kind, Story
from articles.sources import PicturesBeside, at_home, expand, open_source, placed, saved_from
from gallery.photo_urls import key
from gallery.sightings import Kind as Seen
from gallery.sightings import Sighting

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


def pictures_of(page, story):
    story, homes = at_home(story, page.name, page.name)
    return PicturesBeside(page, homes, (url for seen in story.sightings for url in seen.urls))


@pytest.mark.parametrize("canonical", [None, "https://paper.example/world/seal"])
@pytest.mark.parametrize("shown", ["seal_files/a 1.jpg", "./seal_files/a%201.jpg", "seal_files/a%201.jpg?width=640#top"])
def test_a_picture_saved_beside_a_page_is_found_under_the_name_the_page_has_for_it(tmp_path, canonical, shown):
    page = tmp_path / "seal.html"
    (tmp_path / "seal_files").mkdir()
    (tmp_path / "seal_files" / "a 1.jpg").write_bytes(b"bytes")
    url = urljoin(canonical or "", shown).removeprefix("./")
    story = Story(Kind.STORY, canonical_url=canonical, sightings=(Sighting(Seen.IMG, (url,)),))
    assert list(pictures_of(page, story).values()) == [b"bytes"]


def test_relative_addresses_of_two_pages_that_do_not_say_where_they_stood_are_different_pictures():
    story = Story(Kind.STORY, sightings=(Sighting(Seen.IMG, ("page_files/1.jpg", "https://img.example/a.jpg")),))
    (first, _), (second, _), (again, _) = (at_home(story, name, name) for name in ("one.html", "two.html", "one.html"))
    assert first == again
    keys = [key(each.sightings[0].urls[0]) for each in (first, second)]
    assert len({*keys, ""}) == 3
    assert first.sightings[0].urls[1] == "https://img.example/a.jpg"


@pytest.mark.parametrize("shown", ["page_files/1.jpg", "seal_files/1.jpg", "seal-Dateien/1.jpg", "./seal.files/1.jpg"])
def test_what_a_browser_saved_with_a_page_is_at_no_address_of_its_publisher(shown):
    story = Story(
        Kind.STORY, canonical_url="https://p.example/news/a", sightings=(Sighting(Seen.IMG, (f"https://p.example/news/{shown}",)),)
    )
    (first, _), (second, _) = (
        at_home(story, name, "seal.html") for name in ("url:https://p.example/news/a", "url:https://p.example/news/b")
    )
    assert first.sightings[0].urls[0].startswith("saved:")
    assert key(first.sightings[0].urls[0]) != key(second.sightings[0].urls[0])


@pytest.mark.parametrize("shown", ["seals/1.jpg", "1.jpg", "img/page_files.jpg", "/page_files/1.jpg"])
def test_what_may_stand_on_its_publisher_s_server_keeps_its_address(shown):
    url = urljoin("https://p.example/news/", shown)
    story = Story(Kind.STORY, canonical_url="https://p.example/news/a", sightings=(Sighting(Seen.IMG, (url,)),))
    assert at_home(story, "a", "seal.html")[0].sightings[0].urls == (url,)


@pytest.mark.parametrize("outside", ["../secret.jpg", "/etc/hostname", "a/../../secret.jpg", "http://paper.example/secret.jpg", "%00"])
def test_a_page_that_names_a_file_elsewhere_is_not_given_it(tmp_path, outside):
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "pages").mkdir()
    page = tmp_path / "pages" / "seal.html"
    assert not pictures_of(page, Story(Kind.STORY, sightings=(Sighting(Seen.IMG, (outside,)),)))


SEAL = b"https://paper.example/seal"
SAVED = b"<!-- saved from url=(%04d)%s -->"


@pytest.mark.parametrize(
    "before", [b"", b"\xef\xbb\xbf", b"<!DOCTYPE html>\n", b'<?xml version="1.0"?>\r\n<!DOCTYPE html PUBLIC "-//W3C//DTD">\r\n']
)
def test_the_address_a_browser_wrote_above_a_page_is_the_page_s(before):
    assert saved_from(before + SAVED % (len(SEAL), SEAL) + b"\n<html>") == SEAL.decode()


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body>" + SAVED % (len(SEAL), SEAL),
        b"words " + SAVED % (len(SEAL), SEAL),
        SAVED % (len(SEAL) + 1, SEAL),
        SAVED % (14, b"about:internet"),
        SAVED % (17, b"file:///C:/a.html"),
        b"<!-- saved from url=(0026)",
        b"",
    ],
)
def test_what_somebody_else_wrote_is_no_address(page):
    assert saved_from(page) is None


def test_a_page_saved_from_one_site_is_not_believed_to_be_another_s():
    story = Story(Kind.STORY, canonical_url="https://other.example/seal")
    assert placed(story, SEAL.decode()).canonical_url is None
    assert placed(story, None) == story
    ours = Story(Kind.STORY, canonical_url="https://www.paper.example/seal")
    assert placed(ours, SEAL.decode()) == ours


FOLDERS = ["{}_files", "{}-Dateien", "{}_fichiers", "{}.files", "{}_archivos", "{}_bestanden", "{}-filer", "{} のファイル", "{}_файлы"]


@pytest.mark.parametrize("stem", ["seal", "Тюлень на сходнях", "100% seal", "seal, it's #1"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_saved_page_s_pictures_are_found_however_its_browser_names_their_folder(tmp_path, stem, folder):
    page, beside = tmp_path / f"{stem}.html", tmp_path / folder.format(stem)
    beside.mkdir()
    (beside / "a 1.jpg").write_bytes(b"bytes")
    shown = f"./{quote(beside.name)}/a%201.jpg"
    for canonical in (None, "https://paper.example/world/seal"):
        url = urljoin(canonical or "", shown).removeprefix("./")
        story = Story(Kind.STORY, canonical_url=canonical, sightings=(Sighting(Seen.IMG, (url,)),))
        assert list(pictures_of(page, story).values()) == [b"bytes"]


def test_a_folder_of_saved_pages_gives_each_once_and_none_of_their_frames(tmp_path):
    for name in ("one.html", "two.mhtml", "three.warc.gz"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "one_files").mkdir()
    (tmp_path / "one_files" / "frame.html").write_bytes(b"x")
    assert [path.rpartition("/")[2] for path in expand([str(tmp_path)])] == ["one.html", "three.warc.gz", "two.mhtml"]
