import pytest

from articles.reading.decoding import decode

GERMAN = "Die Fähre zur Insel fuhr über eine Stunde später, weil „Fritz“, die größte Robbe, auf der Brücke schlief. "
RUSSIAN = "Паром на остров отошёл на час позже, потому что тюлень устроился на сходнях и не хотел уходить. " * 4
JAPANESE = "島へ渡る船は一時間遅れて出航した。アザラシが通路に居座ったからだ。" * 4


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (GERMAN.encode(), GERMAN),
        (b"\xef\xbb\xbf" + GERMAN.encode(), GERMAN),
        (GERMAN.encode("utf-16"), GERMAN),
        (GERMAN.encode("utf-16-le"), GERMAN),
        (b"<meta charset=iso-8859-1>" + GERMAN.encode("cp1252"), "<meta charset=iso-8859-1>" + GERMAN),
        (b"<meta charset=iso-8859-1>" + GERMAN.encode(), "<meta charset=iso-8859-1>" + GERMAN),
        (b"<meta charset=nonsense>" + GERMAN.encode(), "<meta charset=nonsense>" + GERMAN),
        (b'<meta content="text/html; charset=cp1251">' + RUSSIAN.encode("cp1251"), '<meta content="text/html; charset=cp1251">' + RUSSIAN),
        (b"<meta charset=Shift_JIS>" + JAPANESE.encode("cp932"), "<meta charset=Shift_JIS>" + JAPANESE),
        (b"<meta charset=iso-2022-jp>" + JAPANESE.encode("iso2022_jp"), "<meta charset=iso-2022-jp>" + JAPANESE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (JAPANESE.encode("euc_jp"), JAPANESE),
    ],
    ids=["utf-8", "bom", "utf-16", "unmarked", "latin", "mislabelled", "unknown", "1251", "sjis", "iso-2022-jp", "1251 untold", "euc-jp"],
)  # fmt: skip
def test_the_encoding_is_found_out(data, text):
    assert decode(data) == text


def test_a_character_cut_off_at_the_end_is_let_go():
    assert decode(GERMAN.encode() + "ä".encode()[:1]) == GERMAN


def test_a_few_broken_bytes_in_utf_8_do_not_change_the_encoding():
    assert decode((GERMAN * 20).encode() + b"\xff ende") == GERMAN * 20 + "\ufffd ende"


def test_mojibake_is_mended_where_it_is_certain():
    assert decode(f"<p>{GERMAN.encode().decode('cp1252', 'replace')}</p>".encode()).startswith("<p>Die Fähre zur Insel fuhr über")


def test_honest_letters_of_the_same_shapes_stay():
    text = "ÂNGELA MÂCON À LA UNE — 25 €, ‘Ã’ is a letter"
    assert decode(text.encode()) == text


def test_control_characters_leave_and_line_ends_become_one():
    assert decode(b"one\x0b\x1b two\r\nthree\rfour\x00") == "one two\nthree\nfour"
