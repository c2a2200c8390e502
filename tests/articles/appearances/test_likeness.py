"""Which two texts are one story: agencies' copies are, columns and corrected briefs are not, what is left open is asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.appearances.likeness import APART, SKETCH, Answer, Rule, Told, compare, sketch_of
from articles.search.words import words_of
from tests.articles.appearances.texts import NOON, report

ONE, DOUBTFUL, TWO = Answer


def told(paragraphs, publisher="The Wire", **said):
    fields = {"dated": NOON, "kind": "story", "language": "en", "publishers": frozenset({publisher}), "identity": f"url:{publisher}"}
    return Told(tuple(words_of(" ".join(paragraphs))), **fields | said)


WIRE = told(report())


def answer(other, one=WIRE):
    return compare(one, other).answer


def test_the_same_words_on_the_same_day_at_another_publisher_are_one_story():
    found = compare(WIRE, told(report(), "The Herald"))
    assert (found.answer, found.rule, found.alike) == (ONE, Rule.SAME_WORDS, 100)


def test_a_paragraph_more_and_a_word_changed_are_still_one():
    words = report()
    words[3] = words[3].replace("said the", "says the", 1)
    found = compare(WIRE, told([*words, "Our reporter in the valley contributed."], "The Herald"))
    assert (found.answer, found.rule) == (ONE, Rule.NEARLY_SAME_WORDS)
    assert 90 <= found.alike < 100


def test_a_report_cut_after_five_of_eight_paragraphs_is_one():
    assert answer(told(report()[:6], "The Herald")) is ONE


def test_another_text_is_another_story():
    assert answer(told(report(seed=2), "The Herald")) is TWO


def test_a_column_with_the_same_beginning_and_end_every_week_is_another_story():
    frame = report(seed=9, paragraphs=3)
    this, next_ = ([*frame, *report(seed=seed, paragraphs=6), *frame[:2]] for seed in (3, 4))
    assert answer(told(this), told(next_, "The Herald")) is TWO


def test_a_text_rewritten_in_parts_is_asked_about():
    found = compare(WIRE, told([*report()[:6], *report(seed=5, paragraphs=2)], "The Herald"))
    assert (found.answer, found.rule) == (DOUBTFUL, Rule.MANY_SAME_WORDS)


def test_a_brief_that_stands_in_a_round_up_is_never_joined():
    round_up = [*report(), *report(seed=6, paragraphs=10)]
    assert answer(told(round_up, "The Herald")) is DOUBTFUL
    assert answer(told([*round_up, *report(seed=7, paragraphs=20)], "The Herald")) is TWO


def test_another_number_is_asked_about():
    mine, theirs = ([*report(), f"The quake had a magnitude of {size}."] for size in (45, 62))
    assert answer(told(mine), told(theirs, "The Herald")) is DOUBTFUL


@pytest.mark.parametrize(
    "said",
    [
        {"dated": NOON + APART + timedelta(seconds=1)},
        {"kind": "live"},
        {"language": "de"},
    ],
    ids=["later", "a live blog", "another language"],
)
def test_the_same_words_are_two_stories(said):
    assert answer(told(report(), "The Herald", **said)) is TWO


@pytest.mark.parametrize("language", ["en-GB", "EN", ""])
def test_a_language_said_otherwise_is_the_same(language):
    assert answer(told(report(), "The Herald", language=language)) is ONE


def test_a_short_text_is_never_known_by_its_words():
    brief = report(paragraphs=3)
    assert answer(told(brief, "The Herald"), told(brief)) is TWO


def test_one_publisher_s_two_addresses_are_one_story_with_equal_words_alone():
    assert answer(told(report())) is ONE
    assert answer(told([*report(), "One word more."])) is TWO


def test_publishers_that_nobody_names_may_be_one():
    assert answer(told([*report(), "One word more."], publishers=frozenset())) is TWO


class TestAStoryThatNamesItsOriginal:
    NAMED = {"original": WIRE.identity, "dated": NOON + timedelta(days=9)}

    def test_is_one_with_it_where_half_its_words_are(self):
        found = compare(WIRE, told([*report()[:6], *report(seed=5, paragraphs=3)], "The Herald", **self.NAMED))
        assert (found.answer, found.rule) == (ONE, Rule.NAMED)

    def test_is_not_believed_with_other_words(self):
        assert answer(told(report(seed=8), "The Herald", **self.NAMED)) is TWO

    def test_is_not_believed_with_hardly_a_word(self):
        assert answer(told(["The bridge is closed."], "The Herald", **self.NAMED)) is TWO


PARAGRAPHS = st.lists(st.sampled_from([*report(), *report(seed=2)]), max_size=12)
STORIES = st.builds(
    told,
    PARAGRAPHS,
    st.sampled_from(["The Wire", "The Herald"]),
    dated=st.sampled_from([NOON, NOON + timedelta(days=1), NOON + timedelta(days=3)]),
    kind=st.sampled_from(["story", "live"]),
    language=st.sampled_from(["", "en", "de"]),
    original=st.sampled_from(["", "url:The Wire"]),
)


@given(STORIES, STORIES)
def test_it_makes_no_difference_which_story_comes_first(one, other):
    assert compare(one, other) == compare(other, one)


@given(STORIES, STORIES)
def test_stories_of_the_same_words_are_found_by_their_sketch(one, other):
    found = compare(one, other)
    if found.answer is ONE and found.rule is Rule.SAME_WORDS:
        assert sketch_of(one) == sketch_of(replace(other, words=one.words))
    assert len(sketch_of(one)) <= SKETCH


@given(st.permutations(report()), st.lists(st.sampled_from(report(seed=2)), max_size=3, unique=True))
def test_a_copy_with_some_more_paragraphs_shares_numbers_of_the_sketch(paragraphs, more):
    assert set(sketch_of(told(paragraphs))) & set(sketch_of(told([*paragraphs, *more])))
