"""Pages kept in a cache server that several machines share: tried against a real one where it answers."""

import os
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gallery.desk import words
from tests.factories import make_story

pytestmark = pytest.mark.django_db
URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


@pytest.fixture
def cache_server(settings):
    import redis

    try:
        redis.Redis.from_url(URL, socket_connect_timeout=2).ping()
    except redis.RedisError:
        pytest.skip(f"NO CACHE SERVER answers at {URL}: name one in TEST_REDIS_URL")
    mine = f"cutline-test-{uuid4().hex}"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": URL, "KEY_PREFIX": mine}}
    yield
    for name in redis.Redis.from_url(URL).scan_iter(f"{mine}*"):
        redis.Redis.from_url(URL).delete(name)


def test_a_page_is_kept_in_the_cache_server_until_it_shows_something_else(client, cache_server):
    story = make_story(photos=2)
    first = client.get(story.get_absolute_url())
    caches.close_all()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(story.get_absolute_url()).content == first.content
    assert len(asked) < 5
    words.edit(story.captions.first(), 1, "Other words.", "", None)
    assert "Other words." in client.get(story.get_absolute_url()).content.decode()
