"""Wordings changed many at once."""

import pytest

from gallery.wording.rewriting import renamed, replaced, stripped


@pytest.mark.parametrize(
    ("text", "find", "put", "whole", "expected"),
    [
        ("A cat, a category.", "cat", "dog", False, "A dog, a dogegory."),
        ("A cat, a category.", "cat", "dog", True, "A dog, a category."),
        ("5 $ and $", "$", r"\1", True, r"5 \1 and \1"),
        ("A Cat.", "cat", "dog", False, "A Cat."),
        ("As it is.", "", "x", False, "As it is."),
    ],
)
def test_a_phrase_is_replaced_in_these_very_letters(text, find, put, whole, expected):
    assert replaced(text, find, put, whole) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("A ferry (file photo) waits.", "(file photo)", "A ferry waits."),
        ("A ferry waits, file photo.", ", file photo", "A ferry waits."),
        ("FILE - A ferry.", "FILE - ", "A ferry."),
        ("Two  spaces stay.", "nothing", "Two  spaces stay."),
    ],
)
def test_a_phrase_taken_out_leaves_no_gap(text, phrase, expected):
    assert stripped(text, phrase) == expected


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Jo Doe/AP", "Jo Doe/Associated Press"),
        ("AP", "Associated Press"),
        ("AP Photo/Jo Doe", "Associated Press Photo/Jo Doe"),
        ("Jo Doe via AP", "Jo Doe via Associated Press"),
        ("AP Images", "AP Images"),
        ("APA/Jo", "APA/Jo"),
        ("Jo Doe, CAP", "Jo Doe, CAP"),
    ],
)
def test_a_name_is_put_right_where_it_stands_for_itself(credit, expected):
    assert renamed(credit, "AP", "Associated Press") == expected
