"""`manage.py ingest`, as an operator uses it."""

from base64 import b64encode
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article
from gallery.models import Photo
from tests.articles.appearances.texts import body, report
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import a_picture

pytestmark = pytest.mark.django_db


def ingest(*arguments):
    """Give (exit status, standard output, standard error)."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def page(tmp_path):
    page = tmp_path / "bridge.html"
    page.write_text(PAGE.replace("/a-320.jpg", "bridge_files/a-320.jpg"))
    (tmp_path / "bridge_files").mkdir()
    (tmp_path / "bridge_files" / "a-320.jpg").write_bytes(a_picture())
    return page


def test_a_saved_page_is_taken_in_with_the_picture_beside_it(page):
    status, out, err = ingest(page)
    assert (status, err) == (0, "")
    assert "The bridge stands" in out
    assert Photo.objects.get().width == 400


def test_a_saved_page_that_does_not_say_where_it_stood_has_its_pictures_too(page):
    page.write_text(page.read_text().replace('<link rel="canonical" href="https://www.paper.example/bridge">', ""))
    assert ingest(page)[0] == 0
    assert Photo.objects.get().width == 400


def test_a_picture_in_the_page_itself_is_taken_in(tmp_path):
    page = tmp_path / "bridge.html"
    inside = f"data:image/jpeg;base64,{b64encode(a_picture(size=(1400, 900))).decode()}"
    page.write_text(PAGE.replace('<source srcset="/a.webp 800w">', "").replace("/a-320.jpg", inside))
    assert ingest(page)[0] == 0
    photo = Photo.objects.get()
    assert (photo.width, photo.renditions.get().state) == (1400, "taken")
    status, out, _ = ingest(page)
    assert (status, Photo.objects.count()) == (0, 1)
    assert "(1 of 1 photo fetched)" in out


def test_a_folder_is_its_pages_and_a_bad_one_keeps_none_back(page):
    (page.parent / "a-list.txt").write_bytes(b"")
    status, _, err = ingest(page.parent)
    assert status == 1
    assert "a-list.txt: " in err
    assert Article.objects.count() == 1


def test_a_dry_run_prints_the_receipt_and_writes_nothing(page):
    status, out, _ = ingest("--dry-run", page)
    assert status == 0
    assert "says the caption again" in out
    assert "2 shown + 1 collapsed + 0 dropped = 3 sightings" in out
    assert not Article.objects.exists()
    assert not Photo.objects.exists()


def test_a_missing_file_is_said_in_one_line():
    status, _, err = ingest("nowhere/to/be/found.html")
    assert (status, len(err.splitlines())) == (1, 1)
    assert "no such file" in err


def test_what_is_no_address_is_said_in_one_line():
    status, _, err = ingest("http://[x/")
    assert (status, len(err.splitlines())) == (1, 1)
    assert "its address is malformed" in err


def test_a_file_of_fifty_megabytes_is_refused_with_its_size(tmp_path):
    page = tmp_path / "huge.html"
    page.write_bytes(b"<p>word</p>" * (51 * 1024 * 1024 // 11))
    status, _, err = ingest(page)
    assert status == 1
    assert "MB" in err


def test_a_page_can_t_name_files_outside_its_folder(tmp_path):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(a_picture())
    inside = tmp_path / "pages"
    inside.mkdir()
    (inside / "link.jpg").symlink_to(secret)
    page = inside / "bridge.html"
    page.write_text(PAGE.replace("/a-320.jpg", "link.jpg").replace("/a.webp", "../secret.jpg"))
    assert ingest(page)[0] == 0
    assert Photo.objects.get().digest is None


def test_a_private_address_is_refused():
    status, _, err = ingest("http://127.0.0.1:9/page")
    assert status == 1
    assert "127.0.0.1" in err
    assert not Article.objects.exists()


PRINTED = (
    "<html lang=en><head><title>{headline}</title><link rel=canonical href=https://{host}.example/news/bridge>"
    "<meta property=og:site_name content='The {host}'><meta property=article:published_time content=2026-10-03T12:00:00Z></head>"
    "<body><article><h1>{headline}</h1>{body}</article></body></html>"
)


@pytest.mark.django_db(transaction=True)
def test_a_copy_at_another_publisher_says_which_story_it_was_joined_to(tmp_path):
    papers = [
        ("wire", "The bridge is closed", report()),
        ("herald", "Bridge shut, council says", [*report(), "Our reporter contributed to this."]),
    ]
    for host, headline, words in papers:
        (tmp_path / f"{host}.html").write_text(PRINTED.format(host=host, headline=headline, body=body(words)))
    assert ingest(tmp_path / "wire.html")[0] == 0
    status, out, _ = ingest(tmp_path / "herald.html")
    assert status == 0
    assert "joined to “The bridge is closed”" in out
    assert Article.objects.published().count() == 1
