"""Words made clean, and words compared."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.captions import bare, clean, normalise, repeats, same_words


@pytest.mark.parametrize(
    ("messy", "expected"),
    [
        ("story.lead_photo.caption A woman in white.", "A woman in white."),
        ("lead.photo.caption A woman.", "A woman."),
        ("{{ photo.caption }} A dog runs.", "A dog runs."),
        ("A dog ${caption.text} runs.", "A dog runs."),
        ("A dog %CAPTION% runs.", "A dog runs."),
        ("  Two \n\t lines\u00a0here ", "Two lines here"),
        ("null\x00 and bell\x07", "null and bell"),
        ("example.com opened its office.", "example.com opened its office."),
        ("www.example.com opened its office.", "www.example.com opened its office."),
        ("Cafe\u0301 by the river", "Café by the river"),
    ],
)
def test_words_are_made_fit_for_showing(messy, expected):
    assert clean(messy) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Cowards” wear balaclavas", '"Cowards" wear balaclavas'),
        ("The president’s plane", "The president's plane"),
        ("MINSK – Sunday", "MINSK -- Sunday"),
        ("Stasevich /BelTA", "Stasevich/BelTA"),
        ("A water  cannon,  here", "A water cannon, here"),
        ("A Dog Runs.", "a dog runs."),
        ("A dog runs. (AP Photo)", "A dog runs."),
        ("A dog runs across the wide green lawn…", "A dog runs across the wide green lawn before the palace. (AP)"),
    ],
)
def test_what_says_the_same_is_the_same(one, other):
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A dog runs.", "A dog sits."),
        ("A dog…", "A dog runs across the lawn."),
        ("President X steps down from his plane upon arriving.", "President X greets officials upon arriving."),
    ],
)
def test_what_says_something_else_is_not(one, other):
    assert not same_words(one, other)


def test_the_look_alike_captions_of_the_seed_stay_different(seed):
    captions = [photo["caption"] for photo in json.loads((seed / "expected.json").read_text())["photos"]]
    assert not any(same_words(one, other) for one, other in itertools.combinations(captions, 2))


@pytest.mark.parametrize(
    ("alt", "caption", "again"),
    [
        ("A dog runs. (AP)", "A dog runs.", True),
        ("A dog runs across", "A dog runs across the lawn.", True),
        ("", "A dog.", True),
        ("A brown dog with one ear up", "Rex, the mayor's dog, on Sunday.", False),
        ("A brown dog", "", False),
    ],
)
def test_a_description_that_only_repeats_the_caption_is_known(alt, caption, again):
    assert repeats(alt, caption) is again


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=300))
def test_any_words_are_the_same_as_themselves(text):
    assert same_words(text, text)
    assert isinstance(bare(text), str)


def test_a_caption_with_soft_hyphens_equals_the_one_without():
    assert normalise("The har\u00adbour") == normalise("The harbour")
