import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.decoding import decode
from articles.reading.story import Unreadable

GERMAN = "Die Fähre zur Insel fuhr über eine Stunde später, weil „Fritz“, die größte Robbe, auf der Brücke schlief. "
FRENCH = "L’été dernier, le ferry n’a pas quitté l’île : « À bord, une otarie dormait », a-t-on dit à Nîmes – 25 €… "
POLISH = "Prom na wyspę odpłynął godzinę później, ponieważ foka położyła się na trapie i nie chciała zejść, mówił książę. " * 3
TURKISH = "Adaya giden vapur bir saat geç kalktı, çünkü iskelede uyuyan bir fok vardı ve kimse onu uyandırmak istemedi. " * 3
RUSSIAN = "Паром на остров отошёл на час позже, потому что тюлень устроился на сходнях и не хотел уходить. " * 4
GREEK = "Το πλοίο για το νησί έφυγε μία ώρα αργότερα, επειδή μια φώκια κοιμόταν στη γέφυρα και δεν ήθελε να φύγει. " * 3
JAPANESE = "島へ渡る船は一時間遅れて出航した。アザラシが通路に居座ったからだ。" * 4
KOREAN = "섬으로 가는 배는 물개가 통로에 자리를 잡는 바람에 한 시간 늦게 출발했다고 선장이 말했다. " * 4
SIMPLIFIED = "前往海岛的渡轮晚了一个小时才出发，因为一只海豹躺在舷梯上，怎么也不肯离开，船长在码头上这样说。" * 4
TRADITIONAL = "前往海島的渡輪晚了一個小時才出發，因為一隻海豹躺在舷梯上，怎麼也不肯離開，船長在碼頭上這樣說。" * 4
ARABIC = "تأخرت العبارة المتجهة إلى الجزيرة ساعة كاملة لأن فقمة نامت على الممر ولم ترد أن تغادر المكان. " * 4
HEBREW = "המעבורת לאי יצאה באיחור של שעה כי כלב ים נרדם על הגשר ולא רצה ללכת משם, אמר רב החובל. " * 4

ENCODINGS = [
    ("utf-8", "utf-8", GERMAN),
    ("utf-8", "utf-8", JAPANESE),
    ("windows-1252", "cp1252", FRENCH),
    ("iso-8859-1", "cp1252", FRENCH),
    ("iso-8859-15", "iso-8859-15", FRENCH.replace("’", "'").replace("–", "-").replace("…", "")),
    ("iso-8859-2", "iso-8859-2", POLISH),
    ("windows-1250", "cp1250", POLISH),
    ("iso-8859-9", "iso-8859-9", TURKISH),
    ("windows-1254", "cp1254", TURKISH),
    ("windows-1251", "cp1251", RUSSIAN),
    ("koi8-r", "koi8-r", RUSSIAN),
    ("iso-8859-5", "iso-8859-5", RUSSIAN),
    ("iso-8859-7", "iso-8859-7", GREEK),
    ("gbk", "gbk", SIMPLIFIED),
    ("gb2312", "gbk", SIMPLIFIED),
    ("gb18030", "gb18030", SIMPLIFIED),
    ("big5", "big5", TRADITIONAL),
    ("euc-kr", "cp949", KOREAN),
    ("shift_jis", "cp932", JAPANESE),
    ("x-sjis", "cp932", JAPANESE),
    ("euc-jp", "euc_jp", JAPANESE),
    ("iso-2022-jp", "iso2022_jp", JAPANESE),
    ("windows-1256", "cp1256", ARABIC),
    ("windows-1255", "cp1255", HEBREW),
]


def page(text, charset=""):
    said = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<!DOCTYPE html><html><head>{said}<title>Seal</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("charset", "encoding", "text"), ENCODINGS)
def test_a_page_is_in_the_encoding_it_declares(charset, encoding, text):
    assert decode(page(text, charset).encode(encoding)) == page(text, charset)


