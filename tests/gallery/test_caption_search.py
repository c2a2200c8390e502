"""Captions found by any piece of their words, their credit line or their story's headline."""

import pytest
from django.db import connection

from gallery.caption_index import keep_index
from gallery.caption_search import find
from gallery.desk import words
from gallery.models import Caption
from tests.factories import add_caption, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def caption():
    return add_caption(make_article(headline="Ten years of boats"), "A ferry waits at 橋の上, 100% full.", credit="Jo Doe/AP")


def found(asked):
    return find(Caption.objects.all(), asked).exists()


@pytest.mark.parametrize(
    "asked", ["ferry", "FERR", "erry wai", '"ferry waits"', "Doe", "AP", "橋の", "boats", "ten years", "0% f", "", "at"]
)
def test_any_piece_of_what_it_says_finds_it(caption, asked):
    assert found(asked)


@pytest.mark.parametrize("asked", ["pier", '"waits ferry"', "ferry pier", "fe_ry", "zz", '") OR 1', "' OR 1=1 --", "* ferry", "NOT ferry"])
def test_what_it_does_not_say_does_not(caption, asked):
    assert not found(asked)


def test_an_editor_s_words_are_found_and_the_source_s_under_them_are_not(caption, django_user_model):
    words.edit(caption, 1, "A steamer waits.", "Jo Doe/AP", django_user_model.objects.create_user("ed"))
    assert found("steamer")
    assert not found("ferry")
    words.back_to_source(caption, 2, None)
    assert found("ferry")


def test_a_caption_that_is_gone_is_found_no_more(caption):
    caption.delete()
    assert not found("ferry")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the index is SQLite's")
def test_an_index_that_lost_a_trigger_is_made_anew_with_what_it_missed(caption):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER caption_words_changed")
    Caption.objects.update(source_text="A steamer.")
    assert not found("steamer")
    keep_index("default")
    assert found("steamer")
