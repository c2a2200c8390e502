"""Adding a story and reading the archive again, in a browser, by keyboard, under the strict policy."""

import pytest

from articles import drafting
from articles.models import Article, Draft
from gallery.models import Photo
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import a_picture

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/admin/articles/article/add/"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        page.keys += 1


def paste(page, text):
    """Paste at the cursor; one key."""
    page.keyboard.insert_text(text)
    page.keys += 1


def test_a_story_is_pasted_looked_at_and_stored_in_six_keys(desk):
    page = desk(ADD)
    press(page, "Tab")
    paste(page, PAGE)
    press(page, "Tab", "Tab")
    with page.expect_navigation():
        press(page, "Enter")
    assert "The bridge stands" in page.inner_text("article.preview")
    assert "A dog runs." in page.inner_text(".prints figcaption")
    assert not Article.objects.exists()
    with page.expect_navigation():
        press(page, "Enter")
    assert page.keys == 6
    assert "is stored" in page.inner_text("main")
    page.click("text=Its page for readers")
    assert page.inner_text("h1") == "The bridge stands"
    assert page.complaints == []


def test_a_saved_page_is_uploaded_with_its_picture(desk):
    page = desk(ADD)
    text = PAGE.replace("/a-320.jpg", "a-320.jpg").replace('<source srcset="/a.webp 800w">', "")
    files = [
        {"name": "bridge.html", "mimeType": "text/html", "buffer": text.encode()},
        {"name": "a-320.jpg", "mimeType": "image/jpeg", "buffer": a_picture()},
    ]
    page.set_input_files("[name=files]", files)
    page.click("text=See what comes of it")
    page.wait_for_selector(".prints img")
    assert page.evaluate("document.querySelector('.prints img').naturalWidth") == 400
    page.click("text=Store it")
    page.wait_for_selector("text=is stored")
    assert Photo.objects.get().width == 400
    assert page.complaints == []


def test_what_is_no_article_is_said_and_stays_in_the_form(desk):
    page = desk(ADD)
    page.fill("[name=pasted]", "Two words.")
    page.click("text=See what comes of it")
    assert "Nothing can be made of this" in page.inner_text("main")
    assert page.input_value("[name=pasted]") == "Two words."
    assert page.complaints == []


def test_what_waits_for_a_worker_is_shown_by_itself_once_it_was_read(desk, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = desk(ADD)
    page.fill("[name=url]", "http://127.0.0.1:9/page")
    page.click("text=See what comes of it")
    page.wait_for_selector("text=No worker is running")
    drafting.look(Draft.objects.get().pk)
    page.wait_for_selector("text=Nothing was stored of")
    assert page.complaints == []


def test_the_pages_are_for_everybody(desk, faults):
    page = desk(ADD)
    assert faults(page) == []
    page.fill("[name=pasted]", "Two words.")
    page.click("text=See what comes of it")
    assert faults(page) == []
    page.fill("[name=pasted]", PAGE)
    page.click("text=See what comes of it")
    page.wait_for_selector("article.preview")
    assert faults(page) == []
    page.click("text=Store it")
    page.wait_for_selector("text=is stored")
    assert faults(page) == []
    Article.objects.update(headline="As older rules read it")
    page.goto(page.url.partition("/admin/")[0] + "/admin/articles/reread/add/")
    assert faults(page) == []
    page.uncheck("[name=only_older]")
    page.click("button:text('See what would change')")
    page.wait_for_selector("text=1 story read: 1 would change")
    assert faults(page) == []
    page.check("[name=story]")
    page.click("text=Change the stories marked above")
    page.wait_for_selector("text=was changed")
    assert Article.objects.get().headline == "The bridge stands"
    page.goto(page.url.partition("/admin/")[0] + "/admin/articles/reread/")
    assert faults(page) == []
    assert page.complaints == []
