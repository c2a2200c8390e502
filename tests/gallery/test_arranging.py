"""An editor's order over the source's, as a pure function."""

from hypothesis import given
from hypothesis import strategies as st

from gallery.arranging import arranged, as_shown

orders = st.lists(st.integers(1, 12), unique=True)


@given(orders, orders)
def test_every_photo_of_the_source_stands_once(source, wanted):
    assert sorted(arranged(source, wanted)) == sorted(source)


@given(orders, orders)
def test_what_the_editor_ordered_stands_in_that_order(source, wanted):
    known = [photo for photo in wanted if photo in source]
    assert [photo for photo in arranged(source, wanted) if photo in known] == known


@given(orders, orders)
def test_the_editors_lead_stays_the_lead(source, wanted):
    known = [photo for photo in wanted if photo in source]
    assert not known or arranged(source, wanted)[0] == known[0]


@given(orders)
def test_without_an_order_the_sources_holds(source):
    assert arranged(source, []) == source


def test_a_new_photo_stands_after_the_one_it_follows_in_the_source():
    assert arranged([1, 2, 9, 3], [3, 2, 1]) == [3, 2, 9, 1]
    assert arranged([8, 9, 1, 2], [2, 1]) == [2, 8, 9, 1]


@given(orders, st.dictionaries(st.integers(1, 12), st.integers(1, 12)))
def test_joined_photos_stand_at_the_earliest_place_of_theirs_and_parted_again_at_their_own(wanted, heads):
    shown = [heads.get(photo, photo) for photo in wanted]
    assert arranged(dict.fromkeys(reversed(shown)), as_shown(wanted, heads, {})) == list(dict.fromkeys(shown))
    assert arranged(wanted[::-1], as_shown(wanted, {}, {})) == wanted


def test_a_photo_made_by_parting_has_the_place_of_the_one_it_was_parted_from():
    assert arranged([1, 2, 9], as_shown([3, 2, 1], {}, {9: 3})) == [9, 2, 1]
    assert arranged([1, 2, 3, 9], as_shown([3, 2, 1], {}, {9: 3})) == [3, 9, 2, 1]
