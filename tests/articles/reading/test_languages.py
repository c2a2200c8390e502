import pytest

from articles.reading.languages import direction_of, language_tag, settle_language

ARABIC = "غادرت العبارة المتجهة إلى الجزيرة متأخرة ساعة كاملة لأن فقمة استقرت على الممشى ورفضت أن تتحرك"


@pytest.mark.parametrize(
    ("said", "tag"),
    [("de_at", "de-AT"), ("EN", "en"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("english", None), ("", None), ("x" * 99, None)],
)
def test_tags_are_spelled_as_bcp_47_says(said, tag):
    assert language_tag([said]) == tag


def test_the_script_of_the_text_corrects_a_template_that_says_english():
    assert settle_language("en", ARABIC) == "ar"


def test_a_language_that_is_written_so_stays():
    assert settle_language("fa", ARABIC) == "fa"
    assert settle_language("de", "Die Fähre zur Insel legte eine Stunde später ab als sonst üblich.") == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("島へ渡る船は一時間遅れて出航した。アザラシが通路に居座ったからだ。" * 2, "ja"),
        ("섬으로 가는 배는 물범 때문에 한 시간 늦게 떠났다고 한다. " * 3, "ko"),
        ("島の船、遅れて出航", "ja"),
        ("The ferry left late because of a seal that lay on the pier.", "en"),
        ("Die Fähre fuhr zu spät ab, weil eine Robbe auf dem Steg lag.", "de"),
        ("El transbordador salió con una hora de retraso por una foca que dormía en la pasarela.", "es"),
        ("The ferry left. " * 2, None),
        ("Bertha 3, Olga 1", None),
    ],
)
def test_without_a_claim_the_script_tells_where_it_can(text, language):
    assert settle_language(None, text) == language


def test_direction_follows_the_language():
    assert [direction_of(tag) for tag in ("ar-EG", "he", "de", "pa-Arab", None)] == ["rtl", "rtl", "ltr", "rtl", "ltr"]


SWAHILI = "Kivuko cha kwenda kisiwani kiliondoka baada ya saa moja kwa sababu ya sili ambaye alilala katika njia na abiria wa meli hiyo "


def test_small_words_correct_a_template_that_says_english():
    assert settle_language("en-US", SWAHILI * 3) == "sw"
    assert settle_language(None, SWAHILI * 3) == "sw"


def test_a_language_close_to_another_or_unknown_to_us_is_believed():
    danish = "Og det var en sæl, der lå på broen, så færgen ikke kunne sejle, før den var væk, og folk fra øen ventede i en time. "
    assert settle_language("no", danish * 3) == "no"
    assert settle_language("mi", "Ka wehe te waka i muri i te haora kotahi, ka noho te kekeno ki runga i te ara. " * 5) == "mi"


def test_small_words_tell_languages_of_one_script_apart():
    ukrainian = "Пором на острів вийшов на годину пізніше, що було через тюленя, який ліг на місток та не хотів іти. "
    assert settle_language(None, ukrainian * 4) == "uk"
