import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.guessing import READ, guess


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp1252", "Die größte Robbe fraß später süße Äpfel über der Brücke."),
        ("cp1254", "Adaya giden vapur bir saat geç kalktı, çünkü iskelede fok uyuyordu, ğış."),
        ("cp1250", "Tulení mládě spalo na můstku a příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("cp932", "島へ渡る船は一時間遅れて出航した。"),
        ("euc_jp", "島へ渡る船は一時間遅れて出航した。"),
    ],
)
def test_an_encoding_is_told_from_its_letters(name, text):
    assert text.encode(name).decode(guess(text.encode(name))) == text


@given(st.binary(max_size=300))
def test_a_guess_is_always_an_encoding_that_pages_use(data):
    assert guess(data) in READ
    data.decode(guess(data), "replace")
