"""What a decision about photos would change, seen before it is made."""

import pytest

from gallery.desk import pairs, parting
from gallery.desk.preview import rehearse
from gallery.joining import join
from gallery.models import Caption, Decision, Photo, Rendition, Verdict
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two photos of one story."""
    story, older, younger = make_article(), make_photo("green"), make_photo("olive", (300, 200))
    add_caption(story, "The quay at dawn.", older)
    add_caption(story, "The same quay.", younger)
    return older, younger


def rows():
    """Everything that a decision about photos could write."""
    return [list(model.objects.order_by("pk").values()) for model in (Photo, Rendition, Caption, Verdict, Decision)]


def test_joining_takes_one_caption_away_and_leaves_the_other_alone(two, admin_user):
    (story,) = rehearse(lambda: pairs.make_one(*two, admin_user), [photo.pk for photo in two]).stories
    (turn,) = story.turns
    assert (turn.before.text, turn.after, turn.instead.text) == ("The same quay.", None, "The quay at dawn.")


def test_a_description_that_the_photo_would_come_to_have_is_told(two, admin_user):
    Photo.objects.filter(pk=two[1].pk).update(alt="Boats at a pier.")
    (story,) = rehearse(lambda: pairs.make_one(*two, admin_user), [photo.pk for photo in two]).stories
    assert [(turn.before.alt, turn.after and turn.after.alt) for turn in story.turns] == [
        ("", "Boats at a pier."),
        ("Boats at a pier.", None),
    ]


def test_parting_brings_one_caption_and_leaves_the_other_alone(two, admin_user):
    older, younger = two
    join(younger, older)
    chosen = set(Rendition.objects.filter(born=younger).values_list("pk", flat=True))
    (story,) = rehearse(lambda: parting.split(older, chosen, admin_user), [older.pk]).stories
    assert [(turn.before, turn.after.photo, turn.after.text) for turn in story.turns] == [(None, younger.pk, "The same quay.")]


def test_the_files_that_go_over_are_named_with_the_picture_that_came_with_them(two, admin_user):
    older, younger = two
    file = Rendition.objects.get(born=younger)
    (moved,) = rehearse(lambda: pairs.make_one(older, younger, admin_user), [older.pk, younger.pk]).files
    assert (moved.url, moved.picture.digest, moved.owner, moved.heir) == (file.url, younger.digest, younger.pk, older.pk)


def test_a_photo_that_would_be_made_is_called_a_new_one(two, admin_user):
    other = Rendition.objects.create(photo=two[0], url="https://c.example/3.jpg", key="c.example/3")
    (moved,) = rehearse(lambda: parting.split(two[0], {other.pk}, admin_user), [two[0].pk]).files
    assert moved.heir is None
    assert Photo.objects.count() == 2


def test_what_can_t_be_decided_goes_through(two, admin_user):
    with pytest.raises(pairs.Undecidable):
        rehearse(lambda: parting.split(two[0], set(), admin_user), [two[0].pk])
