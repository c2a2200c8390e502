"""Two decisions that wait for each other: the one that PostgreSQL ends is made again, and nobody is told of it."""

import threading
import time

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from gallery.desk import pairs, words
from gallery.models import Caption, Decision, Photo, Rendition
from tests.articles.test_races import a_deadlock, at_once
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("ed", password="x")


def losing_once(work):
    """The work, ended by a deadlock after its first time."""
    losses = [a_deadlock()]

    def lost(*args, **said):
        done = work(*args, **said)
        if losses:
            raise losses.pop()
        return done

    return lost


def test_a_form_whose_saving_loses_a_race_is_saved_again(editor, monkeypatch):
    photo, client = make_photo("green"), Client()
    client.force_login(editor)
    monkeypatch.setattr("gallery.desk.photos.settle", losing_once(pairs.settle))
    form = {"alt": "A quay.", "focal_x": 50, "focal_y": 40}
    counts = {f"former_files-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    answer = client.post(reverse("admin:gallery_photo_change", args=[photo.pk]), form | counts)
    assert answer.status_code == 302
    assert Photo.objects.get(pk=photo.pk).alt == "A quay."
    assert Decision.objects.count() == 1


def first_time(work, barrier):
    """The work, which waits the first time until the other one has got as far."""
    waits = [barrier]

    def held(*args, **said):
        if waits:
            waits.pop().wait(timeout=20)
        return work(*args, **said)

    return held


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_a_correction_and_a_join_that_wait_for_each_other_are_both_made(editor, monkeypatch):
    left, right = make_photo("green"), make_photo("olive")
    add_caption(make_article(), "The quay at dawn.", left)
    caption = add_caption(make_article(), "Elsewhere.", right)
    # The correction holds its caption and goes on to the story; the join holds the stories and goes on to the captions.
    both = threading.Barrier(2)
    monkeypatch.setattr(words, "_write", first_time(words._write, both))
    monkeypatch.setattr(pairs, "join", first_time(pairs.join, both))
    correct = [lambda: words.edit(caption, 1, "The old quay.", "", editor), lambda: pairs.make_one(left, right, editor)]
    assert at_once(*correct) == []
    assert Caption.objects.filter(photo=left, edited_text="The old quay.").exists()
    assert Decision.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_a_photo_that_another_one_is_being_joined_to_is_found_under_the_one_it_became(editor, monkeypatch):
    photos = [Photo.objects.create() for _ in range(3)]
    for each in photos:
        Rendition.objects.create(photo=each, url=f"https://a.example/{each.pk}.jpg", key=f"a.example/{each.pk}")
    first, second, third = photos
    begun = threading.Event()
    settled = pairs.join

    def slowly(*two):
        joined = settled(*two)
        if not begun.is_set():
            begun.set()
            time.sleep(0.5)  # holds what it joined while the other asks for it
        return joined

    def after():
        begun.wait(timeout=20)
        pairs.make_one(second, third, editor)

    monkeypatch.setattr(pairs, "join", slowly)
    assert at_once(lambda: pairs.make_one(first, second, editor), after) == []
    assert {Photo.objects.get(pk=each.pk).survivor for each in photos} == {first}
