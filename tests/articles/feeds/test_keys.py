"""Feed readers get into a private paper by their reader's key, and by nothing else."""

from gzip import decompress

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from lxml import etree

from articles.feeds.keys import key_of, reader_of
from tests.factories import make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return get_user_model().objects.create_user("reader", password="cut the line")


def test_a_key_is_its_reader_s_until_the_password_changes_or_the_reader_leaves(reader):
    key = key_of(reader)
    assert reader_of(key) == reader
    reader.set_password("another line")
    reader.save()
    assert reader_of(key) is None
    key = key_of(reader)
    get_user_model().objects.update(is_active=False)
    assert reader_of(key) is None


@pytest.mark.parametrize("key", ["", "1", "1.", ".", "x.y", "99999999999999999999.a", "-1.a"])
def test_what_is_no_key_is_nobody_s(reader, key):
    assert reader_of(key) is None


@pytest.mark.parametrize("path", ["/feed/", "/feed/atom/", "/feed/json/", "/feeds.opml"])
def test_a_private_paper_s_feeds_answer_a_key_and_nobody_else(reader, path):
    make_story()
    with override_settings(CUTLINE_PRIVATE=True):
        assert Client().get(path).status_code == 302
        assert Client().get(f"{path}?key={reader.pk}.forged").status_code == 403
        answer = Client().get(f"{path}?key={key_of(reader)}")
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("private")


def test_the_photos_of_such_a_feed_come_with_the_key_and_the_next_reader_gets_their_own(reader):
    make_story(photos=1)
    other = get_user_model().objects.create_user("other")
    with override_settings(CUTLINE_PRIVATE=True):
        for each in (reader, other):
            feed = Client().get(f"/feed/?key={key_of(each)}").content
            (photo,) = etree.fromstring(feed).xpath("//enclosure/@url")
            assert photo.endswith(f"?key={key_of(each)}")
            assert Client().get(photo).status_code == 200
        assert Client().get(photo.partition("?")[0]).status_code == 302


def test_the_page_of_feeds_shows_a_reader_addresses_with_their_key(reader, client):
    client.force_login(reader)
    with override_settings(CUTLINE_PRIVATE=True):
        page = client.get(reverse("feeds"))
    assert f"/feed/?key={key_of(reader)}" in page.content.decode()
    assert page["Cache-Control"].startswith("private")


@pytest.mark.parametrize("path", ["/feed/", "/feed/json/", "/feed/atom/?archive=1", "/search/feed/?q=story", "/feeds.opml"])
def test_no_key_is_in_the_cache_that_all_share(reader, monkeypatch, path):
    make_story(photos=1)
    kept = []
    monkeypatch.setattr(cache, "set", lambda *said: kept.append(said))
    with override_settings(CUTLINE_PRIVATE=True):
        asked = f"{path}{'&' if '?' in path else '?'}key={key_of(reader)}"
        answer = Client().get(asked)
        assert Client().get(asked, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    assert key_of(reader) in answer.content.decode()
    told = b" ".join(decompress(part) for _, said, *_ in kept for part in said if isinstance(part, bytes))
    assert key_of(reader).encode() not in repr(kept).encode() + told


def test_no_page_that_is_kept_for_all_has_a_key(reader, client):
    client.force_login(reader)
    with override_settings(CUTLINE_PRIVATE=True):
        assert "key=" not in client.get("/").content.decode()
