import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.markdown import is_markdown, unmarked
from articles.reading.scrape import read_scrape
from tests.articles.reading.pages import PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("## What it cost", "What it cost"),
        ("*The new quay. Photo: Ann Ray*", "The new quay. Photo: Ann Ray"),
        ("By **Ada Lund** and [Ben Holm](https://paper.example/ben)", "By Ada Lund and Ben Holm"),
        ("![A quay](https://i.example/quay.jpg)", ""),
        ("> We did it", "We did it"),
        ("2 * 3 * 4 and snake_case_name stay", "2 * 3 * 4 and snake_case_name stay"),
        ("#harbour [sic] (and more)", "#harbour [sic] (and more)"),
    ],
)
def test_marks_go_and_words_stay(line, bare):
    assert unmarked(line) == bare


def test_a_text_with_a_hash_or_brackets_is_no_markdown():
    assert not is_markdown("#harbour opens\n[Video not loading?] (click here)\n* one\n* two")


def test_a_scrape_in_markdown_is_read_as_what_a_reader_saw():
    text = "\n\n".join(
        ["# The harbour opens", "By **Ada Lund**", "![Quay](https://i.example/q.jpg)", "*The new quay. Photo: Ann Ray*", *PARAGRAPHS]
    )
    story = read_scrape(text, None)
    assert (story.headline, story.authors) == ("The harbour opens", ("Ada Lund",))
    assert [seen.text for seen in story.sightings if not seen.dropped] == ["The new quay."]
    assert len(story.body.splitlines()) == len(PARAGRAPHS)


@given(st.text("ab*_[]()!#> \\", max_size=80))
def test_taking_marks_off_never_raises(line):
    unmarked(line)
