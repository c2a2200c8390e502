import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.subscriptions.finding import (
    MAX_CANDIDATES,
    MAX_LINKS,
    Candidate,
    What,
    feeds_named,
    sitemaps_named,
    usual_places,
    what_is,
)

HOME = "https://www.news.example/"
NEWS_MAP = b'<?xml version="1.0"?>\n<!-- <html> --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'


@pytest.mark.parametrize(
    ("data", "content_type", "what"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "text/html", What.FEED),
        (b"\xef\xbb\xbf\n<feed xmlns='http://www.w3.org/2005/Atom'/>", "", What.FEED),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "", What.FEED),
        ("<rss version='2.0'/>".encode("utf-16"), "", What.FEED),
        (b'<?xml-stylesheet href="a.xsl"?><!DOCTYPE rss [<!-- <html> -->]><rss/>', "", What.FEED),
        (b"<br />\n<b>Warning</b>: in feed.php<?xml version='1.0'?><rss/>", "application/rss+xml", What.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", What.FEED),
        (b'{"items": []}', "application/feed+json; charset=utf-8", What.FEED),
        (b'{"items": []}', "application/json", What.OTHER),
        (NEWS_MAP, "application/xml", What.SITE_MAP),
        pytest.param(gzip.compress(NEWS_MAP), "application/gzip", What.SITE_MAP, id="packed"),
        (b"<sitemapindex></sitemapindex>", "", What.SITE_MAP),
        (b"<!doctype html><html><head><title>rss</title></head><body><feed></body></html>", "application/rss+xml", What.PAGE),
        (b"<p>One</p><p>Two</p>", "text/html", What.PAGE),
        (b"just words", "text/html; charset=utf-8", What.PAGE),
        (b"just words", "text/plain", What.OTHER),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00", "image/png", What.OTHER),
        pytest.param(gzip.compress(b" " * 20_000_000), "", What.OTHER, id="bomb"),
        (b"", "text/html", What.OTHER),
    ],
)
def test_an_answer_is_told_by_its_beginning(data, content_type, what):
    assert what_is(data, content_type) is what


def named(html, url=HOME):
    return [(each.url, each.title) for each in feeds_named(html, url)]


def test_feeds_in_the_head_come_first_then_links_and_those_of_comments_last():
    html = """<html><head>
    <link rel="alternate" type="application/rss+xml" title="News &raquo; Comments Feed" href="https://www.news.example/comments/feed/" />
    <LINK REL='Alternate' TYPE="application/rss+xml" TITLE='News &amp; more > all' HREF="/feed/?a=1&amp;b=2">
    <link rel="alternate" type="application/atom+xml" href=atom.xml>
    <link rel="alternate" type="application/feed+json" title="JSON" href="//www.news.example/feed.json">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2" />
    <link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x" />
    <link rel="alternate" type="text/xml+oembed" href="/oembed?format=xml" />
    <link rel="alternate" hreflang="de" href="/de/feed/"><link rel="stylesheet" type="text/css" href="/rss.css">
    <!-- <link rel="alternate" type="application/rss+xml" href="/old.xml"> --><script>"<a href='/script.rss'>"</script></head>
    <body><a href="feed:https://www.news.example/sport/rss.xml"><b>Sport</b></a> <a href="/feed/?a=1&amp;b=2">again</a>
    <a href="https://feeds.feedburner.com/news">All news</a> <a href="https://social.example/feed/">Ours there</a>
    <a href="/rss-explained">What is RSS?</a></body></html>"""
    assert named(html) == [
        (f"{HOME}feed/?a=1&b=2", "News & more > all"),
        (f"{HOME}atom.xml", ""),
        (f"{HOME}feed.json", "JSON"),
        (f"{HOME}sport/rss.xml", "Sport"),
        ("https://feeds.feedburner.com/news", "All news"),
        (f"{HOME}comments/feed/", "News » Comments Feed"),
    ]


def test_a_page_s_base_and_its_own_address_count():
    html = '<base href="/de/"><link rel="alternate" type="application/rss+xml" href="rss.xml"><a href="https://www.news.example/feed/">Here</a>'
    assert named(html, f"{HOME}feed/") == [(f"{HOME}de/rss.xml", "")]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)/feed/", "mailto:feed@news.example", "http://[/feed/", "data:text/xml,/feed/", "", "/feed/" * 1_000]
)
def test_what_is_no_address_of_the_web_is_none(href):
    assert named(f'<link rel="alternate" type="application/rss+xml" href="{href}"><a href="{href}">Feed</a>') == []


def test_ever_so_many_feeds_are_a_few():
    html = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{number}/feed/">' for number in range(2 * MAX_LINKS))
    assert feeds_named(html, HOME) == tuple(Candidate(f"{HOME}{number}/feed/") for number in range(MAX_CANDIDATES))


def test_the_usual_places_are_few_and_on_the_same_site():
    places = usual_places("https://news.example/sport/?a=1#b")
    assert places[:2] == ("https://news.example/sport/feed/", "https://news.example/feed/")
    assert "https://news.example/news-sitemap.xml" in places
    assert len(places) <= 10
    assert usual_places("https://news.example/story.html")[0] == "https://news.example/feed/"
    assert usual_places("ftp://news.example/") == usual_places("nonsense") == usual_places("https://[") == ()


def test_the_site_maps_that_robots_txt_names_news_first():
    robots = "\ufeffUser-agent: *\r\nDisallow: /\rsitemap : /all.xml # all"
    robots += "\nSITEMAP: https://news.example/news/map.xml\nSitemap:\nSitemap: /all.xml"
    assert sitemaps_named(robots, "https://news.example/robots.txt") == (
        "https://news.example/news/map.xml",
        "https://news.example/all.xml",
    )
    assert len(sitemaps_named("\n".join(f"sitemap: /{number}" for number in range(10_000)), HOME)) == 50


pieces = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "<a ",
            "href=",
            "<link rel=alternate ",
            "type='application/rss+xml' ",
            '"',
            "'",
            "<!--",
            "-->",
            "<script",
            "//[",
            "feed",
            "/",
        ]
    )
    | st.text(max_size=5)
).map("".join)


@given(pieces, pieces)
def test_of_any_page_only_addresses_of_the_web_are_given(html, url):
    assert all(each.url.startswith(("http://", "https://")) for each in feeds_named(html, f"https://news.example/{url}"))
    assert all(place.startswith(("http://", "https://")) for place in (*usual_places(url), *sitemaps_named(html, url)))


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_answer_is_something(data, content_type):
    assert what_is(data, content_type) in What
