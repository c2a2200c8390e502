"""What changed between two wordings, and what is no change but another text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.changes import ADDED, KEPT, LEFT_OUT, REMOVED, changes

MARKS = {KEPT: "{}", ADDED: "+{}+", REMOVED: "-{}-", LEFT_OUT: "…"}


def marked(before, after):
    return "".join(MARKS[each.what].format(each.text) for each in changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("A ferry waits at the old pier.", "A ferry waits at the new pier.", "A ferry waits at the -old-+new+ pier."),
        ("A ferry waits at the pier.", "A ferry waits at the pier at dawn.", "A ferry waits at the pier+ at dawn+."),
        ("A ferry, white, waits at the pier.", "A ferry waits at the pier.", "A ferry-, white,- waits at the pier."),
        (
            "The mayor waits at the old stone pier.",
            "The mayor waits at a new wooden pier.",
            "The mayor waits at -the old stone-+a new wooden+ pier.",
        ),
        ("橋の上の人々、月曜日", "橋の上の群衆、月曜日", "橋の上の-人々-+群衆+、月曜日"),
        ("Sept. 14, 2020, in Port Vale.", "Sept. 15, 2020, in Port Vale.", "Sept. -14-+15+, 2020, in Port Vale."),
    ],
)
def test_words_taken_out_stand_before_those_put_in_their_place(before, after, shown):
    assert marked(before, after) == shown


def test_white_space_is_no_change():
    assert changes("A  ferry\nwaits.", "A ferry waits.") == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [("A ferry waits at the pier.", "Two dogs play in a park."), ("", "A ferry."), ("A ferry.", ""), ("word " * 900, "word " * 901)],
)
def test_another_text_is_not_marked_word_by_word(before, after):
    assert changes(before, after) is None


def test_of_much_that_stayed_the_middle_is_left_out():
    words = " ".join(f"word{number}" for number in range(40))
    shown = marked(f"{words} old end.", f"{words} new end.")
    assert shown.startswith("…")
    assert shown.endswith("word38 word39 -old-+new+ end.")
    assert len(shown.split()) < 12


@given(st.lists(st.sampled_from(["a", "ferry", "waits", "at", "the", "old", "pier", ",", "."]), max_size=30), st.data())
def test_without_what_was_added_it_is_the_earlier_wording_and_without_what_was_removed_the_later(words, data):
    before, after = " ".join(words), " ".join(data.draw(st.permutations(words)))
    stretches = changes(before, after)
    if stretches:
        assert "".join(each.text for each in stretches if each.what != ADDED) == before
        assert "".join(each.text for each in stretches if each.what != REMOVED) == after
