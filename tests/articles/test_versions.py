"""Kept pages: the same as those made anew, whatever happened, and sent again only to who doesn't have them."""

import os
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from articles import page_cache
from articles.appearances import joining
from articles.models import Article, Section, Source
from gallery import stories
from gallery.desk import photos, words
from tests.factories import make_article, make_story, see
from tests.gallery.test_desk_state import Desk

FEW = settings(max_examples=2, stateful_step_count=10)
MANY = settings(max_examples=200, stateful_step_count=40)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_empty_cache():
    cache.clear()


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def anew(client, path):
    """The page made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_cache.cache, "get", lambda name, default=None, **_: default)
        patch.setattr(page_cache.cache, "set", lambda *_, **__: None)
        return client.get(path).content


def assert_true(client, *paths):
    for path in paths:
        assert client.get(path).content == anew(client, path)


def test_a_kept_page_asks_as_much_of_the_database_as_its_version_takes(client):
    path = make_story(photos=3).get_absolute_url()
    first = client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).content == first.content
    assert len(captured) == 3


def test_who_has_a_page_is_not_sent_it_again(client):
    story = make_story(photos=1)
    etag = client.get(story.get_absolute_url())["ETag"]
    again = client.get(story.get_absolute_url(), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    Article.objects.update(changed_at=story.first_read_at)
    assert client.get(story.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 200


def test_a_page_is_packed_for_who_takes_it_so_and_plain_for_others(client):
    path = make_story().get_absolute_url()
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert page_cache.decompress(packed.content) == client.get(path).content
    assert "Accept-Encoding" in packed["Vary"]


TAKERS = [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=0", False), ("br, gzip; q=0.000", False), ("*, gzip;q=0", False)]


@pytest.mark.parametrize(("said", "takes"), [*TAKERS, ("*;q=0", False), ("identity", False), ("", False), ("gzip;q=x, ;", True)])
def test_who_refuses_packed_pages_is_sent_plain_ones(client, said, takes):
    path = make_story().get_absolute_url()
    answer = client.get(path, headers={"Accept-Encoding": said})
    assert (answer.get("Content-Encoding") == "gzip", answer.content.startswith(b"<!doctype")) == (takes, not takes)
    assert answer["ETag"].startswith('W/"')
    assert "Accept-Encoding" in answer["Vary"]
    for etag in (answer["ETag"], answer["ETag"].removeprefix("W/"), f'"other", {answer["ETag"]}', "*"):
        again = client.get(path, headers={"Accept-Encoding": said, "If-None-Match": etag})
        assert (again.status_code, again["ETag"], again["Vary"]) == (304, answer["ETag"], answer["Vary"])


CHANGES = {
    "words under a photo": lambda story, by: words.edit(story.captions.first(), 1, "Other words.", "Jane Roe/AP", by),
    "a description": lambda story, by: photos.change(story.captions.first().photo, {"alt": "Two boats."}, by),
    "the receipt": lambda story, by: see(story, outcome="dropped", rule="icon") and stories.redraw([story.pk]),
    "a section's name": lambda story, by: Section.objects.update(name="Abroad"),
    "the publisher's name": lambda story, by: Source.objects.update(name="The Other Paper"),
    "another section": lambda story, by: make_article(section=Section.objects.create(name="Sport", slug="sport")),
    "a copy": lambda story, by: joining.make_one(make_article(source=Source.objects.create(name="The Herald")), story, by),
    "a headline": lambda story, by: Article.objects.filter(pk=story.pk).update(edited_headline="Other") and Article.show([story.pk]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_shows_something_else_is_never_the_kept_one(client, editor, change):
    story = make_story(photos=2)
    paths = ["/", story.section.get_absolute_url(), story.get_absolute_url(), story.captions.first().get_absolute_url()]
    paths += ["/archive/", f"/archive/{story.dated_at:%Y/%m}/", f"/archive/{story.dated_at:%Y/%m/%d}/"]
    before = [client.get(path).content for path in paths]
    CHANGES[change](story, editor)
    assert before != [client.get(path).content for path in paths]
    assert_true(client, *paths)


SETTINGS = {
    "SITE_NAME": "The Herald",
    "CUTLINE_OWN_STORIES": True,
    "CUTLINE_ADDRESS": "https://herald.example/",
    "CUTLINE_TAG_AUTHORITY": "herald.example,2026",
    "TIME_ZONE": "Asia/Tokyo",
    "MEDIA_URL": "https://img.paper.example/",
}


@pytest.mark.parametrize("name", SETTINGS)
def test_pages_and_feeds_kept_before_a_setting_was_changed_are_not_sent_after_it(client, settings, name):
    story = make_story(photos=1)
    paths = ["/", story.get_absolute_url(), f"{story.get_absolute_url()}text.md", "/feed/", "/feed/atom/"]
    before = [client.get(path).content for path in paths]
    setattr(settings, name, SETTINGS[name])
    assert before != [client.get(path).content for path in paths]
    assert_true(client, *paths)


def test_the_offline_copy_of_a_story_is_another_s_when_a_setting_is(client, settings):
    make_story()
    before = client.get("/offline/newest.json").content
    settings.SITE_NAME = "The Herald"
    assert client.get("/offline/newest.json").content != before


def test_an_empty_front_is_kept_only_until_something_on_it_changes(client):
    sport = Section.objects.create(name="Sport", slug="sport")
    paths = ["/", sport.get_absolute_url()]
    etags = {path: client.get(path)["ETag"] for path in paths}
    make_article(section=sport, headline="The first one")
    for path, etag in etags.items():
        assert b"The first one" in client.get(path, headers={"If-None-Match": etag}).content
    empty = Section.objects.create(name="Culture", slug="culture").get_absolute_url()
    client.get(empty)
    make_article()
    assert b"World" in client.get(empty).content
    assert_true(client, *paths, empty)


def test_an_empty_front_has_the_day_of_today(client, monkeypatch):
    etag = client.get("/")["ETag"]
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda: date(2030, 1, 1))
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_the_archive_counts_no_story_that_was_deleted_or_withdrawn(client):
    stories = [make_article() for _ in range(3)]
    client.get("/archive/")
    Article.objects.filter(pk=stories[0].pk).delete()
    assert_true(client, "/archive/")
    Article.objects.filter(pk=stories[1].pk).update(status="withdrawn")
    Article.show([stories[1].pk])
    assert b"1 story" in client.get("/archive/").content
    assert_true(client, "/archive/", f"/archive/{stories[2].dated_at:%Y}/")


class Reading(Desk):
    """The desk at work, and a reader who comes back to every page after each step."""

    @invariant()
    def every_kept_page_is_what_it_would_be_if_it_were_made_anew(self):
        shown = [story.get_absolute_url() for story in Article.objects.all()]
        assert_true(Client(), "/", "/archive/", *shown)


def test_kept_pages_are_true_whatever_happens_in_whatever_order():
    profile = MANY if os.environ.get("HYPOTHESIS_PROFILE") == "long" else FEW
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(Reading, settings=settings(profile, deadline=None, suppress_health_check=checks))
