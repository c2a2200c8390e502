"""Two changes of one wording made one."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.three_way import merge, merge_line

WORDS = st.lists(st.sampled_from(["a", "ferry", "waits", "in", "Vale", ",", ".", "橋", "on", "Sunday", "  ", "\n"]), max_size=14).map(
    " ".join
)
ANY = st.one_of(WORDS, st.text(max_size=60))


def bare(text):
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("was", "theirs", "mine", "merged"),
    [
        ("A ferry waits in Vale.", "A ferry waits in Port Vale.", "The ferry waits in Vale.", "The ferry waits in Port Vale."),
        (
            "A ferry waits in Vale.",
            "A ferry waits in Vale on Sunday.",
            "A white ferry waits in Vale.",
            "A white ferry waits in Vale on Sunday.",
        ),
        ("A ferry, white, waits at dawn.", "A ferry waits at dawn.", "A ferry, white, waits at noon.", "A ferry waits at noon."),
        ("橋の上の人々", "橋の上の群衆", "古い橋の上の人々", "古い橋の上の群衆"),
        ("", "", "Mine.", "Mine."),
        ("Gone.", "", "Gone.", ""),
    ],
)
def test_changes_in_different_places_come_together(was, theirs, mine, merged):
    found = merge(was, theirs, mine)
    assert (found.text, found.conflicts) == (merged, ())


def test_where_both_changed_the_same_words_it_is_said_and_mine_stand_for_the_moment():
    found = merge("Five people wait in Vale.", "Six people wait in Vale.", "Seven people wait in Port Vale.")
    assert [(piece.was, piece.theirs, piece.mine) for piece in found.conflicts] == [("Five", "Six", "Seven")]
    assert found.text == "Seven people wait in Port Vale."


def test_changes_of_neighbouring_words_are_a_conflict():
    assert merge("A red fox waits.", "A blue fox waits.", "A red wolf waits.").conflicts


def test_a_line_is_one_thing():
    assert merge_line("Jo/AP", "Jo/AP", "Joe/AP").text == "Joe/AP"
    assert merge_line("Jo/AP", "Jo/AFP", "Jo/AP").text == "Jo/AFP"
    assert merge_line("Jo/AP", "Jo/AFP", "Joe/AP").conflicts


def test_what_is_too_long_to_compare_is_a_conflict_as_a_whole():
    found = merge("a " * 3000, "b " * 3000, "c " * 3000)
    assert len(found.conflicts) == 1


@given(was=ANY, mine=ANY)
def test_what_the_other_did_not_touch_is_mine_letter_by_letter(was, mine):
    assert merge(was, was, mine).text == mine
    assert merge(was, mine, was).text == mine
    assert merge(was, mine, mine).text == mine
    assert not merge(was, was, mine).conflicts


@given(was=WORDS, theirs=WORDS, mine=WORDS)
def test_sides_can_be_exchanged(was, theirs, mine):
    one, other = merge(was, theirs, mine), merge(was, mine, theirs)
    assert [(p.was, p.theirs, p.mine, p.text) for p in one.pieces] == [(p.was, p.mine, p.theirs, p.text) for p in other.pieces]


@given(was=WORDS, theirs=WORDS, mine=WORDS)
def test_no_word_of_either_side_is_lost(was, theirs, mine):
    pieces = merge(was, theirs, mine).pieces
    kept = bare(" ".join(piece.text if piece.text is not None else f"{piece.theirs} {piece.mine}" for piece in pieces))
    assert not (bare(theirs) - bare(was)) - kept
    assert not (bare(mine) - bare(was)) - kept


@given(was=WORDS, theirs=WORDS, mine=WORDS)
def test_the_pieces_are_the_three_texts(was, theirs, mine):
    pieces = merge(was, theirs, mine).pieces
    assert ["".join(said) for said in zip(*[(p.was, p.theirs, p.mine) for p in pieces], strict=True)] == [was, theirs, mine]
