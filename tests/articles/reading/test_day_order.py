import pytest

from articles.reading.day_order import is_ambiguous, month_first
from articles.reading.page import read_page
from articles.reading.scrape import read_scrape
from tests.articles.reading.pages import PARAGRAPHS, URL

TEXT = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("Published 5/3/2024", "en-US", True),
        ("Published 5/3/2024", "en-GB", False),
        ("Published 5/3/2024", "en", False),
        ("Published 5/3/2024", None, False),
        ("5/3/2024, updated 5/23/2024", "en", True),
        ("5/3/2024, updated 23/5/2024", "en-US", False),
        ("24/7 since 5/3/2024, version 1.13.2024", "fr", False),
    ],
)
def test_the_order_is_told_by_a_date_that_only_one_can_read_else_by_the_region(text, language, first):
    assert month_first(text, language) is first


def test_only_figures_that_both_orders_can_read_are_in_doubt():
    assert [is_ambiguous(text) for text in ("5/3/2024", "5-3-24", "5/23/2024", "5/5/2024", "2024-05-03", "3.5.2024")] == [
        True,
        True,
        *[False] * 4,
    ]


@pytest.mark.parametrize(
    ("attributes", "more", "day", "url"),
    [
        ("lang=en-US", "", "2024-05-03", URL),
        ("lang=en-GB", "", "2024-03-05", URL),
        ("lang=en", "<p>Comments closed on 05/23/2024</p>", "2024-05-03", URL),
        ("lang=en", "", "2024-05-03", "https://paper.example/2024/05/03/harbour"),
    ],
)
def test_a_page_s_date_in_figures_is_read_as_the_page_writes_dates(attributes, more, day, url):
    head = "<h1>The harbour opens</h1><p>Published: 05/03/2024 4:30 PM</p>"
    page = f"<html {attributes}><body><article>{head}{TEXT}</article>{more}</body></html>"
    assert read_page(page, url).published.isoformat() == f"{day}T16:30:00+00:00"


def test_a_scrape_s_date_is_read_as_the_text_writes_dates():
    text = "\n\n".join(["The harbour opens", "05/03/2024", *PARAGRAPHS, "Comments closed on 05/23/2024"])
    assert read_scrape(text, None).published.date().isoformat() == "2024-05-03"
