"""Addresses at which a page stands as well: AMP pages and their caches, small screens, and what a copy names as its original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.addresses import amp_address, canonical_address, is_amp, is_variant, original_address, own_address
from tests.articles.reading.pages import URL, read

HERE = "https://www.paper.example/world/bridge"


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/world/bridge", HERE),
        ("https://cdn.ampproject.org/v/s/www.paper.example/world/bridge?amp_js_v=1", f"{HERE}?amp_js_v=1"),
        ("https://cdn.ampproject.org/c/www.paper.example/world/bridge", "http://www.paper.example/world/bridge"),
        ("https://www.google.com/amp/s/www.paper.example/world/bridge", HERE),
        ("https://www.google.com/amp/guide", "https://www.google.com/amp/guide"),
        ("https://www.paper.example/c/s/other.example/x", "https://www.paper.example/c/s/other.example/x"),
        ("http://[", "http://["),
        (HERE, HERE),
    ],
)
def test_a_page_from_a_cache_stands_at_its_publishers(url, own):
    assert own_address(url) == own


@pytest.mark.parametrize(
    ("url", "amp"),
    [
        (f"{HERE}/amp/", True),
        (f"{HERE}/amp", True),
        ("https://www.paper.example/amp/world/bridge", True),
        (f"{HERE}.amp.html", True),
        (f"{HERE}?amp", True),
        (f"{HERE}?outputType=amp", True),
        ("https://amp.paper.example/world/bridge", True),
        ("https://www.paper.example/world/ampere", False),
        ("https://www.paper.example/world/amp-up-the-bridge", False),
        (f"{HERE}?amp=0", False),
        (HERE, False),
    ],
)
def test_an_amp_page_is_told_by_its_address(url, amp):
    assert is_amp(url) is amp


@pytest.mark.parametrize(
    ("url", "canonical", "variant"),
    [
        (f"{HERE}/amp", HERE, True),
        ("https://m.paper.example/world/bridge", HERE, True),
        ("https://m.paper.example/world/bridge", "https://m.paper.example/world/bridge?id=1", False),
        (f"{HERE}?utm_source=x", HERE, False),
        (f"{HERE}?page=2", HERE, False),
        (f"{HERE}/amp", f"{HERE}/amp/", False),
    ],
)
def test_a_poorer_page_is_told_by_both_its_addresses(url, canonical, variant):
    assert is_variant(url, canonical) is variant


@pytest.mark.parametrize(
    ("said", "original"),
    [
        (["https://wire.example/bridge?utm_source=x"], "https://wire.example/bridge"),
        (["https://wire.example/bridge", HERE], None),
        (["https://wire.example/"], None),
        (["javascript:alert(1)", "bridge.html"], None),
        ([], None),
    ],
)
def test_an_original_stands_at_another_site_and_on_no_front_page(said, original):
    assert original_address(said, HERE) == original


def test_nobody_is_told_an_original_by_a_page_that_came_from_nowhere():
    assert original_address(["https://wire.example/bridge"], None) is None


def test_an_amp_address_is_shaped_like_one_and_on_the_same_site():
    assert amp_address(["/world/bridge/amp"], HERE) == f"{HERE}/amp"
    assert amp_address(["/world/ferry"], HERE) is None
    assert amp_address(["https://other.example/amp/x"], HERE) is None


def test_a_page_from_a_cache_is_believed_about_its_publishers_site():
    assert canonical_address([HERE], "https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/world/bridge") == HERE


def test_a_page_names_its_amp_page_and_its_original():
    story = read(head="<link rel=canonical href=https://wire.example/harbour><link rel=amphtml href=/news/2026/harbour-opens/amp>")
    assert (story.original_url, story.amp_url) == ("https://wire.example/harbour", f"{URL}/amp")
    assert story.canonical_url is None


def test_a_page_names_its_original_in_metadata():
    story = read(head="<meta name=syndication-source content=https://wire.example/harbour>")
    assert story.original_url == "https://wire.example/harbour"


@given(
    st.text(max_size=200) | st.sampled_from(["http://[", "https://[::1", "//", "https://cdn.ampproject.org/c/s/[/", "http://\ud800/amp"])
)
def test_no_text_makes_an_address_raise(text):
    is_amp(own_address(text))
    is_variant(text, HERE)
    original_address([text], HERE)
    amp_address([text], HERE)
