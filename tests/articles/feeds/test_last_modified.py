"""Who asks for a feed by time alone gets every change of it, and 304 where there is none."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone
from django.utils.http import parse_http_date

from articles.models import Article, Section
from tests.factories import make_article

pytestmark = pytest.mark.django_db
FEEDS = ["/feed/", "/section/world/feed/atom/", "/feed/json/", "/search/feed/?q=story"]


@pytest.fixture
def now(monkeypatch):
    """The time, which stands still until a test moves it."""
    time = [datetime(2026, 11, 1, 12, 0, 0, 200_000, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: time[0])
    return time


def asked(client, address, answer):
    """Ask again by the time that an answer gave, and by nothing else."""
    return client.get(address, HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"])


@pytest.mark.parametrize("address", FEEDS)
def test_two_changes_in_one_second_are_both_got(client, now, address):
    make_article(headline="Story one", changed_at=now[0])
    first = client.get(address)
    now[0] += timedelta(milliseconds=300)
    make_article(headline="Story two", changed_at=now[0])
    second = asked(client, address, first)
    assert b"Story two" in second.content
    now[0] += timedelta(milliseconds=300)
    make_article(headline="Story three", changed_at=now[0])
    assert b"Story three" in asked(client, address, second).content


def delete(story):
    story.delete()


def rename_section(story):
    Section.objects.update(name="The World")


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("change", [delete, rename_section])
def test_what_no_story_s_time_tells_is_got(client, now, address, change):
    make_article(changed_at=now[0] - timedelta(days=2))
    story = make_article(changed_at=now[0] - timedelta(days=1))
    first = client.get(address)
    now[0] += timedelta(hours=1)
    assert asked(client, address, first).status_code == 304
    change(story)
    second = asked(client, address, first)
    assert second.status_code == 200
    now[0] += timedelta(seconds=1)
    third = client.get(address)
    assert parse_http_date(first["Last-Modified"]) < parse_http_date(third["Last-Modified"])
    assert asked(client, address, third).status_code == 304


def test_a_server_process_that_was_not_asked_before_gives_what_it_has(client, now):
    make_article(changed_at=now[0] - timedelta(days=2))
    story = make_article(headline="Soon gone", changed_at=now[0] - timedelta(days=1))
    first = client.get("/feed/")
    now[0] += timedelta(minutes=1)
    story.delete()
    cache.clear()
    assert b"Soon gone" not in asked(client, "/feed/", first).content
    assert asked(client, "/feed/", client.get("/feed/")).status_code == 304


def test_other_settings_are_got_once_the_server_started_with_them(client, now):
    make_article(changed_at=now[0] - timedelta(days=1))
    first = client.get("/feed/")
    now[0] += timedelta(minutes=1)
    cache.clear()
    with override_settings(SITE_NAME="Another name"):
        assert b"Another name" in asked(client, "/feed/", first).content


def test_no_time_is_to_come_and_none_is_before_an_earlier_one(client, now):
    story, latest = make_article(), 0
    for step in range(12):
        now[0] += timedelta(milliseconds=400)
        if step % 3:
            Article.objects.filter(pk=story.pk).update(changed_at=now[0], headline=f"Story {step}")
        said = parse_http_date(client.get("/feed/")["Last-Modified"])
        assert latest <= said <= now[0].timestamp()
        latest = said


def test_a_section_s_feed_keeps_its_time_while_others_change(client, now):
    make_article(changed_at=now[0] - timedelta(days=1))
    first = client.get("/section/world/feed/")
    now[0] += timedelta(minutes=1)
    make_article(section=Section.objects.create(name="Science", slug="science"), changed_at=now[0])
    assert asked(client, "/section/world/feed/", first).status_code == 304
