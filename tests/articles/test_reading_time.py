"""How long a story takes to read."""

import pytest

from articles.reading_time import minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("<p>One.</p>", 1),
        ("word " * 230, 1),
        ("word " * 460, 2),
        ("слово " * 690, 3),
        ("한국어 " * 460, 2),
        ("新聞" * 500, 2),
        ("ニュース" * 500, 4),
        ("ข่าว" * 500, 2),
        ("<a href='https://" + "x " * 999 + "'>word</a>", 1),
    ],
)
def test_words_are_counted_where_they_stand_apart_and_characters_elsewhere(text, expected):
    assert minutes(text) == expected


def test_texts_are_read_one_after_the_other():
    assert minutes("word " * 230, "新聞" * 250) == 2
