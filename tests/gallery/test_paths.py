"""Paths of pages by the names of their routes."""

import pytest
from django.urls import NoReverseMatch, get_script_prefix, set_script_prefix

from gallery.paths import path_of


def test_a_path_is_that_of_the_route_and_its_parts():
    assert path_of("story_photo", "a-story", 3) == "/story/a-story/photo/3/"


def test_a_site_below_another_s_path_has_its_own_paths():
    before = get_script_prefix()
    assert path_of("front") == "/"
    set_script_prefix("/paper/")
    try:
        assert path_of("front") == "/paper/"
    finally:
        set_script_prefix(before)


def test_a_route_that_is_not_there_is_a_fault():
    with pytest.raises(NoReverseMatch):
        path_of("nowhere")
