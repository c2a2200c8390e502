"""A photo with its file is held against the library: joined, put before an editor, or left alone."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError

from gallery import joining, recognition
from gallery.desk import files
from gallery.desk.withdrawing import withdraw
from gallery.file_words import keep_file_lines
from gallery.files import place
from gallery.models import Comparison, Fingerprint, Photo, Rendition, Verdict
from gallery.recognition import recognise
from gallery.renditions import store
from tests.factories import add_caption, make_article
from tests.gallery.scenes import encoded, scene

pytestmark = pytest.mark.django_db

QUAY = scene(1)


def photo_of(image, address=None, **settings):
    photo = Photo.objects.create()
    place(photo, store(encoded(image, **settings)))
    if address:
        Rendition.objects.create(photo=photo, url=f"https://{address}.jpg", key=address)
    return photo


def as_they_are(*photos):
    return [Photo.objects.get(pk=photo.pk) for photo in photos]


def test_another_publishers_copy_becomes_the_photo_that_is_there():
    first, second = make_article(), make_article()
    known = photo_of(QUAY)
    copy = photo_of(QUAY.resize((360, 240)), quality=40)
    add_caption(first, "The quay.", known)
    add_caption(second, "The old quay at noon.", copy)
    assert recognise(copy) == known
    assert [caption.photo_id for article in (first, second) for caption in article.captions.all()] == [known.pk, known.pk]
    assert Photo.objects.get(pk=copy.pk).merged_into == known


@pytest.mark.parametrize(
    "variant", [QUAY.crop((0, 0, 430, 290)), QUAY.crop((80, 0, 400, 320)), QUAY.convert("L")], ids=["crop", "square", "grey"]
)
def test_a_variant_becomes_the_photo_that_is_there(variant):
    known, other = photo_of(QUAY), photo_of(variant)
    assert recognise(other) == known


def test_a_copy_of_a_withdrawn_photo_is_found_though_its_files_were_deleted(django_capture_on_commit_callbacks):
    known = photo_of(QUAY)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(known, "A complaint.", get_user_model().objects.create_user("ed"))
    copy = photo_of(QUAY.resize((360, 240)), quality=40)
    assert recognise(copy) == known
    assert all(photo.is_withdrawn for photo in as_they_are(known, copy))


def test_another_picture_is_left_alone():
    known, other = photo_of(QUAY), photo_of(scene(2))
    assert recognise(other) == other
    assert not Comparison.objects.exists()
    assert not Photo.objects.exclude(merged_into=None).exists()
    assert known.pk != other.pk


def test_what_the_pixels_say_of_the_two_is_kept():
    known, crop = photo_of(QUAY), photo_of(QUAY.crop((48, 0, 480, 320)))
    recognise(crop)
    said = Comparison.objects.get()
    assert (said.left, said.right, said.same) == (known, crop, True)
    assert said.left_part == pytest.approx([0.1, 0, 1, 1], abs=0.02)
    assert (said.left_file, said.right_file) == (known.digest, crop.digest)
    assert said.fine > 0.9


def test_what_is_mirrored_is_left_to_an_editor():
    known, mirrored = photo_of(QUAY), photo_of(QUAY.transpose(0))
    assert recognise(mirrored) == mirrored
    said = Comparison.objects.get()
    assert (said.left, said.right, said.same, said.why) == (known, mirrored, None, "it is mirrored")


def test_an_editors_word_stands_above_the_pixels():
    known, copy = photo_of(QUAY, "a.example/quay"), photo_of(QUAY.resize((360, 240)), "b.example/quay")
    Verdict.objects.create(left="a.example/quay", right="b.example/quay", same=False)
    assert recognise(copy) == copy
    assert [photo.merged_into for photo in as_they_are(known, copy)] == [None, None]


def test_a_picture_that_links_two_photos_makes_them_one():
    # Of two opposite corners neither lies near the other.
    left, right = photo_of(QUAY.crop((0, 0, 420, 280))), photo_of(QUAY.crop((60, 40, 480, 320)))
    recognise(left), recognise(right)
    assert as_they_are(right)[0].merged_into is None
    whole = photo_of(QUAY)
    recognise(whole)
    assert {photo.survivor.pk for photo in as_they_are(left, right, whole)} == {left.pk}


def test_the_larger_file_is_shown():
    thumbnail, large = photo_of(QUAY.resize((240, 160))), photo_of(QUAY)
    kept = recognise(large)
    assert (kept, kept.width, kept.fingerprint.photo) == (thumbnail, 480, thumbnail)
    assert Photo.objects.get(pk=large.pk).width == 240


def test_a_repeat_compares_nothing_again_and_changes_nothing():
    photo_of(QUAY), photo_of(QUAY.transpose(0))
    for _ in range(2):
        for photo in Photo.objects.all():
            recognise(photo)
    assert Comparison.objects.count() == 1
    assert set(Fingerprint.objects.values_list("compared", flat=True)) == {True}


def test_a_photo_without_a_file_is_itself():
    photo = Photo.objects.create()
    assert recognise(photo) == photo


def test_a_photo_that_many_ran_is_found_behind_its_tombstones(monkeypatch):
    monkeypatch.setattr(recognition, "MOST", 2)
    known = photo_of(QUAY)
    for quality in range(40, 50):
        assert recognise(photo_of(QUAY, quality=quality)) == known


def test_another_file_is_compared_anew():
    known, other = photo_of(QUAY), photo_of(QUAY.transpose(0))
    recognise(other)
    files.give_file(other, store(encoded(QUAY.resize((360, 240)))), get_user_model().objects.create_user("ed"))
    assert recognise(other) == known


def test_reading_the_pages_again_after_the_larger_file_is_shown_changes_nothing():
    small, large = photo_of(QUAY.resize((240, 160))), photo_of(QUAY)
    article = make_article()
    add_caption(article, "", small)
    recognise(large)
    before = list(article.captions.values()), list(article.sightings.values())
    keep_file_lines(article)
    assert (list(article.captions.values()), list(article.sightings.values())) == before


def test_a_lost_race_is_run_again(monkeypatch):
    known, copy = photo_of(QUAY), photo_of(QUAY.resize((360, 240)), quality=40)
    losses = iter([IntegrityError("another worker was first")])

    def join(*photos):
        for loss in losses:
            raise loss
        return joining.join(*photos)

    monkeypatch.setattr(recognition, "join", join)
    assert recognise(copy) == known
