"""Where and when a picture was taken, and the dates in a caption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.months import dates_in
from gallery.wording.places import Scene, scene_of


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Sunday, Sept. 13, 2020.", "2020-09-13"),
        ("13 September 2020", "2020-09-13"),
        ("am 1. Mai 2021", "2021-05-01"),
        ("13 de septiembre de 2020", "2020-09-13"),
        ("le 1er mai 2020", "2020-05-01"),
        ("13/9/2020", "2020-09-13"),
        ("9/13/2020", "2020-09-13"),
        ("2020年9月13日", "2020-09-13"),
        ("2020년 9월 13일", "2020-09-13"),
        ("13 сентября 2020 года", "2020-09-13"),
        ("7 lipca 2021", "2021-07-07"),
        ("13 July/تموز 2020", "2020-07-13"),
        ("13 أيلول/سبتمبر 2020", "2020-09-13"),
        ("13 सितंबर 2020", "2020-09-13"),
        ("13 กันยายน 2563", "2020-09-13"),
        ("2020. szeptember 13.", "2020-09-13"),
        ("September 2020", "2020-09"),
    ],
)
def test_a_date_is_read_in_many_languages(words, iso):
    assert [dated.iso for dated in dates_in(words)] == [iso]


@pytest.mark.parametrize("words", ["Marathon 2024", "the 2020 election", "they may 2000 times", "99/99/2020", "a 747 of 1969"])
def test_what_is_no_date_is_none(words):
    assert dates_in(words) == []


@pytest.mark.parametrize(
    ("words", "scene"),
    [
        (
            "A woman in Port Vale, Norland, Sunday, Sept. 13, 2020. A vote on Aug. 9, 2020, split them.",
            Scene("Port Vale, Norland", "2020-09-13"),
        ),
        ("The tower, built on May 3, 1901, in Oldtown, Norland, May 4, 2021.", Scene("Oldtown, Norland", "2021-05-04")),
        ("FILE - In this May 3, 2021, file photo, a man walks in Vale.", Scene("Vale", "2021-05-03")),
        ("MINE, OHIO - MAY 3: She speaks on May 3, 2021 in Mine, Ohio.", Scene("Mine, Ohio", "2021-05-03")),
        ("Dancers in Vale, Norland, on Friday", Scene("Vale, Norland", "")),
        ("The bridge (1944)", Scene("", "1944")),
        ("The bridge fell in 1944.", Scene("", "")),
        ("The May 2021 vote split the town", Scene("", "")),
        ("A dog in the park.", Scene("", "")),
        ("The harbour wall on a Monday in September.", Scene("", "")),
        ("", Scene("", "")),
    ],
)
def test_place_and_date_are_those_of_the_picture(words, scene):
    assert scene_of(words) == scene


@given(st.text(max_size=400))
def test_reading_a_scene_never_raises(words):
    assert isinstance(scene_of(words), Scene)
