"""Whom credit lines name, and that one name is one address however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.agencies import ONE_HOUSE
from gallery.wording.credited import Part, named_in, nicer, pieces, slug_of


def slugs(line):
    return [(each.part.value, each.slug) for each in named_in(line)]


def linked(line):
    """The line with what it names in brackets."""
    known = {(each.part, each.slug) for each in named_in(line)}
    return "".join(f"[{text}]" if named else text for text, named in pieces(line, known))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("TUT.by via AP", [("agency", "tut-by"), ("agency", "associated-press")]),
        ("Sergei Chirikov/Pool Photo via AP, File", [("photographer", "sergei-chirikov"), ("agency", "associated-press")]),
        ("Jane Roe, Max Moe/AP", [("photographer", "jane-roe"), ("photographer", "max-moe"), ("agency", "associated-press")]),
        ("AP Photo/Jane Roe and Max Moe", [("photographer", "jane-roe"), ("photographer", "max-moe"), ("agency", "associated-press")]),
        ("Vale Democrat-Gazette/Jane Roe", [("photographer", "jane-roe"), ("agency", "vale-democrat-gazette")]),
        ("picture alliance/dpa | Max Muster", [("photographer", "max-muster"), ("agency", "picture-alliance"), ("agency", "dpa")]),
        ("写真：山田太郎/共同通信社", [("photographer", "山田太郎"), ("agency", "kyodo-news")]),
        ("O’Brien/Getty Images", [("photographer", "obrien"), ("agency", "getty-images")]),
        ("Jin Park/AP", [("photographer", "jin-park"), ("agency", "associated-press")]),
        ("Central Park/AP", [("agency", "central-park"), ("agency", "associated-press")]),
        ("Jane Roe/National Park Service", [("photographer", "jane-roe"), ("agency", "national-park-service")]),
        ("AP via AP", [("agency", "associated-press")]),
        ("Staff photo", []),
        ("Courtesy of the museum", []),
        ("Public domain", []),
        ("", []),
    ],
)
def test_a_credit_line_names_its_photographers_and_its_agencies(line, named):
    assert slugs(line) == named


@pytest.mark.parametrize(
    "writings",
    [
        ["AP", "Associated Press", "The Associated Press", "ASSOCIATED PRESS", "AP Photo", "AP Images", "أسوشيتد برس", "美联社"],
        ["AFP", "Agence France-Presse", "AGENCE FRANCE PRESSE", "法新社"],
        ["Reuters", "REUTERS", "Thomson Reuters", "ロイター"],
        ["Getty", "Getty Images", "GettyImages", "GETTY IMAGES"],
        ["TASS", "ITAR-TASS", "ТАСС"],
        ["The Vale Herald", "Vale Herald", "VALE HERALD"],
    ],
)
def test_an_agency_has_one_address_however_it_is_written(writings):
    assert len({slug_of(Part.AGENCY, name) for name in writings}) == 1


@pytest.mark.parametrize(
    "writings",
    [
        ["José Pérez", "JOSE PEREZ", "Jose\u0301 Pe\u0301rez", "josé-pérez"],
        ["Søren Łukaszewski", "Soren Lukaszewski"],
        ["Jane O'Brien", "Jane O’Brien"],
        ["J. Q. Doe", "J Q Doe"],
        ["İpek Doe", "Ipek Doe", "IPEK DOE", "I\u0307pek Doe"],
        ["Артём Семёнов", "Артем Семенов"],
        ["Ｊａｎｅ Roe", "Jane  Roe"],
    ],
)
def test_a_photographer_has_one_address_however_the_name_is_written(writings):
    assert len({slug_of(Part.PHOTOGRAPHER, name) for name in writings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Андрей Попов", "Андреи Попов"), ("がはら 花", "かはら 花"), ("हिन्दी", "हिनदी"), ("Jane Roe", "Jan Eroe")]
)
def test_marks_that_make_other_letters_make_other_names(one, other):
    assert slug_of(Part.PHOTOGRAPHER, one) != slug_of(Part.PHOTOGRAPHER, other)


def test_the_names_of_the_table_are_of_one_house_each():
    written = [slug_of(Part.AGENCY, name) for name in ONE_HOUSE]
    assert len(set(written)) == len(written)
    assert all(slug_of(Part.AGENCY, other) == slug_of(Part.AGENCY, name) for name, others in ONE_HOUSE.items() for other in others)


def test_a_photographer_who_is_called_like_an_agency_is_a_person():
    assert slug_of(Part.PHOTOGRAPHER, "Getty") != slug_of(Part.AGENCY, "Getty")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Sergei Chirikov/Pool Photo via AP, File", "[Sergei Chirikov]/Pool Photo via [AP], File"),
        ("APA/AP", "[APA]/[AP]"),
        ("Photo by JANE ROE/AFP via Getty Images", "Photo by [JANE ROE]/[AFP] via [Getty Images]"),
        ("新华社记者张三摄", "[新华社]记者[张三]摄"),
        ("Staff photo", "Staff photo"),
        ("", ""),
    ],
)
def test_the_names_in_a_line_are_found_where_they_stand(line, shown):
    assert linked(line) == shown


def test_a_name_without_a_page_is_left_as_it_is():
    assert [text for text, named in pieces("Jane Roe/AP", {("agency", "associated-press")}) if named] == ["AP"]


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        ("JANE ROE", "Jane Roe", "Jane Roe"),
        ("Jose Perez", "José Pérez", "José Pérez"),
        ("JOSÉ PÉREZ", "Jose Perez", "Jose Perez"),
        ("Jane Roe", "Jane  Roe", "Jane Roe"),
    ],
)
def test_of_two_writings_the_nicer_one_is_shown(one, other, better):
    assert nicer(one, other) == better


@given(st.text(max_size=200))
def test_pieces_put_together_are_the_line_and_a_slug_is_an_address(line):
    named = named_in(line)
    assert "".join(text for text, _ in pieces(line, {(each.part, each.slug) for each in named})) == line
    assert all(re.fullmatch(r"[\w-]{1,100}", each.slug) and slug_of(each.part, each.name) == each.slug for each in named)
