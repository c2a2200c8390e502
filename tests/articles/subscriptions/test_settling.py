from hypothesis import given
from hypothesis import strategies as st

from articles.subscriptions.feed import Item
from articles.subscriptions.settling import Change, Known, settle

ITEMS = st.builds(Item, st.sampled_from("abcdef"), st.sampled_from(["", "/1", "/2", "/3"]), st.sampled_from(["One", "Two"]))
FEEDS = st.lists(ITEMS, unique_by=lambda item: item.guid)


def as_known(item):
    return Known(item.guid_digest, item.url, item.content_digest)


def changes(items, known):
    return [settled.change for settled in settle(items, map(as_known, known))]


A = Item("a", "/1", "One")


def test_an_item_that_comes_back_is_the_same_and_with_other_words_a_change():
    assert changes([A], [A]) == [Change.SAME]
    assert changes([Item("a", "/1", "One, corrected")], [A]) == [Change.CHANGED]


def test_an_item_that_moves_is_a_change():
    assert changes([Item("a", "/2", "One")], [A]) == [Change.CHANGED]


def test_an_item_whose_guid_changes_is_known_by_its_address():
    assert changes([Item("b", "/1", "One")], [A]) == [Change.SAME]


def test_two_items_at_one_address_are_two():
    assert changes([A, Item("b", "/1", "Two")], [A]) == [Change.SAME, Change.NEW]
    assert changes([Item("b", "/1", "Two"), Item("c", "/1", "Three")], [A]) == [Change.NEW, Change.NEW]


def test_no_address_makes_no_two_items_one():
    assert changes([Item("b", "", "Two")], [Item("a", "", "One")]) == [Change.NEW]


@given(FEEDS)
def test_the_same_feed_again_brings_nothing(items):
    assert set(changes(items, items)) <= {Change.SAME}


@given(FEEDS, FEEDS)
def test_nothing_is_lost_and_no_known_item_is_continued_twice(items, before):
    settled = settle(items, map(as_known, before))
    assert [each.item for each in settled] == items
    continued = [each.known for each in settled if each.known]
    assert len(set(continued)) == len(continued)
