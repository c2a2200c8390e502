"""Stories as they stand in feeds are told once, for all who ask."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from articles.feeds import pieces
from articles.feeds.keys import key_of
from articles.models import Article, Piece
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db
FEEDS = ["/feed/", "/feed/atom/", "/feed/json/"]


def told(monkeypatch):
    """Give the keys of the stories that are told from now on."""
    keys = []
    read = pieces.stories
    monkeypatch.setattr(pieces, "stories", lambda asked: keys.extend(asked) or read(asked))
    return keys


@pytest.mark.parametrize("address", FEEDS)
def test_a_server_that_starts_again_tells_no_story_again(client, monkeypatch, address):
    make_story()
    first = client.get(address).content
    cache.clear()
    keys = told(monkeypatch)
    assert client.get(address).content == first
    assert keys == []


def test_of_fifty_stories_the_one_that_changed_is_told_anew(client, monkeypatch):
    story, _ = make_story(), make_story()
    client.get("/feed/")
    Article.objects.filter(pk=story.pk).update(headline="Another headline", changed_at="2026-11-01T00:00Z")
    keys = told(monkeypatch)
    assert b"Another headline" in client.get("/feed/").content
    assert keys == [story.pk]
    assert Piece.objects.count() == 2


@pytest.mark.parametrize("address", FEEDS)
@override_settings(ALLOWED_HOSTS=["one.example", "two.example"])
def test_who_asks_at_another_address_gets_addresses_there_without_a_story_told_again(client, monkeypatch, address):
    story = make_story(photos=1)
    first = client.get(address, HTTP_HOST="one.example").content.decode()
    keys = told(monkeypatch)
    second = client.get(address, HTTP_HOST="two.example").content.decode()
    assert f"http://one.example{story.get_absolute_url()}" in first
    assert second == first.replace("one.example", "two.example")
    assert "http://two.example/media/photos/" in second
    assert keys == []


def test_no_reader_s_key_is_kept(client):
    make_story(photos=1)
    reader = get_user_model().objects.create_user("reader")
    with override_settings(CUTLINE_PRIVATE=True):
        feed = Client().get(f"/feed/?key={key_of(reader)}").content.decode()
    assert feed.count(key_of(reader)) > 2
    assert key_of(reader) not in Piece.objects.get().text


def test_a_story_can_t_have_a_key_put_into_its_own_links(client):
    stand_in = pieces._anyone(has_key=True)
    other = override_settings(SECRET_KEY="another paper's, whoever guesses it")
    with other:
        guessed = pieces._anyone(has_key=True)
    assert guessed.key != stand_in.key
    make_article(body=f'<p><a href="https://spy.example/?{guessed.key}">Read more</a></p>')
    reader = get_user_model().objects.create_user("reader")
    with override_settings(CUTLINE_PRIVATE=True):
        feed = Client().get(f"/feed/?key={key_of(reader)}").content.decode()
    assert f"https://spy.example/?{guessed.key}" in feed


def test_of_old_stories_nothing_is_kept(client, monkeypatch):
    monkeypatch.setattr(pieces, "RECENT", 2)
    old = [make_story() for _ in range(2)]
    client.get("/feed/")
    assert Piece.objects.count() == 2
    new = [make_story() for _ in range(2)]
    answer = client.get("/feed/").content.decode()
    assert all(story.guid in answer for story in old + new)
    assert set(Piece.objects.values_list("story", flat=True)) == {story.pk for story in new}


def test_a_database_that_takes_nothing_still_gives_the_feed(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("attempt to write a readonly database")

    story = make_story()
    monkeypatch.setattr(Piece.objects, "bulk_create", refuse)
    assert story.guid in client.get("/feed/").content.decode()
    assert not Piece.objects.exists()


def test_a_feed_of_kept_stories_asks_for_nothing_else_of_them(client):
    for _ in range(5):
        make_story()
    client.get("/feed/")
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get("/feed/")
    assert len(captured) == 3
