"""`manage.py ingest` given web archives: each page in one is a story like one that was fetched."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.ingest import Given, NotStored, store
from articles.ingest import ingest as take_in
from articles.isolation import Reader
from articles.kept_pages import AsRead
from articles.models import Article
from articles.rereading import find, pages
from gallery.models import Photo
from tests.articles.test_ingest import STORY as A_STORY
from tests.articles.test_ingest import a_picture, everything
from tests.articles.test_ingest_command import ingest
from tests.articles.webarchives.making import PAGE_AND_PICTURE, PICTURE, PLACE, STORY, answered, mhtml, warc

pytestmark = pytest.mark.django_db
OTHER = "https://www.paper.example/ferry"
OTHER_STORY = STORY.replace(b"/bridge", b"/ferry").replace(b"bridge", b"ferry").replace(b"/a-320.jpg", b"/b-320.jpg")
NEWER = STORY.replace(b"The bridge stands", b"The bridge stands, and will")


@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_page_in_a_warc_file_is_taken_in_with_its_picture(tmp_path, gzip, version):
    status, out, err = ingest(warc(tmp_path / "a.warc.gz", PAGE_AND_PICTURE, gzip, version))
    assert (status, err) == (0, "")
    assert "(1 of 1 photo fetched)" in out
    article = Article.objects.get()
    assert (article.identity, article.url) == (f"url:{PLACE}", PLACE)
    assert Photo.objects.get().width == 400


def test_a_page_in_an_mhtml_file_is_taken_in_with_its_picture(tmp_path):
    file = tmp_path / "a.mhtml"
    file.write_bytes(mhtml())
    status, _, err = ingest(file)
    assert (status, err) == (0, "")
    assert Article.objects.get().identity == f"url:{PLACE}"
    assert Photo.objects.get().width == 400


@pytest.mark.parametrize("name", ["a.warc", "a.mht"])
def test_the_same_archive_again_changes_nothing(tmp_path, name):
    file = tmp_path / name
    warc(file, PAGE_AND_PICTURE) if name == "a.warc" else file.write_bytes(mhtml())
    ingest(file)
    before = everything()
    assert ingest(file)[0] == 0
    assert everything() == before


def test_a_page_from_an_archive_is_read_again_later_with_its_picture(tmp_path):
    file = warc(tmp_path / "a.warc", PAGE_AND_PICTURE)
    ingest(file)
    file.unlink()
    before = everything()
    with Reader() as reader:
        found = find(pages().get(), reader)
    assert (found.problem, found.rehearsal.differences) == ("", ())
    assert Article.objects.get().page.pictures.keys() == {PICTURE}
    assert everything() == before


def test_every_page_becomes_a_story_and_what_is_none_is_told_without_stopping_the_rest(tmp_path):
    frame = answered("https://ads.example/frame", b"<html><body><p>Buy</p></body></html>")
    gone = answered("https://www.paper.example/gone", b"<html><p>Gone", status="404 Not Found")
    status, _, err = ingest(warc(tmp_path / "a.warc", [frame, gone, *PAGE_AND_PICTURE, answered(OTHER, OTHER_STORY)]))
    assert status == 0
    assert sorted(Article.objects.values_list("url", flat=True)) == [PLACE, OTHER]
    (line,) = err.splitlines()
    assert line.startswith(f"{tmp_path / 'a.warc'} › https://ads.example/frame: ")


def test_an_archive_without_any_page_is_a_problem(tmp_path):
    status, _, err = ingest(warc(tmp_path / "a.warc", [answered(PICTURE, a_picture(), "image/jpeg")]))
    assert (status, err) == (1, f"{tmp_path / 'a.warc'}: there is no page in it\n")


def test_of_a_page_captured_twice_the_later_capture_is_taken_wherever_it_stands(tmp_path):
    later = answered(PLACE, NEWER, date="2026-03-02T12:00:00Z")
    for records in ([later, *PAGE_AND_PICTURE], [*PAGE_AND_PICTURE, later]):
        ingest(warc(tmp_path / "a.warc", records))
        assert Article.objects.get().headline == "The bridge stands, and will"


def test_a_newer_archive_brings_its_words_and_an_older_one_does_not(tmp_path):
    old, new = tmp_path / "old.warc", tmp_path / "new.warc"
    warc(old, PAGE_AND_PICTURE)
    warc(new, [answered(PLACE, NEWER, date="2026-03-02T12:00:00Z")])
    ingest(old)
    assert ingest(new)[0] == 0
    assert Article.objects.get().headline == "The bridge stands, and will"
    before = everything()
    status, _, err = ingest(old)
    assert "it was captured on 01 Mar 2026, 12:00, before what is stored of this story (02 Mar 2026, 12:00)" in err
    assert (status, everything()) == (0, before)


def test_an_archive_does_not_bring_older_words_over_what_was_fetched(tmp_path, publisher):
    url = publisher.url("/bridge")
    page = STORY.replace(PLACE.encode(), url.encode())
    publisher.answers["/bridge"] = (200, {"Content-Type": "text/html"}, page.replace(b"bridge stands", b"bridge still stands"))
    assert next(take_in([url])).article.headline == "The bridge still stands"
    (result,) = take_in([str(warc(tmp_path / "a.warc", [answered(url, page)]))])
    assert result.aside.startswith("it was captured on 01 Mar 2026")
    assert Article.objects.get().headline == "The bridge still stands"


def test_a_page_in_an_archive_is_the_story_that_was_fetched_from_there(tmp_path, publisher):
    url = publisher.url("/bridge")
    page = STORY.replace(PLACE.encode(), url.encode())
    ingest(warc(tmp_path / "a.warc", [answered(url, page)]))
    publisher.answers["/bridge"] = (200, {"Content-Type": "text/html"}, page.replace(b"bridge stands", b"bridge still stands"))
    next(take_in([url]))
    assert Article.objects.get().headline == "The bridge still stands"


def test_a_cut_file_gives_what_is_whole_and_the_cut_is_told(tmp_path):
    file = warc(tmp_path / "a.warc.gz", [*PAGE_AND_PICTURE, answered(OTHER, OTHER_STORY)], gzip=True)
    file.write_bytes(file.read_bytes()[:-100])
    status, _, err = ingest(file)
    assert (status, err) == (1, f"{file}: it is cut off or damaged; what is whole of it was read\n")
    assert Article.objects.get().url == PLACE


@pytest.mark.parametrize("name", ["a.warc", "a.mhtml", "a.warc.gz"])
def test_what_only_calls_itself_an_archive_ends_in_a_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(b"bplist00" + bytes(2_000))
    status, _, err = ingest(tmp_path / name)
    assert status == 1
    assert len(err.splitlines()) == 1


def test_an_archive_of_safari_s_own_is_told_to_be_one(tmp_path):
    (tmp_path / "a.webarchive").write_bytes(b"bplist00" + bytes(2_000))
    assert "Safari’s own kind" in ingest(tmp_path / "a.webarchive")[2]


def test_a_capture_of_an_earlier_change_is_left_aside_whenever_it_was_made():
    page = AsRead(b"<p>one", "", PLACE, taken_at=datetime(2026, 3, 1, tzinfo=UTC))
    story = replace(A_STORY, updated=datetime(2026, 2, 2, tzinfo=UTC))
    store(story, Given("a.warc", PLACE, page=page))
    later = replace(page, data=b"<p>two", taken_at=datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(NotStored, match="it is as of 01 Feb 2026"):
        store(replace(story, updated=datetime(2026, 2, 1, tzinfo=UTC)), Given("b.warc", PLACE, page=later))
    store(story, Given("b.warc", PLACE, page=later))
    assert Article.objects.get().page.taken_at == later.taken_at


def test_a_dry_run_prints_the_receipt_of_every_page_and_writes_nothing(tmp_path):
    before = everything()
    status, out, _ = ingest("--dry-run", warc(tmp_path / "a.warc", PAGE_AND_PICTURE))
    assert (status, everything()) == (0, before)
    assert PLACE in out


def test_the_poorer_page_of_a_story_captured_before_its_own_is_that_story_and_changes_nothing(tmp_path):
    amp = f"{PLACE}/amp"
    ingest(warc(tmp_path / "a.warc", PAGE_AND_PICTURE))
    file = warc(tmp_path / "b.warc", [answered(amp, STORY + b"<!-- small -->", date="2026-02-01T12:00:00Z")])
    before = everything()
    [result] = take_in([str(file)])
    assert (result.problem, result.aside, result.article) == (None, None, Article.objects.get())
    assert everything() == before
