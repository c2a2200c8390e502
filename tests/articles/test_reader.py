"""What the reader's own device is given."""

from datetime import date

import pytest
from django.core.cache import cache

from articles import page_cache
from articles.models import Article
from gallery.desk import words
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_empty_cache():
    cache.clear()


def marks(client):
    return {story["title"]: story["mark"] for story in client.get("/offline/newest.json").json()["stories"]}


@pytest.mark.parametrize(("kind", "starts"), [("md", "# The bridge"), ("txt", "The bridge")])
def test_a_story_is_given_as_text_with_each_caption_once(client, kind, starts):
    story = make_story(photos=3, headline="The bridge")
    answer = client.get(f"{story.get_absolute_url()}text.{kind}")
    text = answer.content.decode()
    assert text.startswith(starts)
    assert [text.count(caption.text) for caption in story.captions.all()] == [1, 1, 1]
    assert f"http://testserver{story.get_absolute_url()}" in text
    assert client.get(f"{story.get_absolute_url()}text.{kind}", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_text_says_what_the_page_says_after_an_edit(client, django_user_model):
    story = make_story(photos=1)
    client.get(f"{story.get_absolute_url()}text.md")
    words.edit(story.captions.get(), 1, "In other words.", "", django_user_model.objects.create_user("ed"))
    assert "In other words." in client.get(f"{story.get_absolute_url()}text.md").content.decode()


@pytest.mark.parametrize(
    ("fields", "kind", "status"), [({"status": "draft"}, "md", 404), ({"status": "withdrawn"}, "md", 410), ({}, "pdf", 404)]
)
def test_a_text_is_there_where_the_page_is(client, fields, kind, status):
    assert client.get(f"{make_article(**fields).get_absolute_url()}text.{kind}").status_code == status


def test_the_newest_stories_have_marks_that_differ_where_their_pages_do(client, monkeypatch, django_assert_num_queries):
    make_article(headline="A")
    make_article(headline="B")
    make_article(headline="C", status="draft")
    before = marks(client)
    assert list(before) == ["B", "A"]
    Article.objects.filter(headline="A").update(changed_at="2026-11-01T00:00Z")
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda: date(2030, 1, 1))
    with django_assert_num_queries(4):
        after = marks(client)
    assert before["A"] != after["A"]
    assert before["B"] == after["B"]


@pytest.mark.parametrize("path", ["/sw.js", "/offline/", "/saved/", "/manifest.webmanifest"])
def test_a_browser_asks_each_time_for_what_it_may_keep(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_private_paper_shows_outside_what_says_nothing_of_it(client, settings):
    settings.CUTLINE_PRIVATE = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]
    story = make_article()
    told = {
        path: client.get(path).status_code for path in ("/sw.js", "/offline/", "/manifest.webmanifest", "/saved/", "/offline/newest.json")
    }
    assert list(told.values()) == [200, 200, 200, 302, 302]
    assert story.section.name not in client.get("/offline/").content.decode()
    assert client.get(f"{story.get_absolute_url()}text.md").status_code == 302


def test_a_storys_page_says_how_long_it_takes(client):
    story = make_article(body=f"<p>{'word ' * 700}</p>")
    assert "3 minutes to read" in client.get(story.get_absolute_url()).content.decode()
