import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles.reading.linked_data import linked_data, strings, types


def page(script: str):
    return html.document_fromstring(f'<html><head><script type="application/ld+json">{script}</script></head><body></body></html>')


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "The pier"}',
        '[{"@type": "NewsArticle", "headline": "The pier"}]',
        '{"@graph": [{"@type": "NewsArticle", "headline": "The pier"}]}',
        '{"@type": "NewsArticle", "headline": "The pier",}',
        '<!-- {"@type": "NewsArticle", "headline": "The pier"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "The pier"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "The pier"};',
        '{"@type": "NewsArticle", "headline": "The pier", "description": "two\nlines"}',
        '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "The pier"}',
    ],
)
def test_every_wrapping_and_common_breakage_is_read(script):
    told = [item.get("headline") for item in linked_data(page(script)) if types(item) == {"NewsArticle"}]
    assert told == ["The pier"]


@pytest.mark.parametrize("script", ["", "{", "null", "12", '"text"', "[" * 100_000, '{"a": ' * 5_000, "1" * 6_000])
def test_what_is_beyond_repair_gives_nothing(script):
    assert linked_data(page(script)) == ()


def test_nested_objects_follow_their_parent():
    items = linked_data(page('{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Ann"}]}'))
    assert [sorted(types(item)) for item in items] == [["NewsArticle"], ["Person"]]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Ann", ("Ann",)),
        ({"name": "Ann"}, ("Ann",)),
        ({"name": ["Ann", "Bo"]}, ("Ann",)),
        ([{"name": "Ann"}, "Bo &amp; Cy", None, 7, []], ("Ann", "Bo & Cy")),
        ({"name": {"@value": "Ann"}}, ()),
        (None, ()),
        (3.5, ()),
    ],
)
def test_words_are_read_out_of_any_shape(value, said):
    assert strings(value) == said


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
    )
)
def test_any_json_is_walked(value):
    script = json.dumps(value).replace("<", "\\u003c")
    assert all(isinstance(item, dict) for item in linked_data(page(script)))
