"""Words that come back, when their photo became one with another of the same story, are never put where nobody sees them."""

import pytest
from django.contrib.auth import get_user_model

from gallery.desk import bulk, pairs, words
from gallery.desk.bulk import Kind, Wish
from gallery.desk.journal import UNDER_BOTH, CantUndo, undo
from gallery.models import Caption, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def two():
    story = make_article()
    return [add_caption(story, f"A fery, {n}.", make_photo(size=(400, 300 + n)), role="inline", block=n) for n in (0, 1)]


def latest():
    return Decision.objects.order_by("pk").last()


def hidden():
    return list(Caption.everything.filter(stands=False, edited_text__isnull=False))


def corrected_and_taken_back(caption, editor):
    words.edit(caption, caption.version, "Mine.", "", editor)
    undo(latest(), editor)
    return latest()


@pytest.mark.parametrize("backwards", [False, True])
def test_words_come_back_in_the_place_of_a_caption_that_nobody_wrote(two, editor, backwards):
    taken_back = corrected_and_taken_back(two[1], editor)
    first, second = reversed(two) if backwards else two
    pairs.make_one(first.photo, second.photo, editor)
    undo(taken_back, editor)
    assert [caption.text for caption in Caption.objects.all()] == ["Mine."]
    assert hidden() == []


@pytest.mark.parametrize("backwards", [False, True])
def test_words_do_not_come_back_where_others_stand_in_their_place(two, editor, backwards):
    taken_back = {caption.pk: corrected_and_taken_back(caption, editor) for caption in two}
    first, second = reversed(two) if backwards else two
    pairs.make_one(first.photo, second.photo, editor)
    caption = Caption.objects.get()
    words.edit(caption, caption.version, "Somebody else’s.", "", editor)
    (aside,) = taken_back.keys() - {caption.pk}
    with pytest.raises(CantUndo, match=UNDER_BOTH):
        undo(taken_back[aside], editor)
    assert Caption.objects.get().text == "Somebody else’s."
    assert hidden() == []


def test_of_many_words_that_come_back_those_under_one_photo_come_once_and_the_others_are_told(two, editor):
    wish = Wish(Kind.REPLACE, "fery", "ferry")
    bulk.apply(wish, {each.row.pk: each.mark for each in bulk.proposed(Caption.objects.order_by("pk"), wish)}, editor)
    undo(latest(), editor)
    taken_back = latest()
    pairs.make_one(two[0].photo, two[1].photo, editor)
    left = undo(taken_back, editor)
    assert len(left) == 1
    assert hidden() == []
    assert Caption.objects.get().text.startswith("A ferry")
    undo(Decision.objects.get(said__startswith="Made one"), editor)
    assert sorted(caption.text for caption in Caption.objects.all())[0].startswith("A ferry")
