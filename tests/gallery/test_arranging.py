"""An editor's order over the source's, as a pure function."""

from hypothesis import given
from hypothesis import strategies as st

from gallery.arranging import arranged

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
