"""A new subscriber finds everything: every published story once, and what is full stays."""

import json

import feedparser
import pytest

from articles.feeds import channels
from articles.models import Article, Section
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(channels, "SPAN", 3)
    monkeypatch.setattr(channels, "NEWEST", 2)


def walk(client, address):
    """Read a feed and its archives, as RFC 5005 has it; give the stories of the archives, and the archives."""
    met, documents = [], []
    feed = feedparser.parse(client.get(address).content)
    while older := next((link.href for link in feed.feed.links if link.rel == "prev-archive"), ""):
        documents.append(older)
        feed = feedparser.parse(client.get(older).content)
        assert not feed.bozo
        met += [entry.id for entry in feed.entries]
    return met, documents


@pytest.mark.parametrize("form", ["", "atom/"])
def test_the_archives_have_every_published_story_once(client, form):
    section = Section.objects.create(name="Science", slug="science")
    stories = [make_article(section=section if number % 4 == 0 else None) for number in range(11)]
    Article.objects.filter(pk=stories[5].pk).update(status="withdrawn")
    met, documents = walk(client, f"/feed/{form}")
    assert sorted(met) == sorted(story.guid for story in stories if story != stories[5])
    assert len(set(documents)) == len(documents)
    assert sorted(walk(client, f"/section/science/feed/{form}")[0]) == sorted(story.guid for story in stories[::4])


def test_json_feed_leads_on_to_the_same(client):
    stories = [make_article() for _ in range(7)]
    page, met = json.loads(client.get("/feed/json/").content), []
    while address := page.get("next_url"):
        page = json.loads(client.get(address).content)
        met += [item["id"] for item in page["items"]]
    assert sorted(met) == sorted(story.guid for story in stories)


def test_a_full_archive_says_so_and_stays_as_it_is_whatever_comes(client):
    stories = [make_article() for _ in range(7)]
    number = channels._span_of(stories[0].pk) + 1
    before = client.get(f"/feed/?archive={number}")
    assert b"<fh:archive/>" in before.content
    for _ in range(5):
        make_article()
    after = client.get(f"/feed/?archive={number}")
    first, second = ([entry.id for entry in feedparser.parse(answer.content).entries] for answer in (before, after))
    assert first == second


def test_the_archive_that_still_grows_is_none_yet(client):
    last = make_article()
    answer = client.get(f"/feed/?archive={channels._span_of(last.pk)}")
    assert last.guid in answer.content.decode()
    assert b"<fh:archive/>" not in answer.content


def test_a_search_is_read_page_by_page(client):
    stories = [make_article(headline=f"Comet {number}") for number in range(45)]
    page, met = json.loads(client.get("/search/feed/json/?q=comet").content), []
    while True:
        met += [item["id"] for item in page["items"]]
        if "next_url" not in page:
            break
        page = json.loads(client.get(page["next_url"]).content)
    assert sorted(met) == sorted(story.guid for story in stories)
