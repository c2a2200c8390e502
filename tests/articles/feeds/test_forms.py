"""The same stories in every form, for every part of the paper."""

import json
from datetime import UTC, datetime

import feedparser
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_script_prefix
from django.urls import reverse
from lxml import etree, html

from articles.corrections import Correction
from articles.models import Article, Section
from gallery import renditions
from gallery.desk import withdrawing, words
from gallery.models import Name, Weight
from gallery.pictures import media_type
from gallery.renditions import photos
from tests.factories import add_caption, make_article, make_photo, make_story

pytestmark = pytest.mark.django_db
MEDIA = {"media": "http://search.yahoo.com/mrss/"}
FORMS = ["/feed/", "/feed/atom/", "/feed/json/"]


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def read(answer):
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def ids(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    if "json" in answer["Content-Type"]:
        return [each["id"] for each in json.loads(answer.content)["items"]]
    return [entry.id for entry in read(answer).entries]


def credited_story(name="Ann Poe", **said):
    story = make_article(**said)
    caption = add_caption(story, "The quay at dawn.", make_photo(), credit=f"{name}/Reuters", role="lead")
    return story, caption


@pytest.mark.parametrize("address", FORMS)
def test_every_form_has_the_same_stories_the_newest_first(client, address):
    first, second = make_story(), make_story()
    assert ids(client, address) == [second.guid, first.guid]


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_a_section_a_photographer_an_agency_and_a_search_have_feeds_of_their_own(client, form):
    section = Section.objects.create(name="Science", slug="science")
    mine, _ = credited_story(headline="A comet passes", section=section)
    make_story()
    for address in ["section/science", "photographer/ann-poe", "agency/reuters"]:
        assert ids(client, f"/{address}/feed/{form}") == [mine.guid]
    assert ids(client, f"/search/feed/{form}?q=comet") == [mine.guid]
    assert ids(client, f"/search/feed/{form}?q=comet&section=other") == []


@pytest.mark.parametrize(
    "address", ["/section/none/feed/", "/photographer/none/feed/", "/feed/csv/", "/search/feed/", "/feed/?archive=9", "/feed/?archive=x"]
)
def test_what_is_no_feed_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", FORMS[:2])
def test_a_photo_is_one_media_group_with_the_address_of_the_content_its_words_and_whom_it_credits(client, address):
    credited_story()
    root = etree.fromstring(client.get(address).content)
    (group,) = root.iterfind(".//media:group", MEDIA)
    (default,) = [each for each in group.iterfind("media:content", MEDIA) if each.get("isDefault") == "true"]
    entry = read(client.get(address)).entries[0]
    assert default.get("url") == html.fromstring(entry.content[0].value).find(".//img").get("src")
    assert group.findtext("media:description", namespaces=MEDIA) == "The quay at dawn."
    assert [(each.get("role"), each.text) for each in group.iterfind("media:credit", MEDIA)] == [
        ("photographer", "Ann Poe"),
        ("distribution company", "Reuters"),
    ]
    assert group.find("media:thumbnail", MEDIA).get("url").startswith("http://testserver/media/photos/")


def test_json_feed_carries_each_photo_s_caption_and_credit_and_the_length_of_its_file(client):
    credited_story()
    (item,) = json.loads(client.get("/feed/json/").content)["items"]
    (photo,) = item["_cutline"]["photos"]
    assert (photo["caption"], photo["credit"], photo["photographers"]) == ("The quay at dawn.", "Ann Poe/Reuters", ["Ann Poe"])
    (file,) = item["attachments"]
    name = file["url"].removeprefix("http://testserver/media/")
    assert file["size_in_bytes"] == photos().size(name)
    assert photo["url"] == item["image"] == file["url"]


def test_a_media_group_has_every_file_of_a_photo_with_its_format_and_its_true_length(client):
    story, photo = make_article(), make_photo(size=(1300, 900), has_avif=True)
    renditions.store_avif(photo.digest, photo.original.name)
    add_caption(story, "The quay.", photo, role="lead")
    files = list(etree.fromstring(client.get("/feed/").content).iterfind(".//media:content", MEDIA))
    assert [(each.get("width"), each.get("type")) for each in files][:2] == [("1280", "image/jpeg"), ("320", "image/jpeg")]
    assert {each.get("type") for each in files} == {"image/jpeg", "image/webp", "image/avif"}
    for each in files:
        name = each.get("url").removeprefix("http://testserver/media/")
        assert (media_type(name), photos().size(name)) == (each.get("type"), int(each.get("fileSize")))


def test_a_photo_from_before_its_files_were_weighed_has_an_enclosure_and_says_no_sizes(client):
    credited_story()
    Weight.objects.all().delete()
    root = etree.fromstring(client.get("/feed/").content)
    assert not root.xpath("//@fileSize")
    name = root.find(".//enclosure").get("url").removeprefix("http://testserver/media/")
    assert int(root.find(".//enclosure").get("length")) == photos().size(name)


@pytest.mark.parametrize("address", FORMS)
def test_a_corrected_caption_is_in_the_feed_at_the_next_request_under_the_same_guid_and_date(client, address, editor):
    _, caption = credited_story()
    client.get(address)
    before = json.loads(client.get("/feed/json/").content)["items"][0]
    words.edit(caption, caption.version, "The quay at noon.", "Ann Poe/Reuters", editor)
    assert "The quay at noon." in client.get(address).content.decode()
    after = json.loads(client.get("/feed/json/").content)["items"][0]
    assert (after["id"], after["url"], after["date_published"]) == (before["id"], before["url"], before["date_published"])


@pytest.mark.parametrize("address", FORMS)
def test_withdrawn_stories_and_photos_leave(client, address, editor):
    story, caption = credited_story()
    other = make_story()
    client.get(address)
    withdrawing.withdraw(caption.photo, "A complaint.", editor)
    assert "The quay at dawn." not in client.get(address).content.decode()
    Article.objects.filter(pk=other.pk).update(status="withdrawn")
    assert ids(client, address) == [story.guid]


@pytest.mark.parametrize("address", FORMS)
def test_a_story_that_leaves_a_section_leaves_its_feed(client, address):
    section = Section.objects.create(name="Science", slug="science")
    story = make_story(section=section)
    known = client.get(f"/section/science{address}")["ETag"]
    Article.objects.filter(pk=story.pk).update(section=None)
    answer = client.get(f"/section/science{address}", HTTP_IF_NONE_MATCH=known)
    assert answer.status_code == 200
    assert story.guid not in answer.content.decode()


@pytest.mark.parametrize("address", [*FORMS, "/feed/?archive=1"])
def test_an_answer_is_one_piece_and_who_has_it_gets_304_without_a_story_being_read(client, address):
    make_story()
    answer = client.get(address)
    assert not answer.streaming
    assert int(answer["Content-Length"]) == len(answer.content)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    assert not any('"body"' in query["sql"] for query in captured)
    assert len(captured) <= 5
    assert client.head(address).status_code == 200


def test_a_correction_note_is_read_with_its_story(client, editor):
    story = make_story()
    Correction.objects.create(article=story, text="It was a Tuesday.", by=editor)
    assert "It was a Tuesday." in client.get("/feed/").content.decode()


def test_a_correction_note_says_the_paper_s_time_as_the_story_s_page_does(client, editor, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    story = make_story()
    correction = Correction.objects.create(article=story, text="It was a Tuesday.", by=editor)
    Correction.objects.filter(pk=correction.pk).update(at=datetime(2026, 11, 3, 20, 5, tzinfo=UTC))
    said = "4 November 2026, 05:05"
    assert said in client.get("/feed/").content.decode()
    assert said in client.get(story.get_absolute_url()).content.decode()


def test_a_paper_that_moves_to_another_path_keeps_its_feeds_names(client):
    make_story()
    at_home = read(client.get("/feed/atom/")).feed
    with override_script_prefix("/paper/"):
        moved = read(client.get("/feed/atom/")).feed
    assert moved.id == at_home.id
    assert moved.link == "http://testserver/paper/"


def test_a_right_to_left_story_says_so(client):
    make_article(body="<p>שלום</p>", direction="rtl", language="he")
    assert '<div dir="rtl">' in read(client.get("/feed/")).entries[0].content[0].value


@pytest.mark.parametrize("address", FORMS[:2])
def test_a_browser_is_given_a_sheet(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert etree.fromstring(answer.content).getprevious().get("type") == "text/css"


@pytest.mark.parametrize("path", ["/section/science/", "/photographer/ann-poe/", "/agency/reuters/", "/search/?q=comet"])
def test_a_page_names_its_own_feeds_first_and_each_answers(client, path):
    section = Section.objects.create(name="Science", slug="science")
    credited_story(headline="A comet passes", section=section)
    named = html.fromstring(client.get(path).content).xpath("//link[@rel='alternate']/@href")
    assert len(named) == 6
    assert named[3:] == FORMS
    assert all(client.get(address).status_code == 200 for address in named)
    assert named[0].startswith(path.partition("?")[0])


def test_the_page_of_feeds_and_the_list_for_feed_readers_name_every_feed(client):
    section = Section.objects.create(name="Science", slug="science")
    credited_story(section=section)
    listed = html.fromstring(client.get(reverse("feeds")).content).xpath("//ul[@class='feed-list']//a/@href")
    opml = etree.fromstring(client.get(reverse("opml")).content)
    feeds = [each.get("xmlUrl") for each in opml.iterfind(".//outline")]
    assert len(feeds) == 4
    assert set(feeds) <= set(listed)
    assert all(client.get(each).status_code == 200 for each in feeds)


def test_the_number_of_questions_does_not_grow_with_the_stories(client):
    section = Section.objects.create(name="Science", slug="science")
    counts = []
    for _ in range(2):
        for _ in range(6):
            credited_story(section=section)
        for address in ["/feed/atom/", "/section/science/feed/json/", "/agency/reuters/feed/"]:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 13


def test_names_that_nobody_sees_any_more_are_not_listed(client):
    story, _ = credited_story()
    Article.objects.filter(pk=story.pk).update(status="withdrawn")
    assert Name.objects.exists()
    assert "ann-poe" not in client.get(reverse("feeds")).content.decode()
