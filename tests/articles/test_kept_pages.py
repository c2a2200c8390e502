"""What a story was read from is kept once, whole, and as long as it is the latest."""

from dataclasses import replace

import pytest
from django.core.files.storage import default_storage

from articles import kept_pages, visits
from articles.ingest import ingest, store
from articles.kept_pages import AsRead, Page, PageLost
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import GIVEN, PLACE, STORY, a_picture

pytestmark = pytest.mark.django_db
FIRST = AsRead(b"<p>One page</p>" * 100, "bridge.html", saved=True)
SECOND = AsRead(b"<p>Another page</p>", "bridge.html", saved=True)


def keep(page, **changes):
    return store(replace(STORY, **changes), replace(GIVEN, page=page))


def files():
    return sorted(default_storage.listdir("pages")[1]) if default_storage.exists("pages") else []


def test_a_story_keeps_the_page_it_was_read_from():
    article = keep(FIRST)
    assert article.page.as_read() == FIRST
    assert (article.page.size, article.page.rules) == (1500, visits.rules())


def test_it_is_packed():
    assert keep(FIRST).page.packed == default_storage.size(kept_pages.storage_name(FIRST.digest)) < 150


def test_the_same_page_again_writes_nothing():
    keep(FIRST)
    before = Page.objects.values().get()
    keep(FIRST)
    assert Page.objects.values().get() == before


@pytest.mark.django_db(transaction=True)
def test_another_page_takes_its_place_and_its_file_goes():
    keep(FIRST)
    keep(SECOND)
    assert Page.objects.get().as_read() == SECOND
    assert files() == [f"{SECOND.digest}.gz"]


@pytest.mark.django_db(transaction=True)
def test_a_file_stays_while_another_story_was_read_from_it():
    keep(FIRST)
    keep(FIRST, canonical_url=f"{PLACE}-2")
    keep(SECOND)
    assert files() == sorted([f"{FIRST.digest}.gz", f"{SECOND.digest}.gz"])


def test_the_same_page_read_by_other_rules_is_noted(monkeypatch):
    keep(FIRST)
    monkeypatch.setattr(visits, "rules", lambda: "newer")
    keep(FIRST)
    assert Page.objects.get().rules == "newer"


def test_a_lost_file_is_said_and_comes_back_with_the_next_reading():
    page = keep(FIRST).page
    default_storage.delete(kept_pages.storage_name(page.digest))
    with pytest.raises(PageLost):
        page.as_read()
    keep(FIRST)
    assert page.as_read() == FIRST


def test_a_damaged_file_is_said():
    page = keep(FIRST).page
    with default_storage.open(kept_pages.storage_name(page.digest), "wb") as file:
        file.write(b"something else")
    with pytest.raises(PageLost):
        page.as_read()


def test_the_pictures_beside_a_page_are_named_by_their_originals(tmp_path):
    page = tmp_path / "bridge.html"
    page.write_text(PAGE.replace("/a-320.jpg", "bridge_files/a-320.jpg"))
    (tmp_path / "bridge_files").mkdir()
    (tmp_path / "bridge_files" / "a-320.jpg").write_bytes(a_picture())
    (result,) = ingest([str(page)])
    (url,) = result.article.page.pictures
    assert url.endswith("a-320.jpg")
    assert kept_pages.beside(result.article.page)([], [])[url] == a_picture()
