"""Captions found by any piece of their words, their credit line or their story's headline."""

import pytest
from django.db import connection

from gallery import caption_search
from gallery.caption_index import keep_index
from gallery.caption_search import find, find_photos
from gallery.desk import words
from gallery.models import Caption, Photo
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


ASKED = [
    "ferry",
    "FERR",
    "de",
    "e",
    "ér",
    "ÉR",
    "мо",
    "МО",
    "москв",
    "ПОРТ",
    "東",
    "東京",
    "京の橋",
    "%",
    "_",
    "1_",
    "i e",
    "ferry de",
    "in Vale",
    '"o, "',
]
"""Words, pieces of one to three characters, capitals or not, several scripts, what patterns are made of."""


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


SAID = [
    "A ferry in Vale, 1_2.",
    "Two ferries, île de Ré.",
    "RÉ DE MER",
    "Москва, порт",
    "порт Мо",
    "東京の橋",
    "橋 in 東",
    "100 % hope",
    "",
    "e",
]
HEADLINES = ["I hope, москва", "Nothing"]


def held(asked):
    """Which captions of `SAID` hold what is asked for, or stand in a story whose headline does, told by hand."""
    phrases = [asked.strip('"').lower()] if asked.startswith('"') else asked.lower().split()
    said = [(words.lower(), HEADLINES[place % 2].lower()) for place, words in enumerate(SAID)]
    return [place for place, kinds in enumerate(said) if any(all(phrase in words for phrase in phrases) for words in kinds)]


@pytest.mark.parametrize(("few", "dense"), [(2000, 4), (0, 0), (0, 10**9)], ids=["few", "by the index", "by reading"])
def test_every_way_to_search_gives_the_same_on_every_database(monkeypatch, few, dense):
    monkeypatch.setattr(caption_search, "FEW", few)
    monkeypatch.setattr(caption_search, "DENSE", dense)
    stories = [make_article(headline=headline) for headline in HEADLINES]
    captions = [add_caption(stories[place % 2], text) for place, text in enumerate(SAID)]
    given = {asked: [captions.index(caption) for caption in find(Caption.objects.order_by("pk"), asked)] for asked in ASKED}
    assert given == {asked: held(asked) for asked in ASKED}


@pytest.mark.parametrize(("few", "dense"), [(2000, 4), (0, 0), (0, 10**9)], ids=["few", "by the index", "by reading"])
@pytest.mark.parametrize("asked", ["ferr", "oe", "橋", '"waits at"', "years boats"])
def test_a_photo_is_found_once_by_all_that_is_said_of_it(monkeypatch, few, dense, asked):
    monkeypatch.setattr(caption_search, "FEW", few)
    monkeypatch.setattr(caption_search, "DENSE", dense)
    described, captioned = make_photo("red", alt="Ten years of boats, Joe: a ferry waits at 橋."), make_photo("blue")
    other = add_caption(make_article(), "A tram.", make_photo("green"))
    for _ in range(2):
        add_caption(make_article(headline="Ten years of boats"), "A ferry waits at 橋の上, 100% full.", captioned, credit="Jo Doe/AP")
    assert list(find_photos(Photo.objects.order_by("pk"), asked)) == [described, captioned]
    assert other.photo in find_photos(Photo.objects.all(), " ")


def test_the_words_asked_for_of_a_photo_stand_in_one_place():
    add_caption(make_article(), "A ferry.", make_photo(alt="A tram."))
    assert not find_photos(Photo.objects.all(), "ferry tram").exists()
    assert find_photos(Photo.objects.all(), "a ferry").exists()
