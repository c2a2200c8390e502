import re

from hypothesis import given
from lxml import html

from articles.reading.body import Setter, plain_text
from articles.reading.dom import Outline
from articles.reading.runs import runs_of
from tests.articles.reading.test_dom import TREES


def blocks(body, url="https://paper.example/a", taken=""):
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    without = [element for element in outline.elements if taken and element.get("class") == taken]
    return Setter(outline, without, url).blocks(runs_of(outline, without), 0)


def markup(body, **options):
    return [block.html for block in blocks(body, **options)]


def test_emphasis_and_links_stay():
    said = '<p>A <b>bold</b> <i>word</i>, <a href="/b" onclick="x()">linked</a>.</p>'
    assert markup(said) == ['<p>A <strong>bold</strong> <em>word</em>, <a href="https://paper.example/b">linked</a>.</p>']


def test_a_link_to_nowhere_good_is_only_its_words():
    assert markup('<p>A <a href="javascript:x()">word</a></p>') == ["<p>A word</p>"]


def test_emphasis_inside_a_link_is_closed_inside_it():
    assert markup('<p><a href="/b">one <b>two</b></a> three</p>') == [
        '<p><a href="https://paper.example/b">one <strong>two</strong></a> three</p>'
    ]


def test_headings_become_two_levels_without_emphasis():
    assert markup("<h2><b>One</b></h2><h5>Two</h5>") == ["<h2>One</h2>", "<h3>Two</h3>"]


def test_a_list_is_one_block():
    assert markup("<ul><li>One</li><li>Two <b>three</b></li></ul>") == ["<ul><li>One</li><li>Two <strong>three</strong></li></ul>"]


def test_a_list_that_only_lays_out_the_page_is_its_paragraphs():
    long = "The ferry left an hour late, and nobody minded. " * 10
    assert [block.tag for block in blocks(f"<ul><li><h3>Monday</h3><p>{long}</p></li><li><p>{long}</p></li></ul>")] == ["h3", "p", "p"]


def test_a_table_keeps_its_rows_and_cells():
    said = "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Haven</td><td>4</td></tr></table>"
    assert markup(said) == ["<table><tbody><tr><th>Port</th><th>Ships</th></tr><tr><td>Haven</td><td>4</td></tr></tbody></table>"]


def test_an_empty_cell_keeps_the_others_in_their_columns():
    said = "<table><tr><th></th><th>Ships</th></tr><tr><td>Haven</td><td></td><td>4</td></tr></table>"
    assert markup(said) == ["<table><tbody><tr><th></th><th>Ships</th></tr><tr><td>Haven</td><td></td><td>4</td></tr></tbody></table>"]


def test_a_quotation_keeps_its_paragraphs():
    assert markup("<blockquote><p>One.</p><p>Two.</p></blockquote>") == ["<blockquote><p>One.</p><p>Two.</p></blockquote>"]


def test_in_plain_text_the_figures_of_footnotes_and_powers_are_raised_ones():
    said = "<p>It opened in 2015.<sup><a href='#note-1'>1</a></sup> It covers 40 km<sup>2</sup>, on the 3<sup>rd</sup> try.</p>"
    assert blocks(said)[0].text == "It opened in 2015.¹ It covers 40 km², on the 3rd try."


def test_set_text_keeps_its_lines_and_their_indentation():
    said = '<pre>\nif a &lt; b:\n\tprint("x")\r\n\n    <span class=k>return</span> 1  \n</pre>'
    assert markup(said) == ['<pre>if a &lt; b:<br>    print("x")<br><br>    return 1</pre>']


def test_a_story_set_as_plain_text_is_its_paragraphs():
    text = "<pre>\n   NORRHOLM -- The ferry left\nan hour late.\n   Nobody minded.\n\nThe seal\ndid not.\n</pre>"
    outline = Outline(html.document_fromstring(f"<html><body>{text}</body></html>"))
    region = outline.tags.index("pre")
    said = Setter(outline, [], None).blocks(runs_of(outline, []), region)
    assert [block.html for block in said] == [
        "<p>NORRHOLM -- The ferry left an hour late.</p>",
        "<p>Nobody minded.</p>",
        "<p>The seal did not.</p>",
    ]


def test_empty_lines_part_paragraphs_and_single_breaks_do_not():
    assert markup("<div>One<br>two<br><br>three</div>") == ["<p>One<br>two</p>", "<p>three</p>"]


def test_a_picture_between_parts_that_empty_lines_part_has_its_place_among_them():
    said = blocks("<div>One<br><br>two<br><br>three</div>")
    assert [block.text for block in said] == ["One", "two", "three"]
    assert len({block.order for block in said}) == 3


def test_an_item_of_several_lines_is_one_item():
    assert markup("<ul><li><p>One</p><p>two</p></li><li>Three</li></ul>") == ["<ul><li>One<br>two</li><li>Three</li></ul>"]


def test_what_was_taken_leaves_the_line():
    assert markup("<p>One <span class=cap>a caption</span> two</p>", taken="cap") == ["<p>One two</p>"]


def test_words_that_are_not_to_be_seen_leave_the_line_and_those_hidden_from_screen_readers_alone_stay():
    said = "<p><b aria-hidden=true>T</b><i class=sr-only>The</i>he ferry <span hidden>no</span>left<span style='display:none'>!</span>.</p>"
    assert markup(said) == ["<p><strong>T</strong>he ferry left.</p>"]


def test_markup_that_is_text_stays_text():
    assert markup("<p>if a &lt; b &amp;&amp; c</p>") == ["<p>if a &lt; b &amp;&amp; c</p>"]


@given(TREES)
def test_the_words_of_the_blocks_are_the_words_of_the_page(body):
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    said = "".join(block.text for block in blocks(body))
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", outline.stream)


@given(TREES)
def test_every_block_is_one_line_of_well_formed_markup(body):
    for block in blocks(body):
        assert "\n" not in block.html
        assert plain_text(html.tostring(html.fragment_fromstring(block.html), encoding="unicode")).split() == plain_text(block.html).split()
