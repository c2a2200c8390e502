"""One change to many captions: what it proposes, what it makes of them, and that taking it back leaves everything as it was."""

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gallery.desk import bulk, words
from gallery.desk.bulk import Kind, Where, Wish
from gallery.desk.journal import undo
from gallery.models import Caption, Decision, Name, Photo
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db
FERRY = Wish(Kind.REPLACE, "fery", "ferry")


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def captions():
    article = make_article()
    said = ["A fery waits.", "The sea.", "A fery lands."]
    return [add_caption(article, text, make_photo(size=(400, 300 + n)), credit="Jo Doe/Asociated Press") for n, text in enumerate(said)]


def seen(wish):
    """What an editor was shown."""
    return {each.row.pk: each.mark for each in bulk.proposed(Caption.objects.order_by("pk"), wish)}


def texts():
    return list(Caption.objects.order_by("pk").values_list("edited_text", flat=True))


def test_a_proposal_writes_nothing_and_names_only_what_would_change(captions):
    proposals = list(bulk.proposed(Caption.objects.order_by("pk"), FERRY))
    assert [each.new[0] for each in proposals] == ["A ferry waits.", "A ferry lands."]
    assert texts() == [None, None, None]
    assert not Decision.objects.exists()


def test_what_was_seen_is_made_as_one_decision(captions, editor):
    done = bulk.apply(FERRY, seen(FERRY), editor)
    assert (done.changed, done.left) == (2, 0)
    assert texts() == ["A ferry waits.", None, "A ferry lands."]
    assert Decision.objects.get().changes.count() == 2


def test_a_caption_changed_since_it_was_seen_is_left_and_told(captions, editor):
    marks = seen(FERRY)
    words.edit(captions[0], 1, "A fery waits, full.", "", editor)
    done = bulk.apply(FERRY, marks, editor)
    assert (done.changed, done.left) == (1, 1)
    assert texts() == ["A fery waits, full.", None, "A ferry lands."]


def test_a_source_that_changed_since_it_was_seen_is_left_too(captions, editor):
    marks = seen(FERRY)
    Caption.objects.filter(pk=captions[0].pk).update(source_text="The fery waits.")
    assert bulk.apply(FERRY, marks, editor).left == 1


def test_going_back_to_the_source_lets_go_of_words_that_say_the_same_too_and_is_taken_back_to_what_was(captions, editor):
    wish = Wish(Kind.SOURCE)
    words.edit(captions[0], 1, "A ferry waits.", "", editor)
    words.edit(captions[1], 1, "The sea.", "Jo Doe/Asociated Press", editor)
    Caption.objects.filter(pk=captions[0].pk).update(source_text="A fery waits, empty.")
    before = list(Caption.objects.order_by("pk").values(*Caption.DECIDED))
    done = bulk.apply(wish, seen(wish), editor)
    assert (done.changed, texts()) == (2, [None, None, None])
    assert [each.text for each in Caption.objects.order_by("pk")] == ["A fery waits, empty.", "The sea.", "A fery lands."]
    assert undo(done.decision, editor) == []
    assert list(Caption.objects.order_by("pk").values(*Caption.DECIDED)) == before


def test_words_written_since_the_source_s_were_seen_beside_them_stay(captions, editor):
    words.edit(captions[0], 1, "A ferry waits.", "", editor)
    marks = seen(Wish(Kind.SOURCE))
    words.edit(captions[0], 2, "A ferry waits, full.", "", editor)
    assert bulk.apply(Wish(Kind.SOURCE), marks, editor).left == 1
    assert texts()[0] == "A ferry waits, full."


def test_marks_of_something_else_change_nothing(captions, editor):
    done = bulk.apply(FERRY, {captions[0].pk: "made up", 10**15: ""}, editor)
    assert (done.decision, done.changed) == (None, 0)
    assert not Decision.objects.exists()


def test_a_name_put_right_moves_the_captions_to_the_right_name_and_back(captions, editor):
    wish = Wish(Kind.RENAME, "Asociated Press", "Associated Press")
    done = bulk.apply(wish, seen(wish), editor)
    agencies = Name.objects.filter(part="agency", captions__in=captions).distinct()
    assert [name.name for name in agencies] == ["Associated Press"]
    undo(done.decision, editor)
    assert "Associated Press" not in [name.name for name in agencies.all()]


def test_photos_are_described_by_one_decision_and_a_description_that_is_there_stays(captions, editor):
    Photo.objects.filter(pk=captions[0].photo_id).update(alt="Mine.")
    wish = Wish(Kind.DESCRIBE, put="A ferry at sea.")
    done = bulk.apply(wish, seen(wish), editor)
    assert [Photo.objects.get(pk=caption.photo_id).alt for caption in captions] == ["Mine.", "A ferry at sea.", "A ferry at sea."]
    undo(done.decision, editor)
    assert [Photo.objects.get(pk=caption.photo_id).alt for caption in captions] == ["Mine.", None, None]


def test_a_description_left_empty_on_purpose_stays_so(captions, editor):
    Photo.objects.filter(pk=captions[0].photo_id).update(alt="")
    wish = Wish(Kind.DESCRIBE, put="A ferry at sea.", over=True)
    bulk.apply(wish, seen(wish), editor)
    assert [Photo.objects.get(pk=caption.photo_id).alt for caption in captions] == ["", "A ferry at sea.", "A ferry at sea."]


def test_words_that_would_not_fit_stay_as_they_are(captions):
    assert seen(Wish(Kind.REPLACE, "Jo", "J" * 600, Where.CREDIT)) == {}


PHRASES = st.text(st.sampled_from("qz /,."), min_size=1, max_size=4)
SAID = st.text(st.sampled_from("qz /,.\n"), max_size=12)
WISHES = st.one_of(
    st.builds(Wish, st.sampled_from([Kind.REPLACE, Kind.STRIP, Kind.RENAME]), PHRASES, SAID, st.sampled_from(Where), st.booleans()),
    st.builds(Wish, st.just(Kind.DESCRIBE), put=PHRASES, over=st.booleans()),
)


class TakenBack(TestCase):
    """Any change to many, taken back."""

    @given(st.lists(st.tuples(SAID, SAID, st.none() | SAID, st.none() | SAID), min_size=1, max_size=4), WISHES)
    @settings(max_examples=30, deadline=None)
    def test_taking_it_back_leaves_every_caption_as_it_was(self, said, wish):
        editor, article = get_user_model().objects.create_user("ed"), make_article()
        for number, (text, credit, edit, alt) in enumerate(said):
            caption = add_caption(article, text, make_photo(size=(40, 30 + number), alt=alt), credit=credit)
            if edit is not None:
                words.edit(caption, 1, edit, credit, editor)
        before = state()
        done = bulk.apply(wish, seen(wish), editor)
        assert done.left == 0
        if done.decision:
            assert state() != before
            undo(done.decision, editor)
        assert state() == before


def state():
    """Everything that a change to many may touch."""
    shown = ["pk", *Caption.DECIDED, "photo__alt", "photo__alt_is_lent"]
    rows = list(Caption.objects.order_by("pk").values_list(*shown))
    return rows, sorted(Name.captions.through.objects.values_list("caption", "name__slug", "name__part"))
