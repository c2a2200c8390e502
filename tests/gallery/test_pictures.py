"""What `<picture>` is made of."""

from pathlib import Path

import pytest

from gallery.models import Photo
from gallery.pictures import picture_of

STYLES = (Path(__file__).resolve().parents[2] / "static" / "colours.css").read_text()


@pytest.mark.parametrize(
    ("colour", "name"), [("#000000", "c-000"), ("#ffffff", "c-fff"), ("#193a5c", "c-036"), ("#c8b48c", "c-cc9"), ("#193319", "c-030")]
)
def test_the_nearest_colour_of_the_style_sheet_stands_behind_a_picture_while_it_loads(colour, name):
    picture = picture_of(Photo(digest="0" * 64, width=400, height=300, colour=colour))
    assert picture.classes.split()[-1] == name
    assert f".{name} {{ background-color: #{name[2:]}; }}" in STYLES


def test_a_photo_without_a_colour_names_none():
    assert "c-" not in picture_of(Photo(digest="0" * 64, width=400, height=300)).classes
