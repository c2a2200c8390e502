"""Photos that may be the same as one at hand, offered without a number."""

import pytest
from django.db import connection

from gallery.desk import words
from gallery.desk.candidates import candidates_for
from gallery.joining import join
from gallery.models import Caption, Comparison, Fingerprint
from gallery.renditions import store
from tests.factories import add_caption, make_article, make_photo, picture

pytestmark = pytest.mark.django_db


def offered(photo, asked=""):
    return [(each.photo.pk, each.why) for each in candidates_for(photo, asked)]


def printed(colour, size):
    """A photo with its fingerprint."""
    photo = make_photo(colour, size)
    Fingerprint.objects.get_or_create(photo=photo, defaults={"hashes": store(picture(colour, size)).fingerprint})
    return photo


def test_what_is_near_in_pixels_or_says_the_same_or_stands_in_the_same_story_is_offered_once_each():
    photo, near, same, beside, _ = (
        printed("green", (400, 300)),
        printed("green", (800, 600)),
        make_photo("red"),
        make_photo("navy"),
        make_photo("pink"),
    )
    story = make_article()
    add_caption(story, "The quay at dawn.", photo)
    add_caption(story, "A gull.", beside)
    add_caption(make_article(), "The quay at dawn.", same)
    add_caption(make_article(), "The quay at dawn.", near)
    found = dict(offered(photo))
    assert found == {near.pk: "Near in pixels", same.pk: "The same words", beside.pk: "In the same story"}


def test_a_photographer_s_other_photos_are_offered_last():
    photo, other = make_photo("green"), make_photo("red")
    for each in (photo, other):
        add_caption(make_article(), f"Photo {each.pk}.", each, credit="Jo Doe/AP")
    assert offered(photo) == [(other.pk, "The same photographer")]


def test_what_an_editor_was_asked_about_already_is_left_out():
    photo, open_, answered = make_photo("green"), make_photo("red"), make_photo("navy")
    story = make_article()
    for each in (photo, open_, answered):
        add_caption(story, f"Photo {each.pk}.", each)
    Comparison.objects.create(left=photo, right=open_, why="it is mirrored", coarse=0.9, fine=0.9)
    Comparison.objects.create(left=photo, right=answered, same=False, why="it is mirrored", coarse=0.9, fine=0.9)
    assert offered(photo) == []
    assert offered(photo, f"photo {answered.pk}")[0] == (answered.pk, "Its number")


def test_words_find_a_photo_and_a_joined_one_leads_to_the_one_it_became():
    photo, kept, gone = make_photo("green"), make_photo("red"), make_photo("navy")
    add_caption(make_article(), "A heron on the weir.", gone)
    join(gone, kept)
    assert offered(photo, "heron weir") == [(kept.pk, "Its words")]
    assert offered(photo, f"{gone.pk}")[0] == (kept.pk, "Its number")


def test_the_same_words_are_looked_up_in_an_index_whichever_were_written_by_an_editor(editor):
    photo, same, alike = make_photo("green"), make_photo("red"), make_photo("navy")
    long = "The quay at dawn, when the boats of the night come in and the gulls follow them"
    add_caption(make_article(), f"{long}.", photo)
    words.edit(add_caption(make_article(), "A quay.", same), 1, f"{long}.", "", editor)
    add_caption(make_article(), f"{long} home.", alike)
    assert offered(photo) == [(same.pk, "The same words")]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads a table of three rows as it is
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "caption_says" in Caption.objects.saying([f"{long}."]).order_by("-pk").explain()
