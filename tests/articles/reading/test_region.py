import pytest
from lxml import html

from articles.reading.dom import Outline
from articles.reading.place import find_headline
from articles.reading.region import find_region
from articles.reading.runs import runs_of

URL = "https://paper.example/a"
HEADLINE = "A seal holds up the ferry"
STORY = [
    "On Monday the ferry to the island left an hour late because a seal lay on the pier and would not go.",
    "The captain waited, the passengers took pictures, and a child gave the seal its name, which was Bertha.",
    "At noon the tide came in, the seal slid back into the water, and the ferry blew its horn three times.",
]
OTHER = "In other news the bridge closes for two years, and the council has not said who will pay for the detour."


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def chosen(body):
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    region = find_region(outline, runs_of(outline, []), find_headline(outline, HEADLINE), URL)
    return [run.text for run in region.runs if run.text != HEADLINE]


HEAD = f"<h1>{HEADLINE}</h1>"


def test_the_story_is_what_follows_the_headline():
    assert chosen(f"<div><p>{OTHER}</p></div>{HEAD}<div>{paragraphs(STORY)}</div>") == STORY


def test_a_page_without_prose_has_no_story():
    assert chosen("<nav>Home</nav>") == []


@pytest.mark.parametrize(
    "apart",
    [
        f"<footer>{paragraphs([OTHER] * 2)}</footer>",
        f"<div class=comments>{paragraphs([OTHER] * 4)}</div>",
        f"<div hidden>{paragraphs([OTHER])}</div>",
        f'<div style="display: none">{paragraphs([OTHER])}</div>',
        f"<div class='wall d-none'>{paragraphs([OTHER])}</div>",
        f'<div><a href="/x"><h3>The bridge closes</h3></a><p>{OTHER}</p></div>',
        f'<div><h3><a href="/x">The bridge closes</a></h3><p>{OTHER}</p></div>',
        "<ul><li>Society: <a href=/x>The bridge closes for two years</a></li></ul>",
        f"<div class=newsletter-signup>{paragraphs([OTHER])}</div>",
        "<div class=video-player><p>We are sorry, but this video can not be played in your browser just now.</p></div>",
    ],
)
def test_what_stands_apart_between_paragraphs_is_no_part_of_the_story(apart):
    first, *rest = STORY
    assert chosen(f"{HEAD}<div><p>{first}</p>{apart}{paragraphs(rest)}</div>") == STORY


def test_a_sentence_that_is_all_link_stays_amid_the_paragraphs_of_its_element():
    linked = "Bertha has been seen at the pier eleven times since the harbour opened to ferries."
    body = f"<p>{STORY[0]}</p><p><a href=/2024/bertha>{linked}</a></p>{paragraphs(STORY[1:])}"
    assert chosen(f"{HEAD}<div>{body}</div>") == [STORY[0], linked, *STORY[1:]]


@pytest.mark.parametrize("made", ["<p>{}</p>", "<div class=par>{}</div>", "{}<br><br>"])
def test_it_stays_however_the_paragraphs_are_made(made):
    linked = "<a href=/2024/bertha>Bertha has been seen at the pier <b>eleven times</b> since the harbour opened</a>."
    body = "".join(made.format(text) for text in (STORY[0], linked, *STORY[1:]))
    assert len(chosen(f"{HEAD}<div>{body}</div>")) == 4


@pytest.mark.parametrize(
    "teaser",
    [
        "<p><a href=/x>Bertha the seal has been seen at the pier eleven times</a></p>",
        "<p><a href=/x>Why does Bertha the seal keep coming back to pier eleven?</a></p>",
        "<p><a href=/x>Bertha the seal has been seen at the pier eleven times...</a></p>",
        "<p>Read more: <a href=/x>Bertha has been seen at the pier eleven times since it opened.</a></p>",
        "<div><a href=/x>Bertha has been seen at the pier eleven times since it opened.</a></div>",
        "<aside><a href=/x>Bertha has been seen at the pier eleven times since it opened.</a></aside>",
    ],
)
def test_a_linked_headline_or_a_labelled_link_amid_the_paragraphs_goes(teaser):
    assert chosen(f"{HEAD}<div><p>{STORY[0]}</p>{teaser}{paragraphs(STORY[1:])}</div>") == STORY


@pytest.mark.parametrize("name", ["ad-enabled", "share", "article subscribers", "has-sidebar"])
def test_a_whole_story_stands_in_an_element_whatever_it_is_called(name):
    assert chosen(f'{HEAD}<div class="{name}">{paragraphs(STORY)}</div>') == STORY


@pytest.mark.parametrize("name", ["promo", "related-text", "newsletter-block", "comments-text", "sidebar part"])
def test_names_that_would_leave_nothing_of_the_story_are_not_believed(name):
    parts = "".join(f'<div class="{name}"><p>{text}</p></div>' for text in STORY)
    talk = f"<div class=disqus><p>{OTHER}</p></div>"
    assert chosen(f"<article>{HEAD}<div class=body>{parts}{talk}</div></article>") == STORY


