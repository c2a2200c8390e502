from itertools import count

import pytest
from lxml import html

from articles.reading.body import Setter
from articles.reading.dom import Outline
from articles.reading.place import find_place
from articles.reading.runs import runs_of
from articles.reading.teasers import teased_share

WORDS = [f"On day {day} the ferry to the island left an hour late because of a seal." for day in range(8)]


def share(body, prose_alone=True):
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    runs = [run for run in runs_of(outline, []) if run.weight or not prose_alone]
    return teased_share(outline, find_place(outline, Setter(outline, [], None).blocks(runs, 0), None))


@pytest.mark.parametrize(
    "teaser",
    [
        '<div><h3><a href="/{at}">The seal moves on again</a></h3><p>{words}</p></div>',
        '<li><a href="/{at}">The seal moves on again</a></li><p>{words}</p>',
    ],
)
def test_a_list_of_stories_is_nearly_all_teased(teaser):
    number = count()
    assert share("".join(teaser.format(at=next(number), words=words) for words in WORDS)) > 0.8


def test_cards_that_are_links_as_a_whole_are_all_teased():
    card = '<div><a href="/{at}"><img src="/{at}.jpg"><h3>The seal moves on again</h3><p>{words}</p></a></div>'
    assert share("".join(card.format(at=at, words=words) for at, words in enumerate(WORDS)), prose_alone=False) > 0.8


@pytest.mark.parametrize("heading", ['<a href="/{at}"><h3>{title}</h3></a>', '<h3><a href="/{at}">{title}</a></h3>'])
def test_linked_headlines_that_became_blocks_of_the_body_count_as_such(heading):
    titles = [f"The seal moves on to pier number {at}" for at in range(8)]
    pairs = (f"{heading.format(at=at, title=title)}<p>{words}</p>" for at, (title, words) in enumerate(zip(titles, WORDS, strict=True)))
    assert share(f"<div>{'</div><div>'.join(pairs)}</div>", prose_alone=False) > 0.85


def test_links_inside_a_storys_paragraphs_tease_nothing():
    paragraphs = (f'<p>{words} <a href="/{at}">The seal moves on again</a></p>' for at, words in enumerate(WORDS))
    assert share(f"<article>{''.join(paragraphs)}</article>") == 0


def test_a_box_of_other_stories_between_two_paragraphs_counts_once():
    box = '<div><h3><a href="/1">The seal moves on again</a></h3><h3><a href="/2">The pier stays where it is</a></h3></div>'
    body = "".join(f"<p>{words}</p>{box if at == 3 else ''}" for at, words in enumerate(WORDS))
    assert share(f"<article>{body}</article>") == pytest.approx(1 / 8)


def test_a_page_without_the_text_teases_nothing():
    assert share("<p>Nothing here.</p>") == 0
