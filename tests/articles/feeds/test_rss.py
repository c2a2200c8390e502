"""The feed as a feed reader gets it."""

from datetime import UTC, datetime

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from articles.models import Article
from gallery.renditions import photos
from tests.factories import add_caption, make_article, make_story

pytestmark = pytest.mark.django_db


def read(client):
    feed = feedparser.parse(client.get("/feed/").content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def content(entry):
    return html.fromstring(f"<div>{entry.content[0].value}</div>")


def test_the_feed_is_valid_and_carries_whole_stories_the_newest_first(client):
    first, second = make_story(authors=["Ann Poe"], standfirst="It was expected to fall."), make_story()
    feed = read(client)
    assert [entry.id for entry in feed.entries] == [second.guid, first.guid]
    entry = feed.entries[1]
    assert (entry.title, entry.author, entry.summary) == (first.headline, "Ann Poe", "It was expected to fall.")
    assert "It will stand." in entry.content[0].value
    assert entry.link == f"http://testserver{first.get_absolute_url()}"
    assert [link.href for link in feed.feed.links if link.rel == "self"] == ["http://testserver/feed/"]
    assert feed.feed.language == "en-gb"


def test_each_photo_is_one_figure_in_its_place_with_absolute_addresses(client):
    make_story(photos=4)
    story = content(read(client).entries[0])
    figures = story.findall(".//figure")
    assert len(figures) == len(story.findall(".//img")) == 4
    assert all(figure[0].tag == "img" and figure[1].tag == "figcaption" for figure in figures)
    assert all(image.get("src").startswith("http://testserver/media/photos/") for image in story.iter("img"))
    assert [child.tag for child in story][:4] == ["figure", "p", "figure", "p"]


def test_a_photo_without_a_file_keeps_its_words_and_one_without_words_its_address(client):
    story = make_article()
    add_caption(story, "A bridge at dawn.", credit="Jo Doe")
    add_caption(story, "", address="https://img.paper.example/bridge.jpg")
    worded, bare = content(read(client).entries[0]).findall(".//figure")
    assert " ".join(worded.text_content().split()) == "A bridge at dawn. (Jo Doe)"
    assert bare.xpath(".//a/@href") == ["https://img.paper.example/bridge.jpg"]


def test_the_enclosure_is_the_lead_photo_at_the_address_of_the_story_with_its_true_length(client):
    make_story(photos=2)
    entry = read(client).entries[0]
    (enclosure,) = entry.enclosures
    assert enclosure.href == content(entry).find(".//img").get("src")
    name = enclosure.href.removeprefix("http://testserver/media/")
    assert (enclosure.type, int(enclosure.length)) == ("image/jpeg", photos().size(name))


@pytest.mark.parametrize(("said", "written"), [("R&D at AT&T", "R&D at AT&T"), ("&copy; & <i>", "&amp;copy; &amp; &lt;i&gt;")])
def test_a_standfirst_is_written_as_it_is_where_html_has_it_so_since_browsers_show_what_is_written(client, said, written):
    make_article(standfirst=said)
    answer = client.get("/feed/")
    assert etree.fromstring(answer.content).findtext(".//item/description") == written
    assert html.fromstring(f"<p>{read(client).entries[0].summary}</p>").text_content() == said


def test_characters_no_xml_may_hold_are_left_out(client):
    make_article(headline="Bell\x07 and \x0bnull\ufffe", standfirst="\x1f", body="<p>\x02It stands.</p>", authors=["A\x08nn"])
    entry = read(client).entries[0]
    assert (entry.title, entry.author) == ("Bell and null", "Ann")


def test_a_repeat_is_answered_304_until_a_story_changes_or_goes(client):
    story, other = make_story(), make_story()
    answer = client.get("/feed/")
    known = {"HTTP_IF_NONE_MATCH": answer["ETag"]}
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/feed/", **known).status_code == 304
    assert len(captured) <= 4
    assert client.get("/feed/", HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"]).status_code == 304
    Article.objects.filter(pk=story.pk).update(changed_at=datetime(2027, 1, 1, tzinfo=UTC))
    edited = client.get("/feed/", **known)
    assert edited.status_code == 200
    Article.objects.filter(pk=other.pk).update(status="withdrawn")
    assert client.get("/feed/", HTTP_IF_NONE_MATCH=edited["ETag"]).status_code == 200


def test_an_empty_paper_has_a_valid_feed_that_stays_the_same(client):
    assert read(client).entries == []
    assert client.get("/feed/", HTTP_IF_NONE_MATCH=client.get("/feed/")["ETag"]).status_code == 304


def test_a_browser_gets_a_style_sheet_and_the_pages_name_the_feed(client):
    answer = client.get("/feed/")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    instruction = etree.fromstring(answer.content).getprevious()
    assert instruction.target == "xml-stylesheet"
    assert instruction.get("type") == "text/css"
    assert html.fromstring(client.get("/").content).xpath("//link[@type='application/rss+xml']/@href") == ["/feed/"]


def test_the_feed_asks_as_often_for_twenty_stories_as_for_two(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/feed/")
        return len(captured)

    for _ in range(2):
        make_story(photos=2)
    few = queries()
    for _ in range(18):
        make_story(photos=3)
    assert queries() == few <= 12
