import pytest
from lxml import html

from articles.reading.dom import Outline
from articles.reading.standfirst import find_standfirst

HEADLINE = "Seal swims up the canal"
TEASED = "Sometimes people ask the keeper why the old harbour wall was moved."
SAID = "A young seal has found its way to the old locks, and stays."
PARAGRAPHS = "".join(f"<p>Paragraph {n} of the story goes on about the seal, the keeper and the canal in the town.</p>" for n in range(5))


def found(body, description=None):
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    element = find_standfirst(outline, HEADLINE, description, frozenset())
    return None if element is None else outline.text(element)


def test_the_line_called_so_under_the_headline_is_the_standfirst():
    assert found(f"<article><h1>{HEADLINE}</h1><p class=intro>{SAID}</p>{PARAGRAPHS}</article>") == SAID


def test_the_pages_description_near_the_headline_is_the_standfirst_whatever_it_is_called():
    assert found(f"<article><h1>{HEADLINE}</h1><div class=x>{SAID}</div><div>{PARAGRAPHS}</div></article>", SAID) == SAID


def test_a_line_right_under_the_headline_and_apart_from_the_story_is_the_standfirst():
    assert found(f"<h1>{HEADLINE}</h1><p class=xl>{SAID}</p><div>{PARAGRAPHS}</div>") == SAID


@pytest.mark.parametrize(
    "below", [f"<p>{SAID}</p>{PARAGRAPHS}", f"<p>by Ada Lund | 5 November 2024</p><div>{PARAGRAPHS}</div>", "<p>Seal</p>"]
)
def test_a_first_paragraph_a_byline_and_a_label_under_the_headline_are_no_standfirst(below):
    assert found(f"<article><h1>{HEADLINE}</h1>{below}</article>") is None


@pytest.mark.parametrize(
    "apart",
    [
        f"<aside><ul><li><a href=/wall>The wall</a><div class=post-excerpt>{TEASED}</div></li></ul></aside>",
        f"<div class='widget recommended'><div class=excerpt>{TEASED}</div></div>",
        f"<footer><div class=description>{TEASED}</div></footer>",
        f"<div class=carousel><div class=CarouselSlide-infoDescription>{TEASED}</div></div>",
    ],
)
def test_what_is_called_so_in_a_sidebar_or_a_footer_is_another_storys(apart):
    assert found(f"<h1>{HEADLINE}</h1>{apart}<article>{PARAGRAPHS}</article>") is None


@pytest.mark.parametrize(
    "said", ["Harbour Published Oct 19, 2026 By Bethany Bell", "By Bethany Bell-Silversmith", "Author: Ada Lund Updated: Mar 6, 2026"]
)
def test_what_only_says_where_when_and_by_whom_it_was_published_is_none(said):
    assert found(f"<h1>{HEADLINE}</h1><div class=SubTitleItem>{said}</div><article>{PARAGRAPHS}</article>") is None


@pytest.mark.parametrize(
    "said",
    [
        "By midnight, everyone had gone home",
        "Von Berlin nach Haven, und zurück",
        "A study published in 2024 warned that the harbour would flood",
        "Posted to Iraq in 2004, he never came home",
    ],
)
def test_a_standfirst_may_begin_with_by_and_speak_of_what_was_published(said):
    assert found(f"<article><h1>{HEADLINE}</h1><p class=standfirst>{said}</p>{PARAGRAPHS}</article>") == said


def test_a_short_story_with_breaks_between_its_lines_is_none_though_the_page_describes_itself_by_its_beginning():
    story = f"<div class=post-body>{SAID}<br><br>{TEASED}<br><br>The keeper has seen seals there before, but none that came to stay.</div>"
    assert found(f"<h1>{HEADLINE}</h1>{story}", f"{SAID[:50]}...") is None


def test_what_is_called_so_after_the_story_is_another_storys():
    assert found(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}</article><div><div class=hero-description>{TEASED}</div></div>") is None
