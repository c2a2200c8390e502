"""Names in credit lines as rows: the same after an ingest as after an editor's correction."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from gallery.desk import words
from gallery.models import Caption, Name
from gallery.names import write_names
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def caption():
    return add_caption(make_article(), "A bridge.", make_photo(), credit="Jane Roe/AP")


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def names(caption):
    return sorted((name.part, name.slug) for name in caption.names.all())


def test_a_caption_is_known_by_whom_its_credit_line_names(caption):
    assert names(caption) == [("agency", "associated-press"), ("photographer", "jane-roe")]


def test_a_corrected_credit_line_moves_the_photo_and_going_back_moves_it_back(caption, editor):
    words.edit(caption, 1, "A bridge.", "Max Moe/AP", editor)
    assert names(caption) == [("agency", "associated-press"), ("photographer", "max-moe")]
    words.back_to_source(caption, 2, editor)
    assert names(caption) == [("agency", "associated-press"), ("photographer", "jane-roe")]


def test_an_emptied_credit_line_names_nobody(caption, editor):
    words.edit(caption, 1, "A bridge.", "", editor)
    assert names(caption) == []


def test_one_name_written_in_two_ways_is_one_row_under_the_nicer_one():
    article = make_article()
    for number, credit in enumerate(["JOSE PEREZ/AFP", "José Pérez/Agence France-Presse", "Jose Perez/AFP"]):
        add_caption(article, f"Words {number}.", make_photo(size=(400, 300 + number)), credit=credit)
    assert [(name.name, name.captions.count()) for name in Name.objects.order_by("part")] == [
        ("Agence France-Presse", 3),
        ("José Pérez", 3),
    ]


def test_the_same_lines_again_write_nothing(caption, django_assert_num_queries):
    before = list(Name.captions.through.objects.values())
    with django_assert_num_queries(3):
        write_names(Caption.objects.all())
    assert list(Name.captions.through.objects.values()) == before


def test_a_hundred_captions_are_named_in_as_many_queries_as_two(django_assert_max_num_queries):
    article = make_article()
    for number in range(40):
        add_caption(article, f"Words {number}.", make_photo(), credit="") if not number else None
        Caption.objects.create(
            article=article,
            photo=make_photo(size=(400, 301 + number)),
            role="gallery",
            position=number + 1,
            source_credit=f"Jane Roe{chr(97 + number % 26)}/AP",
        )
    with django_assert_max_num_queries(6):
        write_names(Caption.objects.all())


def test_captions_that_were_there_before_names_were_get_theirs_with_the_migration(caption):
    Name.objects.all().delete()
    import_module("gallery.migrations.0002_names_and_files").name_known_captions(apps, None)
    assert names(caption) == [("agency", "associated-press"), ("photographer", "jane-roe")]
