"""Credit lines split off and taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.credit_lines import split_credit
from gallery.wire import Credit, parse_credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("A rally. (TUT.by via AP)", "A rally.", "TUT.by via AP"),
        ("They meet. (Sergei Chirikov/Pool Photo via AP, File)", "They meet.", "Sergei Chirikov/Pool Photo via AP, File"),
        ("He lands. (Andrei Stasevich /BelTA Pool Photo via AP)", "He lands.", "Andrei Stasevich /BelTA Pool Photo via AP"),
        ("The bridge. [Reuters]", "The bridge.", "Reuters"),
        ("The bridge. (Jane Roe)", "The bridge.", "Jane Roe"),
        ("Das Rathaus. Foto: Max Muster/dpa", "Das Rathaus.", "Max Muster/dpa"),
        ("Foto: Max Muster/dpa", "", "Max Muster/dpa"),
        ("Le pont. Crédit photo : Jeanne Roe / AFP", "Le pont.", "Jeanne Roe / AFP"),
        ("El puente. © EFE", "El puente.", "EFE"),
        ("The bridge. Photo by Jane Roe/Getty Images", "The bridge.", "Photo by Jane Roe/Getty Images"),
        ("A (left) and B. John Doe/AFP via Getty Images", "A (left) and B.", "John Doe/AFP via Getty Images"),
        ("The bridge | Getty Images", "The bridge", "Getty Images"),
        ("Getty Images", "", "Getty Images"),
        ("橋の朝 写真：共同", "橋の朝", "共同"),
        ("The team (right)", "The team (right)", ""),
        ("The team in Berlin. (von links)", "The team in Berlin. (von links)", ""),
        ("The mayor (43)", "The mayor (43)", ""),
        ("She leads the World Health Organization (WHO)", "She leads the World Health Organization (WHO)", ""),
        ("A dog runs.", "A dog runs.", ""),
        ("", "", ""),
    ],
)
def test_the_credit_is_split_off_as_printed(text, caption, credit):
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    ("line", "expected"),
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
        ("", Credit()),
    ],
)
def test_a_credit_line_is_taken_apart(line, expected):
    assert parse_credit(line) == expected


@given(st.text(max_size=400))
def test_splitting_never_raises_and_never_invents_a_word(text):
    caption, credit = split_credit(text)
    assert caption in text
    assert credit in text
    assert isinstance(parse_credit(credit), Credit)
