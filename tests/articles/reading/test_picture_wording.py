import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.picture_wording import is_viewer_label, names_a_sight, stages_picture, without_labels


@pytest.mark.parametrize(
    "line",
    [
        "1 / 9",
        "Bild 3 von 8",
        "3",
        "Expand",
        "View image in fullscreen",
        "Open this photo in gallery:",
        "Zeigt weitere Informationen zum Bild",
        "Detailansicht öffnen",
        "helskärm",
        "画像を拡大",
        "사진 크게보기",
        "查看大图",
    ],
)
def test_the_labels_of_picture_viewers_are_told(line):
    assert is_viewer_label(line)


@pytest.mark.parametrize(
    "line", ["The alliance wants to expand", "See the harbour", "1989", "Photo of the year", "Open letter to the mayor"]
)
def test_other_short_lines_are_no_labels(line):
    assert not is_viewer_label(line)


@pytest.mark.parametrize(
    ("line", "words", "labelled"),
    [
        ("Image caption, The seal on the gangway", "The seal on the gangway", True),
        ("Подпись к фото, Тюлень на трапе", "Тюлень на трапе", True),
        ("التعليق على الصورة، الفقمة على الرصيف", "الفقمة على الرصيف", True),
        ("[2/5]The seal on the gangway", "The seal on the gangway", True),
        ("2 of 5 | The seal on the gangway", "The seal on the gangway", True),
        ("3 of 4 voters like the seal", "3 of 4 voters like the seal", False),
        ("Selen på landgangen. Foto: NTB Vis mer", "Selen på landgangen. Foto: NTB", False),
        ("The seal at the World CupCredit: PA", "The seal at the World Cup Credit: PA", False),
        ("The seal on the gangway.Credit...Ann Bay for The Coast", "The seal on the gangway.Credit: Ann Bay for The Coast", False),
        ("He wanted to see more", "He wanted to see more", False),
    ],
)
def test_labels_are_taken_off_and_parted_from_what_they_are_glued_to(line, words, labelled):
    assert without_labels(line) == (words, labelled)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Bay (left) and Bo Cape on the pier",
        "The seal, pictured last year, on a smaller gangway",
        "Anna Bucht (links) und die Robbe",
        "En la imagen, la foca del puerto",
        "(Symbolbild) Eine Robbe auf einem Steg",
        "图为海豹离开码头",
        "写真は桟橋のアザラシ",
        "▲ 항구를 떠나는 바다표범",
        "На фото: тюлень на трапе",
    ],
)
def test_words_that_point_into_a_picture_are_told(line):
    assert stages_picture(line)


@pytest.mark.parametrize(
    "line", ["The left wing of the party left.", "Sie wollte sich ein eigenes Urteil machen.", "The seal (pup) slept."]
)
def test_other_words_point_nowhere(line):
    assert not stages_picture(line)


def test_a_description_begins_with_something_not_yet_known():
    assert names_a_sight("A seal lying on a gangway")
    assert names_a_sight("Zwei Robben auf einem Steg")
    assert not names_a_sight("The seal lay on the gangway")


@given(st.text(max_size=900))
def test_no_line_whatever_makes_them_fail(line):
    is_viewer_label(line)
    stages_picture(line)
    words, _ = without_labels(line)
    assert len(words) <= len(line) + 4 * len(line)
