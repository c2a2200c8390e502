"""More like a story."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.related import compare_waiting, related, telling_words
from articles.search.upkeep import take_in
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


def compared():
    take_in()
    while compare_waiting():
        pass


def test_who_shares_a_photo_comes_first_then_who_shares_rare_words():
    photo = make_photo()
    story = make_article(headline="Volcano awakes in Reykjavik", standfirst="Lava near Grindavik")
    add_caption(story, "Smoke.", photo)
    alike = make_article(headline="Reykjavik: another volcano")
    make_article(headline="Lava", body="<p>One word is not enough.</p>")
    sharing = make_article(headline="Pictures of the year")
    add_caption(sharing, "Smoke.", photo)
    for _ in range(40):
        make_article()
    compared()
    assert related(story) == [sharing, alike]
    assert related(sharing) == [story]


def test_a_photo_shared_later_or_no_longer_is_followed():
    photo = make_photo()
    story, other = make_article(headline="One"), make_article(headline="Two")
    add_caption(story, "", photo)
    compared()
    caption = add_caption(other, "", photo)
    compared()
    assert related(story) == [other]
    caption.delete()
    compared()
    assert related(story) == []


def test_a_withdrawn_story_is_offered_by_none_and_the_page_follows(client):
    photo = make_photo()
    story, other = make_article(headline="One"), make_article(headline="The other one")
    for each in (story, other):
        add_caption(each, "", photo)
    compared()
    assert "The other one" in client.get(story.get_absolute_url()).content.decode()
    Article.objects.filter(pk=other.pk).update(status="withdrawn")
    assert "The other one" not in client.get(story.get_absolute_url()).content.decode()


def test_comparing_again_what_has_not_changed_writes_nothing():
    photo = make_photo()
    for each in (make_article(), make_article()):
        add_caption(each, "", photo)
    compared()
    Article.objects.update(headline="Same")
    with CaptureQueriesContext(connection) as captured:
        compared()
    assert not [query for query in captured if 'INTO "search_like"' in query["sql"]]


def test_telling_words_are_those_that_most_parts_have():
    assert telling_words([["volcano", "wakes"], ["volcano", "1999", "sea"], ["wakes", "volcano", "slowly", "slowly"]]) == [
        "volcano",
        "wakes",
        "slowly",
    ]