def test_a_hundred_comments_do_not_make_a_short_brief_of_the_page():
    comments = "".join(f"<div class=comment><p>I say for the {at}th time that {OTHER}</p></div>" for at in range(100))
    assert chosen(f"<article>{HEAD}<div class=body>{paragraphs(STORY)}</div></article>{comments}") == STORY


def test_excerpts_of_other_stories_are_no_prose_however_many_there_are():
    cut_off = "".join(f"<div><p>{number}. {OTHER} It took a while, and then another […]</p></div>" for number in range(6))
    assert chosen(f"{HEAD}<div><p>{STORY[0]}</p></div><div class=x>{cut_off}</div>") == [STORY[0]]


def test_a_heading_that_nobody_closed_holds_the_story():
    linked = STORY[2].replace("the ferry", '<a href="/ferry">the ferry</a>')
    broken = f"<h2>A seal on the pier<div>{paragraphs([*STORY[:2], linked] * 2)}</div></h2><footer><p>{OTHER} {OTHER}</p></footer>"
    assert chosen(f"{HEAD}<main>{broken}</main>")[-3:] == STORY


def test_a_story_that_only_a_script_shows_is_no_hidden_one():
    assert chosen(f'{HEAD}<div style="display:none">{paragraphs(STORY)}</div>') == STORY


def test_a_paragraph_among_lists_brings_what_is_around_it():
    body = f"<p>{STORY[0]}</p><ul><li>Pier one</li><li>Pier two</li></ul><h2>Where to go</h2><ul><li>Pier three</li></ul>"
    assert chosen(f"{HEAD}<div>{body}</div>") == [STORY[0], "Pier one", "Pier two", "Where to go", "Pier three"]


def test_a_list_of_things_with_links_is_told_by_its_own_article():
    items = "".join(f'<div><h3><a href="/places/{at}">The lovely pier {at}</a></h3><p>{text}</p></div>' for at, text in enumerate(STORY))
    told = chosen(f"<article>{HEAD}{items}</article>")
    assert [text for text in told if text in STORY] == STORY


def test_another_article_below_is_another_story():
    body = f"<article>{HEAD}<div>{paragraphs(STORY)}</div></article><article><h1>The bridge</h1>{paragraphs([OTHER] * 6)}</article>"
    assert chosen(body) == STORY


def test_a_story_in_equal_articles_inside_one_is_taken_whole_and_a_smaller_one_inside_is_another_story():
    parts = "".join(f"<article><h2>Part {at}</h2><p>{text}</p></article>" for at, text in enumerate(STORY))
    assert [text for text in chosen(f"<article>{HEAD}{parts}</article>") if text in STORY] == STORY
    assert chosen(f"<article>{HEAD}{paragraphs(STORY)}<article><p>{OTHER}</p></article></article>") == STORY


def test_a_story_told_in_several_containers_is_taken_whole():
    body = "".join(f"<div class=part><p>{text}</p></div><div class=slot>Advertisement</div>" for text in STORY)
    assert [text for text in chosen(f"{HEAD}<div>{body}</div>") if text != "Advertisement"] == STORY


def test_an_appeal_in_another_container_after_the_end_is_left():
    story = STORY * 4
    appeal = "<div class=me><p>Give us some money.</p><p>If you like what you read here, please think of giving a little.</p></div>"
    assert chosen(f"{HEAD}<section><div class=text>{paragraphs(story)}</div>{appeal}</section>") == story


TABLE = (
    "<table><tr><th>Pier</th><th>Seals</th></tr><tr><td><a href=/1>North</a></td><td>3</td></tr><tr><td>South</td><td>0</td></tr></table>"
)
CELLS = ["Pier", "Seals", "North", "3", "South", "0"]


@pytest.mark.parametrize("results", [TABLE, "<ul><li>North 3, South 0</li><li>East 1, West 1</li><li>Old pier 2, New pier 0</li></ul>"])
def test_results_in_a_container_of_their_own_right_after_the_text_stay_with_their_heading(results):
    told = chosen(f"<article>{HEAD}<div class=text>{paragraphs(STORY * 4)}</div><div class=stats><h3>Seals</h3>{results}</div></article>")
    assert told[:13] == [*STORY * 4, "Seals"]
    assert len(told) > 15


def test_a_table_of_data_keeps_the_cells_that_are_links():
    assert chosen(f"{HEAD}<div><p>{STORY[0]}</p>{TABLE}{paragraphs(STORY[1:])}</div>") == [STORY[0], *CELLS, *STORY[1:]]


@pytest.mark.parametrize(
    "after",
    [
        "<ul><li>Seals</li><li>Ferries</li><li>Harbour</li></ul>",
        "<ul><li><a href=/t/1>1 seal</a></li><li><a href=/t/2>2 piers</a></li><li><a href=/t/3>3 ships</a></li></ul>",
        "<table><tr><td><a href=/1>North pier</a><td><a href=/2>South pier</a></tr><tr><td><a href=/3>East</a><td>4</tr></table>",
        f"<p>Written by the harbour desk.</p>{TABLE}",
    ],
)
def test_lists_of_keywords_and_links_after_the_text_are_no_results(after):
    assert chosen(f"<article>{HEAD}<div class=text>{paragraphs(STORY * 4)}</div><div class=more>{after}</div></article>") == STORY * 4
