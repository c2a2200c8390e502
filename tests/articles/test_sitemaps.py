"""What search engines are told: only of stories that are the operator's own."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from articles import sitemaps
from tests.factories import make_story

pytestmark = pytest.mark.django_db
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def said(client, path, what):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(response.content).xpath(what, namespaces=NS)


def test_stories_of_others_stand_in_no_sitemap(client):
    story = make_story()
    assert said(client, "/sitemap.xml", "//s:loc/text()") == ["http://testserver/sitemap-0.xml"]
    assert said(client, "/sitemap-0.xml", "//s:loc/text()") == [
        "http://testserver/",
        f"http://testserver{story.section.get_absolute_url()}",
    ]
    assert client.get("/sitemap-1.xml").status_code == client.get("/sitemap-news.xml").status_code == 404


def test_own_stories_stand_in_it_with_their_photos_a_page_at_a_time(client, settings, monkeypatch):
    settings.CUTLINE_OWN_STORIES = True
    monkeypatch.setattr(sitemaps, "STORIES", 2)
    stories = [make_story(photos=2) for _ in range(3)] + [make_story(status="draft")]
    pages = [page for page in said(client, "/sitemap.xml", "//s:loc/text()") if "news" not in page]
    assert [page.removeprefix("http://testserver/") for page in pages] == ["sitemap-0.xml", "sitemap-1.xml", "sitemap-2.xml"]
    told = [address for page in pages[1:] for address in said(client, page, "//s:loc/text()")]
    assert told == [f"http://testserver{story.get_absolute_url()}" for story in stories[:3]]
    images = said(client, "/sitemap-1.xml", "//i:loc/text()")
    assert len(images) == 4
    assert all(image.startswith("http://testserver/media/photos/") for image in images)
    assert said(client, "/sitemap-1.xml", "//i:loc/text()") == images


def test_the_news_are_those_of_the_last_two_days(client, settings):
    settings.CUTLINE_OWN_STORIES = True
    make_story()
    fresh = make_story(dated_at=timezone.now())
    assert said(client, "/sitemap-news.xml", "//n:title/text()") == [fresh.headline]


def test_times_are_w3c_s_with_the_zone_of_the_paper(client, settings):
    settings.CUTLINE_OWN_STORIES = True
    settings.TIME_ZONE = "Europe/Berlin"
    make_story(dated_at=timezone.now(), changed_at=datetime(2026, 7, 1, 23, 30, 5, 678, tzinfo=UTC))
    assert said(client, "/sitemap-1.xml", "//s:lastmod/text()") == ["2026-07-02T01:30:05+02:00"]
    [dated] = said(client, "/sitemap-news.xml", "//n:publication_date/text()")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00", dated)
    assert timezone.now() - datetime.fromisoformat(dated) < timedelta(minutes=1)


def test_robots_are_shown_the_sitemap_and_kept_from_the_desk(client):
    told = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in told
    assert "Sitemap: http://testserver/sitemap.xml" in told


def test_robots_are_kept_out_of_a_private_paper(client, settings):
    settings.CUTLINE_PRIVATE = True
    assert client.get("/robots.txt").content.decode().split() == ["User-agent:", "*", "Disallow:", "/"]
