"""An editor's order of photos outlives all that is found and decided of them, in whatever order."""

import pytest
from django.contrib.auth import get_user_model

from articles import desk
from articles.models import Article
from gallery.desk import pairs, parting
from gallery.desk.journal import undo
from gallery.joining import join
from gallery.library import settle_story
from gallery.models import Decision, Photo, Rendition
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def elsewhere():
    """A photo, older than all others, that another story shows."""
    photo = make_photo("black", (640, 480))
    add_caption(make_article(), "A clock.", photo)
    return photo


@pytest.fixture
def story(elsewhere):
    """Three photos."""
    article = make_article()
    for number in range(3):
        add_caption(article, f"Caption {number}.", make_photo("navy", (400, 300 + number)), role="gallery" if number else "lead")
    return article


def order_of(article):
    assert list(article.captions.filter(role="lead").values_list("position", flat=True)) == [0]
    return list(article.captions.in_order().values_list("photo", flat=True))


def arrange(article, wanted, by):
    article = Article.objects.get(pk=article.pk)
    desk.arrange(article, article.version, wanted, by)
    assert order_of(article) == wanted


def test_two_of_its_photos_joined_and_parted(story, by):
    first, second, third = order_of(story)
    arrange(story, [third, first, second], by)
    for gone, kept, as_one in ((third, first, [first, second]), (second, first, [third, first]), (third, second, [second, first])):
        pairs.make_one(Photo.objects.get(pk=kept), Photo.objects.get(pk=gone), by)
        assert order_of(story) == as_one
        undo(Decision.objects.first(), by)
        assert order_of(story) == [third, first, second]


def test_the_lead_is_joined_to_another_storys_photo_ordered_so_and_parted(story, elsewhere, by):
    first, second, third = order_of(story)
    pairs.make_one(elsewhere, Photo.objects.get(pk=third), by)
    joined = Decision.objects.first()
    assert order_of(story) == [first, second, elsewhere.pk]
    arrange(story, [elsewhere.pk, second, first], by)
    undo(joined, by)
    assert order_of(story) == [third, second, first]
    undo(Decision.objects.first(), by)
    assert order_of(story) == [elsewhere.pk, second, first]


def test_parting_by_its_files_gives_the_photo_its_place_and_so_does_a_photo_made_by_parting(story, elsewhere, by):
    first, second, third = order_of(story)
    join(Photo.objects.get(pk=third), elsewhere)
    arrange(story, [elsewhere.pk, second, first], by)
    mine = Rendition.objects.get(born=third)
    Rendition.objects.create(photo=elsewhere, born_id=third, url="https://else.example/of-it.jpg", key="else.example/of-it")
    made = parting.split(elsewhere, {mine.pk}, by)
    assert made.pk not in (first, second, third, elsewhere.pk)
    assert order_of(story) == [made.pk, second, first]
    settle_story(Article.objects.get(pk=story.pk))
    assert order_of(story) == [made.pk, second, first]
    undo(Decision.objects.first(), by)
    assert order_of(story) == [elsewhere.pk, second, first]
