"""Every decision keeps what it changed, and can be taken back, at once or later."""

import pytest
from django.contrib.auth import get_user_model

from gallery.desk import words
from gallery.desk.journal import CantUndo, deciding, undo
from gallery.models import Caption, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def caption():
    return add_caption(make_article(), "A dog.", make_photo(), credit="Jo Doe/AP")


def now(caption):
    return Caption.objects.filter(pk=caption.pk).values("edited_text", "edited_credit", "basis_text", "edited_by", "edited_at").get()


def edit(caption, text, by):
    caption.refresh_from_db()
    words.edit(caption, caption.version, text, "", by)
    return Decision.objects.first()


def test_an_undo_puts_the_words_back_exactly(caption, editor):
    edit(caption, "First.", editor)
    before = now(caption)
    undo(edit(caption, "Second.", editor), editor)
    assert now(caption) == before


def test_an_undo_can_be_undone(caption, editor):
    decision = edit(caption, "First.", editor)
    after = now(caption)
    undo(decision, editor)
    undo(Decision.objects.first(), editor)
    decision.refresh_from_db()
    assert now(caption) == after
    assert decision.stands


def test_an_undo_moves_the_version_so_that_another_editor_is_told(caption, editor):
    decision = edit(caption, "First.", editor)
    caption.refresh_from_db()
    undo(decision, editor)
    with pytest.raises(words.EditConflict):
        words.edit(caption, caption.version, "Third.", "", editor)


def test_what_was_decided_since_stands_in_the_way_and_is_named(caption, editor):
    first = edit(caption, "First.", editor)
    edit(caption, "Second.", editor)
    with pytest.raises(CantUndo, match="ed decided: “Corrected a caption"):
        undo(first, editor)
    assert now(caption)["edited_text"] == "Second."


def test_nothing_is_taken_back_twice(caption, editor):
    decision = edit(caption, "First.", editor)
    undo(decision, editor)
    with pytest.raises(CantUndo, match="already"):
        undo(decision, editor)


def test_of_many_captions_those_that_were_edited_since_are_left_and_told(caption, editor):
    other = add_caption(caption.article, "A cat.", make_photo("green"))
    with deciding(editor, Decision.Kind.WORDS, "Changed two captions") as note:
        note.watch(caption, other)
        for each in (caption, other):
            Caption.objects.filter(pk=each.pk).update(edited_text="X.", edited_credit="", basis_text="", edited_at=caption.article.dated_at)
    decision = Decision.objects.first()
    edit(other, "Mine.", editor)
    left = undo(decision, editor)
    assert [change.row for change in left] == [other.pk]
    assert (now(caption)["edited_text"], now(other)["edited_text"]) == (None, "Mine.")


def test_a_decision_that_changes_nothing_leaves_no_trace(caption, editor):
    with deciding(editor, Decision.Kind.WORDS, "Nothing") as note:
        note.watch(caption)
    assert not Decision.objects.exists()


def test_the_history_of_a_caption_names_who_and_what(caption, editor):
    edit(caption, "First.", editor)
    words.back_to_source(caption, Caption.objects.get(pk=caption.pk).version, editor)
    history = Decision.objects.about(caption)
    assert [(each.by, each.changes.get().after["edited_text"]) for each in history] == [(editor, None), (editor, "First.")]


def test_words_of_somebody_who_has_left_come_back_as_nobodys(caption, editor):
    edit(caption, "An old dog.", get_user_model().objects.create_user("jo"))
    edit(caption, "A young dog.", editor)
    get_user_model().objects.get(username="jo").delete()
    undo(Decision.objects.latest("pk"), editor)
    caption.refresh_from_db()
    assert (caption.text, caption.edited_by) == ("An old dog.", None)
