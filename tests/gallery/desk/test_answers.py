"""What the source changes under an edit, and the three answers to it; earlier wordings; what came between opening and saving."""

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article
from gallery.desk import words
from gallery.desk.history import Words, history_of, words_at
from gallery.desk.journal import undo
from gallery.desk.overtaken import overtaken
from gallery.models import Caption, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def caption():
    return add_caption(make_article(headline="The bridge"), "A bridge in Vale.", make_photo(), credit="Jo Doe")


@pytest.fixture
def changed(caption, editor):
    """A caption that an editor corrected before its source changed."""
    words.edit(caption, 1, "The old bridge in Vale.", "Jo Doe", editor)
    Caption.objects.filter(pk=caption.pk).update(source_text="A bridge in Port Vale.")
    caption.refresh_from_db()
    return caption


def newest(caption):
    return Decision.objects.about(caption).first()


def test_keeping_mine_leaves_my_words_and_asks_no_more(changed, editor):
    words.keep_over(changed, 2, words.source_mark(changed), editor)
    assert (changed.text, changed.source_changed, changed.basis_text) == ("The old bridge in Vale.", False, "A bridge in Port Vale.")
    assert newest(changed).said == "Kept the desk’s wording over the source’s new one in “The bridge”"


def test_taking_the_source_s_shows_its_new_words(changed, editor):
    words.take_source(changed, 2, words.source_mark(changed), editor)
    assert (changed.text, changed.is_edited, changed.source_changed) == ("A bridge in Port Vale.", False, False)


def test_merging_shows_words_of_both(changed, editor):
    words.merge_over(changed, 2, words.source_mark(changed), "The old bridge in Port Vale.", "Jo Doe", editor)
    assert (changed.text, changed.source_changed) == ("The old bridge in Port Vale.", False)


@pytest.mark.parametrize("answer", [words.keep_over, words.take_source])
def test_an_answer_can_be_taken_back(changed, editor, answer):
    answer(changed, 2, words.source_mark(changed), editor)
    undo(newest(changed), editor)
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == ("The old bridge in Vale.", True)


@pytest.mark.parametrize("answer", [words.keep_over, words.take_source])
def test_an_answer_to_words_that_moved_on_writes_nothing(changed, editor, answer):
    seen = words.source_mark(changed)
    Caption.objects.filter(pk=changed.pk).update(source_text="Another bridge.")
    with pytest.raises(words.SourceMoved):
        answer(changed, 2, seen, editor)
    changed.refresh_from_db()
    assert (changed.text, changed.version, changed.source_changed) == ("The old bridge in Vale.", 2, True)
    with pytest.raises(words.EditConflict):
        answer(changed, 1, words.source_mark(changed), editor)


def test_a_later_correction_does_not_answer_what_the_source_changed(changed, editor):
    words.edit(changed, 2, "The old bridge, in Vale.", "Jo Doe", editor)
    assert changed.source_changed
    assert changed.basis_text == "A bridge in Vale."


def test_going_back_to_the_source_where_nobody_edited_writes_nothing(caption, editor):
    words.back_to_source(caption, 1, editor)
    assert (caption.version, Decision.objects.count()) == (1, 0)


def test_earlier_words_are_shown_again_as_a_decision_of_its_own(caption, editor):
    words.edit(caption, 1, "First.", "Jo", editor)
    words.edit(caption, 2, "Second.", "Jo", editor)
    first = history_of(caption)[1]
    words.go_back_to(caption, 3, *first.after, first.at, editor)
    assert (caption.text, caption.credit, Decision.objects.count()) == ("First.", "Jo", 3)
    assert newest(caption).said.startswith("Went back to the wording of ")


def test_the_history_says_what_people_and_the_source_changed_the_newest_first(changed, editor):
    said = [(entry.who, entry.before.text, entry.after.text) for entry in history_of(changed)]
    assert said == [
        ("The source", "A bridge in Vale.", "A bridge in Port Vale."),
        ("ed", "A bridge in Vale.", "The old bridge in Vale."),
    ]


def test_what_the_source_changed_between_two_decisions_stands_between_them(changed, editor):
    words.keep_over(changed, 2, words.source_mark(changed), editor)
    assert [entry.who for entry in history_of(changed)] == ["ed", "The source", "ed"]


def test_who_left_is_not_taken_for_the_source(caption, editor):
    words.edit(caption, 1, "First.", "", editor)
    editor.delete()
    assert [entry.who for entry in history_of(Caption.objects.get())] == ["A former editor"]


def test_the_words_of_an_earlier_version_are_known(caption, editor):
    for version, text in enumerate(["First.", "Second."], start=1):
        words.edit(caption, version, text, "", editor)
    assert [words_at(caption, version) for version in (1, 2, 3, 0, 9)] == [
        Words("A bridge in Vale.", "Jo Doe"), Words("First.", ""), None, None, None,
    ]  # fmt: skip


def test_of_two_editors_the_second_is_offered_both_changes_in_one(caption, editor):
    words.edit(caption, 1, "The bridge in Vale.", "Jo Doe", editor)
    came = overtaken(caption, 1, None, Words("A bridge in Port Vale.", "Jo Doe"))
    assert (came.who, came.theirs.text, came.merged.text) == ("ed", "The bridge in Vale.", "The bridge in Port Vale.")


def test_changes_of_the_same_words_are_not_merged_for_anybody(caption, editor):
    words.edit(caption, 1, "A pier in Vale.", "Jo Doe", editor)
    assert overtaken(caption, 1, None, Words("A ford in Vale.", "Jo Doe")).merged is None


def test_words_of_the_source_that_came_meanwhile_are_told(caption):
    seen = words.source_mark(caption)
    Caption.objects.update(source_text="A ford.")
    caption.refresh_from_db()
    came = overtaken(caption, caption.version, seen, Words("Mine.", ""))
    assert (came.by_source, came.theirs.text) == (True, "A ford.")
    assert overtaken(caption, caption.version, words.source_mark(caption), Words("Mine.", "")) is None


def test_keeping_mine_is_no_change_for_readers_nor_is_taking_that_back(changed, editor):
    before = Article.objects.get().changed_at
    words.keep_over(changed, 2, words.source_mark(changed), editor)
    undo(newest(changed), editor)
    changed.refresh_from_db()
    assert (changed.source_changed, changed.version, Article.objects.get().changed_at) == (True, 4, before)
