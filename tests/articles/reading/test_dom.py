import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles.reading.dom import MAX_STRETCH, Outline, folded, text_of


def outline_of(body):
    return Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))


def lines_of(body):
    outline = outline_of(body)
    starts = [start for start, _ in outline.lines]
    lines = [folded(outline.stream[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return [line for line in lines if line]


def first(outline, tag):
    return next(element for element in outline.elements if element.tag == tag)


def test_an_elements_text_is_looked_up_as_a_reader_sees_it():
    outline = outline_of("<div>One <b>two</b><p>three</p><script>no()</script>four<br>five</div>tail")
    assert outline.text(first(outline, "div")) == "One two three four five"


def test_text_that_no_reader_sees_is_still_given_where_its_own_element_is_asked():
    outline = outline_of("<template><p>A slide.</p></template>")
    assert outline.text(first(outline, "p")) == "A slide."
    assert outline.text_length(first(outline, "body")) == 0


ONE, TWO = "The ferry left an hour late because of a seal.", "The captain did not mind at all, he said."


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p>{ONE}</p><p>{TWO}</p></div>",
        f"<div>{ONE}<br><br>{TWO}</div>",
        f"<div>{ONE}<br>&nbsp;<br>{TWO}</div>",
        f"<div>{ONE}<br>&nbsp;&nbsp;&nbsp;{TWO}</div>",
        f"<div><span style='display: block'>{ONE}</span> <span style='display:block'>{TWO}</span></div>",
        f"<div><span class=para>{ONE}</span><span class=para>{TWO}</span></div>",
        f"<div><span class=para>{ONE}</span>\n<span class=para>{TWO}</span></div>",
        f"<x-body><x-paragraph>{ONE}</x-paragraph><x-paragraph>{TWO}</x-paragraph></x-body>",
        f"<section><x-text>{ONE}</x-text>\n<x-advert></x-advert>\n<x-text>{TWO}</x-text></section>",
    ],
)
def test_lines_end_where_the_structure_says_so(body):
    assert lines_of(body) == [ONE, TWO]


@pytest.mark.parametrize(
    "body",
    [
        f"<p><span>{ONE}</span><span> {TWO}</span></p>",
        f"<div><span>{ONE}</span> <span>{TWO}</span></div>",
        f"<div><x-tip>{ONE}</x-tip> {TWO}</div>",
        f"<p><x-link>{ONE}</x-link> <x-link>{TWO}</x-link></p>",
        f"<div>{ONE} <x-link>{TWO}</x-link></div>",
        f"<div><b>{ONE}</b> <x-link>{TWO}</x-link></div>",
        f"<div>{ONE}<br>{TWO}</div>",
        f"<div><span>{ONE[:-1]}</span>\n<span>{TWO}</span></div>",
    ],
)
def test_parts_of_a_sentence_and_sentences_of_a_paragraph_stay_on_one_line(body):
    assert len(lines_of(body)) == 1


def test_an_element_knows_what_stands_inside_it():
    outline = outline_of("<div><p>One</p></div><p>Two</p>")
    inner, outer = [element for element in outline.elements if element.tag == "p"]
    assert outline.inside(inner, first(outline, "div"))
    assert not outline.inside(outer, first(outline, "div"))


TREES = st.recursive(
    st.text("ab <>&é\n", max_size=6).map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.tuples(st.sampled_from(["p", "div", "span", "a", "b", "li", "td"]), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=20,
)


@given(TREES)
def test_what_is_looked_up_is_what_a_walk_would_find(body):
    outline = outline_of(body)
    for element in outline.elements:
        if not outline.silent[outline.order[element]]:
            assert outline.text(element).replace(" ", "") == folded(text_of(element)).replace(" ", "")


def test_text_that_runs_on_without_end_is_cut_and_it_is_said():
    outline = outline_of(f"<p>{'x ' * MAX_STRETCH}</p>{'y ' * MAX_STRETCH}<p>After.</p>")
    assert [len(text) for text in outline.elements[0].find("body").itertext()] == [MAX_STRETCH, MAX_STRETCH, 6]
    assert len(outline.stream) < 2 * MAX_STRETCH + 50
    assert len(outline.cuts) == 1


def test_long_scripts_are_no_text_and_stay():
    outline = outline_of(f"<script>{'x' * 2 * MAX_STRETCH}</script><p>Words.</p>")
    assert len(first(outline, "script").text) == 2 * MAX_STRETCH
    assert not outline.cuts


def test_what_has_more_attributes_than_any_page_needs_loses_them_and_it_is_said():
    outline = outline_of("<p " + " ".join(f"a{n}=1" for n in range(300)) + ">Words.</p>")
    assert not first(outline, "p").attrib
    assert not outline.attributes[outline.order[first(outline, "p")]]
    assert len(outline.cuts) == 1


def test_what_a_page_hides_is_no_part_of_the_text_around_it():
    outline = outline_of("<figcaption>Ships.<b hidden>Show more</b></figcaption><p hidden>Later</p>")
    assert outline.text(first(outline, "figcaption")) == text_of(first(outline, "figcaption")) == "Ships."
    assert outline.text(first(outline, "p")) == text_of(first(outline, "p")) == "Later"
