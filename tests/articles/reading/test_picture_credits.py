import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.picture_credits import credit_alone, ends_in_credit, named_at_end, says_source


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Foto: dpa", "dpa"),
        ("Getty Images", "Getty Images"),
        ("Ann Bay/Coastal Press via Reuters", "Ann Bay/Coastal Press via Reuters"),
        ("(Ann Bay)", "Ann Bay"),
        ("Image source, Harbour Museum", "Harbour Museum"),
        ("Автор фото, Анна Бухта", "Анна Бухта"),
        ("사진 출처, 항구박물관", "항구박물관"),
        ("صدر الصورة، Reuters", "Reuters"),
        ("[항구일보 자료사진]", "항구일보 자료사진"),
        ("| Ann Bay/Reuters", "Ann Bay/Reuters"),
        ("Ann B. Bay/Getty Images", "Ann B. Bay/Getty Images"),
        ("Quelle: dpa", "dpa"),
    ],
)
def test_a_line_that_only_says_who_took_a_picture_gives_the_credit(line, credit):
    assert credit_alone(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "The seal left on Friday.",
        "© 2024 Harbour Post. All rights reserved",
        "Quelle: Statistisches Amt der Insel",
        "Foto de la familia de la foca en la segunda reunión del Puerto EFE/ A. Bahía",
        "AP",
        "",
    ],
)
def test_other_lines_are_no_credit(line):
    assert credit_alone(line) == ""


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("The seal leaves the gangway on Friday. Ann Bay", ("The seal leaves the gangway on Friday.", "Ann Bay")),
        ("The seal leaves the gangway. Ann Bay for The Coast", ("The seal leaves the gangway.", "Ann Bay for The Coast")),
        ("Die Robbe vor der Fähre am Montag / Anna Bucht", ("Die Robbe vor der Fähre am Montag", "Anna Bucht")),
        ("La foca deja la pasarela del puerto. Ana Bahía (REUTERS)", ("La foca deja la pasarela del puerto.", "Ana Bahía (REUTERS)")),
        ("Тюлень покидает трап парома. Фото ТАСС", ("Тюлень покидает трап парома.", "ТАСС")),
        ("Imvu yolwandle ihlezi phezu kwesikebhe. Isithombe: Sithunyelwe", ("Imvu yolwandle ihlezi phezu kwesikebhe.", "Sithunyelwe")),
        ("港を離れるアザラシを見守る住民たち＝共同", ("港を離れるアザラシを見守る住民たち", "共同")),
        ("항구를 떠나는 바다표범을 바라보는 주민들 /연합뉴스", ("항구를 떠나는 바다표범을 바라보는 주민들", "연합뉴스")),
        ("항구를 떠나는 바다표범을 바라보는 주민들. 사진=항구일보", ("항구를 떠나는 바다표범을 바라보는 주민들.", "항구일보")),
    ],
)
def test_a_name_that_no_sentence_goes_with_is_parted_off_the_end(line, parted):
    assert named_at_end(line) == parted


@pytest.mark.parametrize(
    "line",
    [
        "The seal left the gangway on Friday, said the harbour master.",
        "Contact / Imprint",
        "The harbour master left in the 19. Jahrhundert",
        "Alle freuten sich an dem Tag über den alten Hafen der Stadt",
        "바다표범이 항구를 떠났다고 주민들이 말했다. 김바다 기자",
        "What the seal said",
    ],
)
def test_sentences_menus_and_signatures_keep_their_end(line):
    assert named_at_end(line) == (line, "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("The seal on the gangway (Reuters)", True),
        ("The seal on the gangway (Harbour News: Ann Bay)", True),
        ("桟橋のアザラシ（港湾局提供）", True),
        ("الفقمة على الرصيف (رويترز)", True),
        ("The seal (left) on the gangway", False),
        ("The seal on the gangway", False),
    ],
)
def test_a_bracket_at_the_end_may_be_a_credit(line, told):
    assert ends_in_credit(line) is told


def test_a_source_is_told_by_its_label():
    assert says_source("Quelle: dpa")
    assert says_source("出典：港湾局")
    assert not says_source("The source of the river")


@given(st.text(max_size=900) | st.text("A.a /Ф가、＝：()©", max_size=700))
def test_no_line_whatever_makes_them_fail(line):
    said, who = named_at_end(line)
    assert said in line
    assert who in line
    credit_alone(line)
    ends_in_credit(line)
