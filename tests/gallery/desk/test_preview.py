"""What a decision about photos would change, seen before it is made."""

import pytest

from gallery.desk import pairs
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


def said(shown):
    return [(each.photo, each.text) for each in shown]


def test_a_rehearsal_writes_nothing(two, admin_user):
    before = rows()
    assert rehearse(lambda: pairs.make_one(*two, admin_user), [photo.pk for photo in two])
    assert rows() == before


def test_joining_takes_one_caption_away_and_leaves_the_other_alone(two, admin_user):
    (story,) = rehearse(lambda: pairs.make_one(*two, admin_user), [photo.pk for photo in two])
    assert (said(story.before), said(story.after)) == ([(two[1].pk, "The same quay.")], [])


def test_parting_brings_one_caption_and_leaves_the_other_alone(two, admin_user):
    older, younger = two
    join(younger, older)
    chosen = set(Rendition.objects.filter(born=younger).values_list("pk", flat=True))
    (story,) = rehearse(lambda: pairs.split(older, chosen, admin_user), [older.pk])
    assert (said(story.before), said(story.after)) == ([], [(younger.pk, "The same quay.")])


def test_what_can_t_be_decided_goes_through(two, admin_user):
    with pytest.raises(pairs.Undecidable):
        rehearse(lambda: pairs.split(two[0], set(), admin_user), [two[0].pk])
