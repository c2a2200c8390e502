"""Somebody gives the address of a page, and its feed is found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Host
from articles.subscriptions import looking, polling
from articles.subscriptions.arriving import at_address
from articles.subscriptions.polling import poll
from articles.subscriptions.rows import Subscription
from tests.articles.subscriptions.papers import RSS, entry, rss, subscribe

pytestmark = pytest.mark.django_db
HTML = {"Content-Type": "text/html; charset=utf-8"}
TEXT = {"Content-Type": "text/plain"}


def front(*hrefs):
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in hrefs)
    return (200, HTML, f"<!doctype html><html><head><title>Paper</title>{links}</head><body><p>News.</p></body></html>".encode())


def look(publisher, path="/"):
    """Subscribe to an address and ask until nothing more is due."""
    source = subscribe(publisher.url(path))
    for _ in range(40):
        Host.objects.all().delete()
        if not Subscription.objects.due(timezone.now()).filter(pk=source.pk).exists():
            break
        assert poll(source.pk, appointed=False) is None
    return Subscription.objects.filter(pk=source.pk).first()


def test_the_feed_that_a_page_names_is_subscribed_to(publisher):
    publisher.answers |= {"/": front("/broken", "/news.rss"), "/news.rss": (200, RSS, rss(entry(1, "/1")))}
    source = look(publisher)
    assert (source.url, source.title, source.failures) == (publisher.url("/news.rss"), "The Harbour Paper", 0)
    assert at_address(publisher.url("/")) == source
    assert source.items.count() == 1
    assert source.places == []


def test_a_feed_at_a_usual_place_is_found(publisher):
    publisher.answers |= {"/": front(), "/feed.xml": (200, RSS, rss(entry(1, "/1")))}
    assert look(publisher).url == publisher.url("/feed.xml")


def test_a_news_site_map_that_robots_txt_names_is_found(publisher):
    news = b'<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/1</loc><n:news><n:title>A</n:title></n:news></url></urlset>'
    publisher.answers |= {"/": front(), "/robots.txt": (200, TEXT, b"Sitemap: /maps/news.xml\n"), "/maps/news.xml": (200, RSS, news)}
    source = look(publisher)
    assert (source.url, source.format) == (publisher.url("/maps/news.xml"), "sitemap")


def test_a_page_without_a_feed_is_told_and_stays_where_it_was(publisher):
    publisher.answers |= {"/": front()}
    source = look(publisher)
    assert (source.url, source.problem, source.failures) == (publisher.url("/"), looking.NOTHING, 1)
    assert max(publisher.asked.values()) == 1


def test_a_page_whose_feed_is_subscribed_to_already_is_that_source(publisher):
    publisher.answers |= {"/": front("/news.rss"), "/news.rss": (200, RSS, rss(entry(1, "/1")))}
    known = subscribe(publisher.url("/news.rss"))
    assert look(publisher) is None
    assert at_address(publisher.url("/")) == known
    assert Subscription.objects.get() == known


def test_a_source_that_is_added_where_another_one_is_found_in_the_same_moment_is_that_one(publisher, monkeypatch, caplog):
    publisher.answers |= {"/": front("/news.rss", "/other.rss"), "/news.rss": (200, RSS, rss(entry(1, "/1")))}
    added = subscribe(publisher.url("/news.rss"), due_at=timezone.now() + timedelta(hours=1))
    seen = iter([None])  # it is not there yet
    monkeypatch.setattr(looking, "at_address", lambda url: next(seen, added))
    assert look(publisher) is None
    assert at_address(publisher.url("/")) == Subscription.objects.get() == added
    assert not caplog.records


def test_a_source_that_was_read_once_is_not_looked_for_elsewhere(publisher):
    publisher.answers |= {"/feed": (200, RSS, rss(entry(1, "/1"))), "/other": (200, RSS, rss(entry(1, "/1")))}
    source = look(publisher, "/feed")
    publisher.answers["/feed"] = front("/other")
    Subscription.objects.update(due_at=timezone.now())
    poll(source.pk, appointed=False)
    source.refresh_from_db()
    assert (source.url, source.problem) == (publisher.url("/feed"), "it is a page, not a feed")


@pytest.mark.parametrize("page", ["", "https://paper.example/"])
def test_a_source_that_is_deleted_while_it_is_looked_for_stays_so_and_nothing_fails(publisher, monkeypatch, caplog, page):
    publisher.answers |= {"/": front("/news.rss")}
    source = subscribe(publisher.url("/"), page=page)
    read_feed = polling.read_feed

    def read_late(fetched):
        Subscription.objects.all().delete()
        return read_feed(fetched)

    monkeypatch.setattr(polling, "read_feed", read_late)
    assert poll(source.pk, appointed=False) is None
    assert not Subscription.objects.exists()
    assert not caplog.records
