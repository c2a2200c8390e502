"""A photo's history as words, and going back in it."""

import pytest
from django.urls import reverse

from gallery.desk import files, photos, withdrawing, words
from gallery.desk.photo_history import photo_history
from gallery.models import Caption, Change, Photo
from gallery.renditions import store
from tests.factories import add_caption, make_article, make_photo, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return make_photo("green")


def told(photo):
    return [step.words for step in photo_history(photo)]


def test_what_is_said_of_a_photo_is_told_word_for_word_the_newest_first(photo, admin_user):
    photos.change(photo, {"alt": "A quay."}, admin_user)
    photos.change(photo, {"alt": "A quay at dawn.", "focal_x": 20}, admin_user)
    sight = ("Kept in sight", "50 per cent from the left, 40 from the top", "20 per cent from the left, 40 from the top")
    assert told(photo) == [(("Description", "A quay.", "A quay at dawn."), sight), (("Description", "", "A quay."),)]


def test_words_under_it_and_what_their_source_changed_between_stand_in_the_same_line(photo, admin_user):
    caption = add_caption(make_article(), "The quay.", photo, credit="Jo Doe")
    words.edit(caption, 1, "The old quay.", "Jo Doe/AP", admin_user)
    Caption.objects.update(source_text="The quay, flooded.")
    assert told(photo) == [
        (("Caption", "The quay.", "The quay, flooded."),),
        (("Caption", "The quay.", "The old quay."), ("Credit line", "Jo Doe", "Jo Doe/AP")),
    ]


def test_another_file_is_shown_beside_the_one_it_took_the_place_of(photo, admin_user):
    before, file = photo.digest, store(picture("red"))
    files.give_file(photo, file, admin_user)
    withdrawing.withdraw(make_photo("navy"), "A complaint.", admin_user)
    (step,) = photo_history(photo)
    assert [each.digest for each in step.pictures] == [before, file.digest]


def test_an_earlier_description_is_one_button_away(photo, admin_user, admin_client):
    for alt in ("A quay.", "A harbour."):
        photos.change(photo, {"alt": alt}, admin_user)
    first = Change.objects.order_by("pk").first()
    page = admin_client.get(reverse("admin:gallery_photo_change", args=[photo.pk])).content.decode()
    assert page.count("Revert to this") == 1
    admin_client.post(reverse("admin:gallery_photo_go_back", args=[photo.pk]), {"change": first.pk})
    assert Photo.objects.get(pk=photo.pk).alt == "A quay."
    assert "Went back" in photo_history(photo)[0].said


def test_a_step_of_another_photo_and_a_stranger_change_nothing(photo, admin_user, admin_client, client, django_user_model):
    other = make_photo("red")
    photos.change(other, {"alt": "Red."}, admin_user)
    where, step = reverse("admin:gallery_photo_go_back", args=[photo.pk]), {"change": Change.objects.get().pk}
    assert admin_client.post(where, step).status_code == 404
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.post(where, step).status_code == 403
    assert Photo.objects.get(pk=photo.pk).alt is None
