"""What was typed, read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.questions import Term, mark_of, read


def said(question):
    return [" ".join(term.words) + "*" * term.is_beginning for term in question.terms], [" ".join(t.words) for t in question.unwanted]


@pytest.mark.parametrize(
    ("typed", "terms", "unwanted"),
    [
        ("Black sea", ["black", "sea"], []),
        ('“Black  Sea” grain -wheat -"no deal"', ["black sea", "grain"], ["wheat", "no deal"]),
        ("covid-19 it's - -- 🙂", ["covid 19", "it s"], []),
        ("東京 tower", ["東 京", "tower"], []),
        ('an "open quotation', ["an", "open quotation"], []),
        ("sea sea", ["sea"], []),
        ('" OR NEAR( * ^ : {a}', ["or near a"], []),
    ],
)
def test_words_phrases_and_what_is_left_out(typed, terms, unwanted):
    assert said(read(typed)) == (terms, unwanted)


@pytest.mark.parametrize(
    ("typed", "last"),
    [("black pla", "pla*"), ("black pla ", "pla"), ("black pl", "pl"), ('"a pla', "a pla*"), ('"a pla"', "a pla")],
)
def test_the_last_word_may_be_a_beginning_while_somebody_types(typed, last):
    assert said(read(typed, is_typing=True))[0][-1] == last


def test_of_very_much_the_first_is_looked_for_and_it_is_told():
    question = read("word " * 2000)
    assert (question.terms, question.was_cut) == ((Term(("word",)),), True)
    assert not read("a few words").was_cut


@given(st.text())
def test_nothing_that_is_typed_is_a_filter_s_mark_or_an_error(typed):
    question = read(typed, is_typing=True)
    assert mark_of("year", "2020") not in [word for term in (*question.terms, *question.unwanted) for word in term.words]
