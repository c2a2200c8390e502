import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles.reading.dom import Outline
from articles.reading.embedded import find_embedded

QUAY = {"url": "https://i.example/quay.jpg", "caption": "The <b>quay</b>.", "credit": {"name": "Ann Ray"}}


def found(body):
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return find_embedded(Outline(tree))


def seen(body):
    return [(one.addresses, one.text, one.credit) for one in found(body)[0]]


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json">{}</script>',
        "<script>window.__STATE__ = {}; start();</script>",
        "<script>var a=1;var state={};</script>",
        "<script>load({})</script>",
        "<div data-slide='{}'></div>",
    ],
)
def test_a_picture_with_its_words_is_found_wherever_data_stand(script):
    assert seen(script.replace("{}", json.dumps(QUAY))) == [(["https://i.example/quay.jpg"], "The quay .", "Ann Ray")]


def test_a_state_inside_a_string_is_read():
    assert len(seen(f"<script>window.S = JSON.parse({json.dumps(json.dumps({'images': [QUAY]}))})</script>")) == 1


def test_linked_data_has_a_room_of_its_own():
    assert seen(f'<script type="application/ld+json">{json.dumps(QUAY)}</script>') == []


def test_renditions_are_addresses_of_one_picture_and_inner_objects_are_not_a_second():
    item = {"caption": "The quay.", "image": {"caption": "", "src": "/q.jpg", "credit": "Ann Ray", "crops": {"wide": {"url": "/q-w.jpg"}}}}
    assert seen(f"<p data-a='{json.dumps(item)}'></p>") == [(["/q.jpg", "/q-w.jpg"], "The quay.", "Ann Ray")]


def test_an_object_without_words_a_page_s_address_and_a_story_are_no_pictures():
    items = [{"url": "/a.jpg"}, {"url": "/news/a", "caption": "A"}, {"headline": "A", "caption": "B", "image": "/a.jpg"}]
    assert seen(f"<script type=application/json>{json.dumps(items)}</script>") == []


def test_pictures_of_one_list_share_a_row_and_a_mixed_list_is_none():
    rows = {"a": [QUAY, QUAY | {"caption": "B"}], "b": [QUAY, {"x": 1}]}
    one, other, third = found(f"<script type=application/json>{json.dumps(rows)}</script>")[0]
    assert one.row == other.row is not None
    assert third.row is None


def test_more_pictures_than_a_page_needs_are_cut_with_a_word():
    pictures, cuts = found(f"<script type=application/json>{json.dumps([QUAY] * 600)}</script>")
    assert len(pictures) == 500
    assert cuts


@pytest.mark.parametrize(
    "hostile",
    [
        "caption .jpg" + '={"a":' * 200_000,
        "caption .jpg" + "=[" * 300_000,
        "caption .jpg = " + " " * 1_000_000,
        '={"caption":"x","image":' * 50_000 + '".jpg"',
        "caption.jpg" + '="' * 400_000,
    ],
)
def test_a_hostile_script_states_no_picture(hostile):
    assert found(f"<script>{hostile}</script>")[0] == []


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5) | st.just("/a.jpg"),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["caption", "image", "url", "credit", "sizes"]), inner),
        max_leaves=12,
    )
)
def test_no_shape_of_data_raises(value):
    element = html.Element("div", data=json.dumps(value) + " " * 40)
    find_embedded(Outline(element))