@pytest.mark.parametrize(("charset", "encoding", "text"), ENCODINGS)
def test_a_page_that_declares_none_is_in_the_one_its_server_says(charset, encoding, text):
    assert decode(page(text).encode(encoding), charset) == page(text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", GERMAN),
        ("utf-8", KOREAN),
        ("utf-8-sig", GERMAN),
        ("utf-16", RUSSIAN),
        ("utf-16", JAPANESE),
        ("utf-32", GERMAN),
        ("cp1252", FRENCH * 3),
        ("cp1252", GERMAN * 3),
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("iso-8859-7", GREEK),
        ("gbk", SIMPLIFIED),
        ("big5", TRADITIONAL),
        ("cp949", KOREAN),
        ("cp932", JAPANESE),
        ("euc_jp", JAPANESE),
        ("iso2022_jp", JAPANESE),
        ("iso-8859-2", POLISH),
        ("cp1254", TURKISH),
        ("cp1256", ARABIC),
        ("cp1255", HEBREW),
    ],
)
def test_the_encoding_is_found_out_where_nobody_says_it(encoding, text):
    assert decode(page(text).encode(encoding)) == page(text)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_characters_without_a_mark_are_told_by_the_zeros_between_them(encoding):
    assert decode(page(RUSSIAN).encode(encoding)) == page(RUSSIAN)
    assert decode(page(JAPANESE, "utf-16").encode(encoding)) == page(JAPANESE, "utf-16")


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "utf-8", GERMAN),
        ("windows-1251", "utf-8", RUSSIAN),
        ("shift_jis", "utf-8", JAPANESE),
        ("nonsense", "utf-8", GERMAN),
        ("utf-8", "cp1252", GERMAN * 3),
        ("utf-8", "cp1252", FRENCH * 3),
        ("utf-8", "cp1251", RUSSIAN),
        ("utf-8", "cp932", JAPANESE),
        ("utf-8", "gbk", SIMPLIFIED),
        ("utf-7", "utf-8", GERMAN),
        ("base64", "utf-8", GERMAN),
        ("cp037", "utf-8", GERMAN),
        ("utf-16", "utf-8", GERMAN),
    ],
)
def test_a_false_declaration_is_not_believed(declared, encoding, text):
    assert decode(page(text, declared).encode(encoding)) == page(text, declared)


def test_a_servers_default_is_not_believed_against_the_pages_own_word():
    assert decode(page(RUSSIAN, "windows-1251").encode("cp1251"), "iso8859-1") == page(RUSSIAN, "windows-1251")


def test_a_server_that_says_anything_else_is_believed_first():
    assert decode(page(RUSSIAN, "iso-8859-1").encode("koi8-r"), "koi8-r") == page(RUSSIAN, "iso-8859-1")


@pytest.mark.parametrize("charset", ["", "nonsense", "utf-8", "base64", "\0", "x" * 1000])
def test_a_server_that_says_nothing_of_use_changes_nothing(charset):
    assert decode(page(RUSSIAN, "koi8-r").encode("koi8-r"), charset) == page(RUSSIAN, "koi8-r")


def test_a_declaration_late_in_the_head_is_found():
    late = page(RUSSIAN).replace("<title>", f"<style>{'p { margin: 0 } ' * 1_000}</style><meta charset=koi8-r><title>")
    assert decode(late.encode("koi8-r")) == late


def test_an_xml_declaration_counts():
    declared = f'<?xml version="1.0" encoding="koi8-r"?>{page(RUSSIAN)}'
    assert decode(declared.encode("koi8-r")) == declared


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("utf-8", GERMAN + "ä"), ("gbk", SIMPLIFIED), ("cp932", JAPANESE), ("cp949", KOREAN + "섬"), ("big5", TRADITIONAL)],
)
def test_a_character_cut_off_at_the_end_is_let_go(encoding, text):
    assert decode(f"<meta charset={encoding}>{text}".encode(encoding)[:-1]) == f"<meta charset={encoding}>{text[:-1]}"


