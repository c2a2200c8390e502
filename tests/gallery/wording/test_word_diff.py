"""Two wordings in one line, word by word, with nothing lost and no space counted as nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.word_diff import ADDED, KEPT, REMOVED, direction, marked

MARKS = {KEPT: "{}", ADDED: "+{}+", REMOVED: "-{}-"}
SOME = ["a", "ferry", " ", "  ", "the", "old", "\n", ",", ".", "פלמוני", "한국", "नि", "\u202e"]
TEXTS = st.lists(st.sampled_from(SOME), max_size=40).map("".join)


def drawn(old, new):
    return "".join(MARKS[what].format(text) for what, text in marked(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Jo Doe/Assosciated Press", "Jo Doe/Associated Press", "Jo Doe/-Assosciated-+Associated+ Press"),
        ("A ferry waits.", "A ferry waits.", "A ferry waits."),
        ("A ferry  waits.", "A ferry waits.", "A ferry-  -+ +waits."),
        ("A ferry waits, Sept. 14.", "A ferry waits, Sept. 15.", "A ferry waits, Sept. -14-+15+."),
        ("A ferry. Sign up now!", "A ferry.", "A ferry.- Sign up now!-"),
        ("The mayor at the old stone pier.", "The mayor at a new wooden pier.", "The mayor at -the old stone-+a new wooden+ pier."),
        ("", "A ferry.", "+A ferry.+"),
        ("A ferry.", "", "-A ferry.-"),
        ("नदी में नाव", "नदी में नावें", "नदी में -नाव-+नावें+"),
    ],
)
def test_what_went_stands_before_what_came(old, new, shown):
    assert drawn(old, new) == shown


def test_texts_with_little_in_common_are_one_removed_and_one_added():
    assert drawn("A ferry waits at the pier.", "Two dogs play in a park") == "-A ferry waits at the pier.-+Two dogs play in a park+"


def test_long_texts_that_differ_in_one_word_are_compared_all_the_same():
    old = " ".join(f"word{number}" for number in range(3000))
    assert drawn(old, old.replace("word1500 ", "other ")).count("-") == 2


@given(TEXTS, TEXTS)
def test_without_what_came_it_is_the_old_wording_and_without_what_went_the_new(old, new):
    pieces = marked(old, new)
    assert "".join(text for what, text in pieces if what != ADDED) == old
    assert "".join(text for what, text in pieces if what != REMOVED) == new


@given(TEXTS)
def test_a_wording_beside_itself_is_one_piece_that_stayed(text):
    assert marked(text, text) == (((KEPT, text),) if text else ())


@pytest.mark.parametrize(("text", "runs"), [("12 “A bridge”", "ltr"), ("«جسر»", "rtl"), ("גשר", "rtl"), ("", "ltr")])
def test_a_text_runs_as_its_first_letter_does(text, runs):
    assert direction(text) == runs
