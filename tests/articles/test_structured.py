"""What a story's page says to machines: the same words as to readers."""

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from articles.models import Article
from articles.structured import inside_html, locale_of, news_article
from tests.factories import add_caption, make_article, make_photo, make_story

pytestmark = pytest.mark.django_db
ROOT = "https://paper.example/"


def described(story, own=False):
    return news_article(Article.objects.with_gallery().get(pk=story.pk), ROOT, "The Gazette", own)


def head(client, story):
    return html.fromstring(client.get(story.get_absolute_url()).content).find("head")


def test_every_photo_is_an_image_with_the_caption_and_credit_of_the_page():
    story = make_article()
    photo = make_photo(size=(401, 300))
    add_caption(story, "A bridge at dawn.", photo, credit="Jo Doe/AP")
    add_caption(story, "Known by its words alone.")
    [image] = described(story)["image"]
    assert (image["caption"], image["creditText"], image["creator"]) == (
        "A bridge at dawn.",
        "Jo Doe/AP",
        [{"@type": "Person", "name": "Jo Doe"}],
    )
    assert image["contentUrl"].startswith("https://paper.example/media/photos/")
    assert (image["width"], image["height"]) == (401, 300)


def test_another_publisher_s_story_names_its_publisher_and_what_it_is_based_on():
    story = make_story()
    assert described(story)["publisher"]["name"] == "The Paper"
    assert described(story)["isBasedOn"] == story.url
    assert described(story, own=True)["publisher"]["name"] == "The Gazette"
    assert "isBasedOn" not in described(story, own=True)


def test_no_word_of_a_story_ends_the_element_it_stands_in():
    assert inside_html({"headline": "</script><script>alert(1)"}) == '{"headline":"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)"}'


def test_the_page_of_another_s_story_names_the_original_as_canonical_and_asks_not_to_be_indexed(client):
    story = make_story()
    assert head(client, story).xpath("link[@rel='canonical']/@href") == [story.url]
    assert head(client, story).xpath("meta[@name='robots']/@content") == ["noindex"]


def test_the_page_of_the_operator_s_own_story_is_canonical_itself(client, settings):
    settings.CUTLINE_OWN_STORIES = True
    story = make_story()
    assert head(client, story).xpath("link[@rel='canonical']/@href") == [f"http://testserver{story.get_absolute_url()}"]
    assert head(client, story).xpath("meta[@name='robots']") == []


def test_a_page_that_is_shared_shows_headline_standfirst_and_first_photo(client):
    story = make_story(photos=2, standfirst="It was expected to fall.", language="pt-BR")
    said = {each.get("property") or each.get("name"): each.get("content") for each in head(client, story).iter("meta")}
    assert (said["og:title"], said["og:description"], said["og:locale"]) == (story.headline, "It was expected to fall.", "pt_BR")
    assert said["og:image"].startswith("http://testserver/media/photos/")
    assert said["og:image:alt"] == story.captions.get(position=0).text
    [data] = head(client, story).xpath("script[@type='application/ld+json']/text()")
    assert json.loads(data)["headline"] == story.headline


def test_head_and_data_say_the_same_times_as_iso_8601_with_a_zone(client):
    when = datetime(2026, 7, 1, 8, 0, 0, 678, tzinfo=UTC)
    story = make_story(dated_at=when, updated_at=when.replace(hour=9))
    said = {each.get("property"): each.get("content") for each in head(client, story).iter("meta")}
    times = said["article:published_time"], said["article:modified_time"]
    assert times == ("2026-07-01T08:00:00+00:00", "2026-07-01T09:00:00+00:00")
    assert times == (described(story)["datePublished"], described(story)["dateModified"])


LOCALES = {
    "pt-BR": "pt_BR",
    "en": "en_US",
    "en-GB": "en_GB",
    "EN-gb-oxendict": "en_GB",
    "zh-Hant": "zh_TW",
    "zh-Hant-HK": "zh_HK",
    "zh": "zh_CN",
}


@pytest.mark.parametrize(("tag", "locale"), [*LOCALES.items(), ("sr-Latn", "sr_RS"), ("es-419", "es_ES"), ("tlh", ""), ("", ""), ("x", "")])
def test_a_locale_is_a_language_and_where_it_is_spoken(client, tag, locale):
    assert locale_of(tag) == locale
    said = head(client, make_story(language=tag)).xpath("meta[@property='og:locale']/@content")
    assert said == ([locale] if locale else [])
