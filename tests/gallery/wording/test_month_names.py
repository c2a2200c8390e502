import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.month_names import month_of


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("September", 9),
        ("Sept.", 9),
        ("lednu", 1),
        ("marraskuussa", 11),
        ("июле", 7),
        ("ม.ค.", 1),
        ("تشرين الثاني", 11),
        ("MAI", 5),
        ("the", None),
        ("Mo", None),
        ("", None),
    ],
)
def test_a_month_is_known_in_full_inflected_or_cut_short(word, month):
    assert month_of(word) == month


@given(st.text(max_size=20))
def test_no_word_makes_it_fail(word):
    assert month_of(word) in {None, *range(1, 13)}
