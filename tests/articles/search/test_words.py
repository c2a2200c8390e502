"""Texts as words."""

import pytest

from articles.search.words import text_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The President's plane, 1,000 km.", "the president s plane 1 000 km"),
        ("Lech Wałęsa’s ÉTÉ in Łódź", "lech walesa s ete in lodz"),
        ("Großeﬃn, İstanbul, e\u0301te", "grosseffin istanbul ete"),
        ("Ёлка и Москва", "елка и москва"),
        ("東京タワーで25日", "東 京 タ ワ ー で 25 日"),
        ("서울에서", "서 울 에 서"),
        ("हिन्दी समाचार", "हिन्दी समाचार"),
        ("الْعَرَبِيَّة أخبار", "العربية اخبار"),
        ("ภาษา", "ภ า ษ า"),
        ("demon\u00adstration snake_case 🙂", "demonstration snake case"),
    ],
)
def test_words_are_small_letters_without_accents(text, words):
    assert words_of(text) == words.split()


def test_a_word_of_ten_thousand_letters_counts_with_its_first():
    assert [len(word) for word in words_of("a" * 10_000)] == [64]


def test_markup_inside_a_word_parts_it_not_and_between_blocks_does():
    assert text_of("<p>H<sub>2</sub>O &amp; <b>i</b>ce</p><p>One<br>two").split() == ["H2O", "&", "ice", "One", "two"]
