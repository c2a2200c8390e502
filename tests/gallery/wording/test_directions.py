"""No words turn round those that stand beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.captions import clean
from gallery.wording.directions import kept_within

SIGNS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HEBREW, ARABIC = "חתול על הגג (2026)", "قطة على السطح، 20%"


@pytest.mark.parametrize(
    "text", ["A seal", HEBREW, ARABIC, f"Seal \u2068{HEBREW}\u2069 waits", f"{HEBREW}\u200f, 5", "\u2067a\u2066b\u2069\u2069 c"]
)
def test_words_that_turn_nothing_around_them_stay_as_they_are(text):
    assert kept_within(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Seal \u202egnp.exe", "Seal gnp.exe"),
        ("\u202bA seal\u202c waits", "A seal waits"),
        (f"\u202b{HEBREW}\u202c", HEBREW),
        ("A \u2067seal", "A seal"),
        ("A seal\u2069 waits", "A seal waits"),
        ("\u2069A seal\u2067", "A seal"),
        ("\u200fA seal \u200e", "A seal"),
        ("\u2067\u2069 \u202e", "\u2067\u2069"),
        ("\u202e", ""),
    ],
)
def test_signs_that_reach_beyond_their_words_go(text, kept):
    assert kept_within(text) == kept


@given(st.text(st.sampled_from(f"{SIGNS}ab א")))
def test_whatever_stays_is_closed_and_once_is_enough(text):
    kept = kept_within(text)
    assert kept_within(kept) == kept
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e")
    closed = kept
    for _ in range(len(kept)):
        opened = max(closed[: closed.find("\u2069")].rfind(sign) for sign in "\u2066\u2067\u2068") if "\u2069" in closed else -1
        closed = closed if opened < 0 else closed[:opened] + closed[opened + 1 :].replace("\u2069", "", 1)
    assert not set(closed) & set("\u2066\u2067\u2068\u2069")


def test_words_under_a_photo_turn_nothing():
    assert clean("A seal \u202eon a gangway.") == "A seal on a gangway."
