from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles.reading.dom import MAX_STRETCH, Outline, folded, text_of


def outline_of(body):
    return Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))


def first(outline, tag):
    return next(element for element in outline.elements if element.tag == tag)


def test_an_elements_text_is_looked_up_as_a_reader_sees_it():
    outline = outline_of("<div>One <b>two</b><p>three</p><script>no()</script>four<br>five</div>tail")
    assert outline.text(first(outline, "div")) == "One two three four five"


def test_text_that_no_reader_sees_is_still_given_where_its_own_element_is_asked():
    outline = outline_of("<template><p>A slide.</p></template>")
    assert outline.text(first(outline, "p")) == "A slide."
    assert outline.text_length(first(outline, "body")) == 0


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
