"""Addresses of one photo, and of different ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.photo_urls import best_first, is_placeholder, key, long_ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://i.example/a/bridge-320.jpg", "https://i.example/a/bridge-1280.webp"),
        ("https://i.example/a/bridge-300x200.jpg", "https://i.example/a/bridge.jpg"),
        ("https://i.example/a/bridge@2x.png", "https://i.example/a/bridge.png"),
        ("https://i.example/a/bridge.jpg?w=640&q=80", "http://i.example/a/bridge.jpg"),
        ("https://i.example/640x360/a/bridge.jpg", "https://i.example/1280x720/a/bridge.jpg"),
        ("https://i.example/w_640,c_fill/a/bridge.jpg", "https://i.example/w_1280,q_80,c_fill/a/bridge.jpg"),
        ("https://r.example/resize/w_640/https://i.example/a/bridge.jpg", "https://i.example/a/bridge.jpg"),
        ("https://r.example/?url=https%3A%2F%2Fi.example%2Fa%2Fbridge.jpg&w=640", "https://i.example/a/bridge.jpg"),
        ("https://i0.wp.com/i.example.org/a/bridge.jpg?ssl=1", "https://i.example.org/a/bridge.jpg"),
        ("https://p.example/cdn-cgi/image/width=640/a/bridge.jpg", "https://p.example/a/bridge.jpg"),
        ("https://p.example/_next/image?url=%2Fa%2Fbridge.jpg&w=640", "https://p.example/a/bridge.jpg"),
        ("https://i.example/bridge-thumb.jpg", "https://i.example/bridge-large.jpg"),
        ("https://i.example/files/styles/teaser_wide/public/2026-05/bridge.jpg?itok=x", "https://i.example/files/2026-05/bridge.jpg"),
        ("https://i.example/files/styles/lead/public/bridge.jpg", "https://i.example/files/styles/story_big/public/bridge.jpg"),
        ("https://i.example/image.php?photo=77123&width=300", "https://i.example/image.php?photo=77123&width=900"),
    ],
)
def test_renditions_of_one_photo_share_a_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://i.example/a/bridge.jpg", "https://i.example/a/river.jpg"),
        ("https://i.example/2024/05/photo.jpg", "https://i.example/2025/05/photo.jpg"),
        ("https://i.example/IMG_1280.jpg", "https://i.example/IMG_1600.jpg"),
        ("https://i.example/bridge-1.jpg", "https://i.example/bridge-2.jpg"),
        ("https://i.example/image.php?photo=77123&width=300", "https://i.example/image.php?photo=77124&width=300"),
        ("https://i.example/1280.jpg", "https://i.example/1281.jpg"),
    ],
)
def test_different_photos_have_different_keys(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "url",
    [
        "data:image/gif;base64,R0lGOD",
        "https://i.example/placeholder.png",
        "https://i.example/img/1x1.gif",
        "https://i.example/lazy-image.svg",
        "",
    ],
)
def test_a_placeholder_names_no_photo(url):
    assert is_placeholder(url)
    assert key(url) == ""


def test_a_date_is_no_identifier_but_a_long_number_is():
    assert long_ids("https://i.example/20240503/238819311.jpg") == {"238819311"}


def test_the_largest_declared_size_comes_first():
    urls = ["https://i.example/a-320.jpg", "https://i.example/a-1280.jpg", "data:image/gif;base64,R0lGOD"]
    assert best_first(urls) == (urls[1], urls[0], urls[2])


@pytest.mark.parametrize(
    "url", ["http://[", "https://[::1", "//", "http://\ud800/a.jpg", "x" * 100_000, "https://a/?" + "&".join("a=b" for _ in range(500))]
)
def test_a_broken_address_raises_nothing(url):
    key(url), long_ids(url), best_first([url])


@given(st.text(max_size=300))
def test_no_text_makes_an_address_raise(text):
    key(text), long_ids(text)
    assert len(key(text)) <= 1000


def test_a_script_tells_its_pictures_by_their_id():
    assert key("https://a.example/img.php?id=4711&w=640") != key("https://a.example/img.php?id=4712&w=640")
    assert key("https://a.example/img.php?id=4711&w=640") == key("https://a.example/img.php?id=4711&w=1280")
