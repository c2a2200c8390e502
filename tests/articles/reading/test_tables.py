import pytest
from lxml import html

from articles.reading.dom import Outline
from articles.reading.runs import runs_of
from articles.reading.tables import data_cells

SENTENCE = "The ferry to the island left an hour late because of a seal that lay on the pier and would not go away."


def held(body):
    """Give the words of the lines that stand in tables of data."""
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    runs = runs_of(outline, [])
    cells = data_cells(outline, runs)
    return [run.text for run in runs if run.start in cells]


def test_rows_of_short_cells_are_data_links_in_them_too():
    said = "<table><tr><th>Pier<th>Seals</tr><tr><td><a href=/1>North</a><td>3</tr></table><p>Text</p>"
    assert held(said) == ["Pier", "Seals", "North", "3"]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td><a href=/1>Home</a><td><p>{SENTENCE}</p><p>{SENTENCE}</p></tr><tr><td>1<td>2</tr></table>",
        "<table><tr><td><a href=/1>Home</a><td><a href=/2>Sport</a></tr><tr><td><a href=/3>News</a><td>2</tr></table>",
        "<table><tr><td>One</tr><tr><td>Two</tr></table>",
        "<table><tr><td><h2>The seal</h2><td>1</tr><tr><td>2<td>3</tr></table>",
        "<table><caption>Seals</caption></table>",
    ],
)
def test_what_lays_the_page_out_or_leads_away_is_no_data(table):
    assert held(table) == []
