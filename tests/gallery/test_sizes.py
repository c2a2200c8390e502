"""Sizes that addresses declare."""

import pytest

from gallery.sizes import size_in


@pytest.mark.parametrize(
    ("url", "size"),
    [
        ("https://img.paper.example/bridge-1280x853.jpg", (1280, 853)),
        ("https://img.paper.example/640x360/bridge.jpg", (640, 360)),
        ("https://img.paper.example/bridge.jpg?w=960&h=640", (960, 640)),
        ("https://img.paper.example/bridge.jpg?width=960", (960, None)),
        ("https://img.paper.example/w_800,c_fill/bridge.jpg", (800, None)),
        ("https://img.paper.example/bridge-320.jpg", (320, None)),
        ("https://img.paper.example/bridge-640w.webp", (640, None)),
        ("https://img.paper.example/bridge/1200", (1200, None)),
        ("https://img.paper.example/summer-2020.jpg", (None, None)),
        ("https://img.paper.example/bridge.jpg", (None, None)),
        ("https://img.paper.example/a0x12.jpg", (None, None)),
        ("data:image/gif;base64,R0lGOD", (None, None)),
        ("", (None, None)),
    ],
)
def test_an_address_says_its_picture_s_size_or_nothing(url, size):
    assert size_in(url) == size