def test_a_few_broken_bytes_in_utf_8_do_not_change_the_encoding():
    assert decode((GERMAN * 20).encode() + b"\xff ende") == GERMAN * 20 + "\ufffd ende"


@pytest.mark.parametrize("text", [GERMAN, FRENCH, POLISH, TURKISH, RUSSIAN, GREEK, JAPANESE, KOREAN, SIMPLIFIED, ARABIC, HEBREW])
def test_utf_8_encoded_twice_is_mended(text):
    twice = text.encode().decode("latin-1")
    assert decode(f"<p>{twice}</p>".encode()) == f"<p>{text}</p>"


def test_utf_8_read_as_windows_1252_is_mended_though_some_bytes_were_lost():
    assert decode(f"<p>{GERMAN.encode().decode('cp1252', 'replace')}</p>".encode()).startswith("<p>Die Fähre zur Insel fuhr über")


def test_one_broken_line_on_an_honest_page_is_mended_alone():
    honest = f"<p>{FRENCH}</p>"
    assert decode(f"<p>Par AndrÃ© Lefèvre</p>{honest}".encode()) != f"<p>Par AndrÃ© Lefèvre</p>{honest}"
    assert decode(f"<p>Par AndrÃ© Lefebvre</p>{honest}".encode()) == f"<p>Par André Lefebvre</p>{honest}"


@pytest.mark.parametrize(
    "text",
    [
        "ÂNGELA MÂCON À LA UNE — 25 €, ‘Ã’ is a letter",
        "Ela gritou “IRMÔ e saiu; a “<b>AMANHÔ, disse",
        "« Voilà\u00a0», dit-il à\u00a0Nîmes : « LIBERTÉ\u00a0! »",
        "L’île d’Oléron, l’« Été\u00a0» et l’œuvre – dès l’âge de 7 ans…",
        "É… À… Ô… Î’",
        "de 5 à\u00a0€ 10, renvoi à\u00a0§\u00a05; “Nescafé™” et « café²\u00a0»",
        "«Ð» и «Ñ» are letters",
        "Žižek, ščšž, Ståle Åš, äö™",
    ],
)
def test_honest_letters_of_the_same_shapes_stay(text):
    assert decode(text.encode()) == text


LETTERS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüÿœæãõáíóú"
WORDS = st.text(LETTERS, min_size=1, max_size=8).map(lambda word: word) | st.text(LETTERS, min_size=1, max_size=8).map(str.capitalize)
CAPITALS = st.text(LETTERS, min_size=2, max_size=8).map(lambda word: word.upper().replace("SS", "S"))
MARKS = st.sampled_from(
    [" ", ", ", "\u00a0: ", "\u00a0! ", " « ", "\u00a0» ", "’", " “", "” ", " – ", "… ", "—", " ‘", "’ ", "\u00a0€ ", "."]
)


@given(st.lists(st.tuples(WORDS | CAPITALS, MARKS), max_size=40))
def test_text_that_was_encoded_properly_is_never_changed(parts):
    text = "".join(word + mark for word, mark in parts)
    assert decode(text.encode()) == text


@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_any_bytes_are_text_or_refused(data, charset):
    try:
        text = decode(data, charset)
    except Unreadable:
        return
    assert not any(character in text for character in "\0\x08\r\ud800\uffff")


def test_control_characters_leave_and_line_ends_become_one():
    assert decode(b"one\x0b\x1b two\r\nthree\rfour\x00") == "one two\nthree\nfour"
    assert decode("one\ufffe two\ufdd0".encode()) == "one two"


def test_a_page_with_zeros_strewn_in_is_still_a_page():
    assert decode(page(GERMAN.replace(" ", " \0")).encode()) == page(GERMAN)


def test_binary_data_is_refused():
    with pytest.raises(Unreadable):
        decode(bytes(range(256)) * 20)
