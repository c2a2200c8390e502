"""Addresses on the web, as pages name them."""

import pytest

from gallery.web import absolute, host, web_address


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.paper.example/a", "paper.example"),
        ("http://paper.example:8080/", "paper.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,<b>", ""),
        ("ftp://paper.example/", ""),
        ("//paper.example/", ""),
        ("/story/", ""),
        ("https://[::1", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_what_leads_to_the_web_has_a_host_and_is_linked(url, name):
    assert host(url) == name
    assert web_address(url) == (url if name else "")


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("/story/a/", "https://paper.example/story/a/"),
        ("/", "https://paper.example/"),
        ("story/", "https://paper.example/story/"),
        ("https://photos.example/1.jpg", "https://photos.example/1.jpg"),
        ("//photos.example/1.jpg", "https://photos.example/1.jpg"),
        ("?before=3", "https://paper.example/?before=3"),
    ],
)
def test_an_address_outside_the_site_is_whole(url, whole):
    assert absolute(url, "https://paper.example/") == whole
