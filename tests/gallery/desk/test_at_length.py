"""A change to very many captions, made and taken back in slices."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gallery.desk import at_length, bulk, words
from gallery.desk.bulk import Kind, Wish
from gallery.desk.journal import CantUndo, undo
from gallery.models import Caption, Decision, LongWork, Name
from tests.factories import add_caption, make_article

pytestmark = pytest.mark.django_db
WISH = Wish(Kind.RENAME, "Asociated Press", "Associated Press")


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def captions(monkeypatch):
    monkeypatch.setattr(at_length, "SLICE", 2)
    return make(5)


def make(number):
    article = make_article()
    return [add_caption(article, f"Ferry {place}.", credit="Jo Doe/Asociated Press") for place in range(number)]


def seen():
    return {each.row.pk: each.mark for each in bulk.proposed(Caption.objects.order_by("pk"), WISH)}


def state():
    rows = list(Caption.objects.order_by("pk").values_list("pk", *Caption.DECIDED))
    return rows, sorted(Name.captions.through.objects.values_list("caption", "name__slug"))


def in_full(work, *given):
    """Begin a work, and do all its slices."""
    decision = work(*given)
    while at_length.next_slice(decision.pk):
        pass
    return decision


def test_all_slices_are_one_decision_and_taking_it_back_restores_everything_exactly(captions, editor):
    words.edit(captions[1], 1, "Mine.", "Jo Doe/Asociated Press", editor)
    before = state()
    made = in_full(at_length.apply, WISH, seen(), editor)
    assert set(Caption.objects.values_list("edited_credit", flat=True)) == {"Jo Doe/Associated Press"}
    assert made.changes.count() == 5
    back = in_full(at_length.undo, made, editor)
    assert state() == before
    assert [each.stands for each in (Decision.objects.get(pk=made.pk), back)] == [False, True]
    in_full(at_length.undo, back, editor)
    assert set(Caption.objects.values_list("edited_credit", flat=True)) == {"Jo Doe/Associated Press"}
    assert Decision.objects.get(pk=made.pk).stands


def test_what_others_changed_meanwhile_is_left_and_counted(captions, editor):
    made = at_length.apply(WISH, seen(), editor)
    at_length.next_slice(made.pk)
    words.edit(captions[4], 1, "Mine.", "", editor)
    while at_length.next_slice(made.pk):
        pass
    assert LongWork.objects.get(pk=made.pk).left == 1
    words.edit(captions[0], 2, "Mine too.", "", editor)
    back = in_full(at_length.undo, made, editor)
    assert LongWork.objects.get(pk=back.pk).left == 1
    assert list(Caption.objects.order_by("pk").values_list("edited_text", flat=True)) == ["Mine too.", None, None, None, "Mine."]


@pytest.mark.parametrize("take_back", [undo, at_length.undo])
def test_a_decision_is_not_taken_back_while_it_is_being_made(captions, editor, take_back):
    made = at_length.apply(WISH, seen(), editor)
    at_length.next_slice(made.pk)
    with pytest.raises(CantUndo, match="still being made"):
        take_back(made, editor)


def test_a_decision_of_which_nothing_is_as_it_left_it_stands_on(captions, editor):
    made = in_full(at_length.apply, WISH, seen(), editor)
    for caption in captions:
        words.edit(caption, 2, "Mine.", "", editor)
    back = in_full(at_length.undo, made, editor)
    assert [Decision.objects.get(pk=each.pk).stands for each in (made, back)] == [True, False]


def asked(work, *given):
    """How many questions a work asks of the database, and what it gives."""
    with CaptureQueriesContext(connection) as queries:
        answer = work(*given)
    return len(queries), answer


def test_making_and_taking_back_ask_no_more_of_the_database_for_more_captions(editor):
    counts = []
    add_caption(make_article(), credit="Associated Press")
    for number in (3, 30):
        make(number)
        making, done = asked(bulk.apply, WISH, seen(), editor)
        counts.append((making, asked(undo, done.decision, editor)[0]))
        Caption.objects.filter(source_credit__contains="Asociated").delete()
    assert counts[0] == counts[1]
