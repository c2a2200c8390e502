"""Wire captions taken apart: the table beside this file, and what its lines cannot show."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.collapse import collapse
from gallery.sightings import Kind, Sighting
from gallery.wording.wire import Credit, WireCaption, is_filed, parse_credit, taken_apart

TABLE = [json.loads(line) for line in Path(__file__).with_name("wire_captions.jsonl").read_text().splitlines()]
"""Invented captions in the shapes of agencies and papers; a field that is not there is empty."""
NAMES = ("photographer", "agency", "via", "pool", "file", "courtesy")


def read(printed: str) -> WireCaption:
    """Take a caption apart as the product does: what stands under a picture becomes a photo's caption and credit."""
    seen = [Sighting(Kind.IMG, urls=("https://paper.example/a.jpg",), figure=1), Sighting(Kind.FIGCAPTION, text=printed, figure=1)]
    (photo,) = collapse(seen).photos
    return taken_apart(photo.caption, photo.credit, photo.filed, photo.given)


def fields(caption: WireCaption) -> dict[str, object]:
    said = {"words": caption.words, "credit": caption.credit_line, "place": caption.place, "taken": caption.taken}
    return said | {name: getattr(caption.credit, name) for name in NAMES}


def expected(line: dict[str, object]) -> dict[str, object]:
    empty = dict.fromkeys(["photographer", "agency", "via", "place", "taken"], "") | dict.fromkeys(["pool", "file", "courtesy"], False)
    return empty | {name: value for name, value in line.items() if name != "printed"}


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["printed"][:60])
def test_a_caption_of_the_table_is_taken_apart(line):
    assert fields(read(line["printed"])) == expected(line)


def test_the_table_is_long_and_says_no_line_twice():
    assert len({line["printed"] for line in TABLE}) == len(TABLE) >= 150


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("TUT.by via AP", Credit(agency="TUT.by", via="AP")),
        ("AP Photo", Credit(agency="AP")),
        ("AP Photo/Jane Roe", Credit(photographer="Jane Roe", agency="AP")),
        ("Sergei Chirikov/Pool Photo via AP, File", Credit(photographer="Sergei Chirikov", via="AP", pool=True, file=True)),
        ("Andrei Stasevich /BelTA Pool Photo via AP", Credit(photographer="Andrei Stasevich", agency="BelTA", via="AP", pool=True)),
        ("Jane Roe via Getty Images", Credit(photographer="Jane Roe", via="Getty Images")),
        ("Photo by Jane Roe/Getty Images", Credit(photographer="Jane Roe", agency="Getty Images")),
        ("Courtesy of the museum", Credit(agency="the museum", courtesy=True)),
        ("REUTERS/Jane Roe", Credit(photographer="Jane Roe", agency="REUTERS")),
        ("Jane Roe, Max Moe/AP", Credit(photographer="Jane Roe, Max Moe", agency="AP")),
        ("picture alliance/dpa | Max Muster", Credit(photographer="Max Muster", agency="picture alliance/dpa")),
        ("Jane Roe / Belle Zone", Credit(photographer="Jane Roe", agency="Belle Zone")),
        ("Vale Police/Handout via AP", Credit(agency="Vale Police", via="AP", courtesy=True)),
        ("Vale News Photo: Jane Roe", Credit(photographer="Jane Roe", agency="Vale News")),
        ("", Credit()),
    ],
)
def test_a_credit_line_is_taken_apart(line, credit):
    assert parse_credit(line) == credit


def test_a_picture_is_from_the_archive_where_its_source_says_so_beside_the_credit():
    assert taken_apart("The mayor.", "Max Muster", filed=True).credit == Credit(photographer="Max Muster", file=True)


@pytest.mark.parametrize("words", ["The city archive opens.", "File a complaint here", "Das Archiv der Stadt.", "Здание архива в порту."])
def test_an_archive_in_the_picture_makes_it_no_file_picture(words):
    assert not is_filed(words)


@given(st.text(max_size=400))
def test_taking_apart_never_raises_and_never_invents_a_place(text):
    caption = read(text)
    assert isinstance(parse_credit(text), Credit)
    assert " ".join(caption.place.split()) in " ".join(caption.words.split())
