import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.walls import asks_consent, checks_reader, offers_the_rest, says_fault


@pytest.mark.parametrize(
    "headline",
    [
        "404",
        "Error 404",
        "404 - Page not found",
        "403 Forbidden",
        "Oops! That page can’t be found.",
        "The page you requested could not be found.",
        "This article is no longer available",
        "Diese Seite wurde nicht gefunden",
        "Page introuvable",
        "Página no encontrada",
        "Sidan kunde inte hittas",
        "Страница не найдена",
        "ページが見つかりません",
        "الصفحة غير موجودة",
        "Just a moment...",
        "Access denied",
    ],
)
def test_an_errors_headline_is_told(headline):
    assert says_fault(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "404 missing people found after the storm",
        "A page of the lost atlas sold for millions",
        "Just a moment: how the ferry missed the tide",
        "The story of a seal that was not there",
        "Artikel 13 gilt nicht mehr",
        "",
    ],
)
def test_a_storys_headline_is_no_errors(headline):
    assert not says_fault(headline)


@pytest.mark.parametrize(
    "text",
    [
        "We and our partners use cookies to store data. Give your consent or manage your privacy settings.",
        "Wir verwenden Cookies und bitten um Ihre Einwilligung. Mehr im Datenschutz.",
        "当サイトはクッキーを使用します。クッキーの設定はプライバシーのページで変更できます。",
    ],
)
def test_a_wall_asks_for_consent(text):
    assert asks_consent(text)


def test_a_story_that_mentions_cookies_asks_for_none():
    story = "The bakery on the pier sold its last cookies on Friday, and the seal was there to see it. " * 6
    assert not asks_consent(story)


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to continue reading",
        "Log in to read the full story. Already a subscriber?",
        "Keep reading with a free account",
        "Weiterlesen mit dem Digital-Abo",
        "Il vous reste 78 % de cet article à lire",
        "Suscríbete para seguir leyendo",
        "Artykuł tylko dla subskrybentów",
        "この記事は有料会員限定です",
        "유료 회원 전용 기사입니다",
        "订阅后阅读全文",
        "Okumaya devam etmek için abone olun",
        "للمشتركين فقط",
    ],
)
def test_an_offer_of_the_rest_is_told(text):
    assert offers_the_rest(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for our newsletters so we can keep you informed.",
        "You must be logged in to join the discussion or read more comments.",
        "Subscribe to the Haven Post",
        "会員限定記事",
        "The ferry will continue to the island, said the members of the crew.",
    ],
)
def test_other_offers_and_a_storys_words_are_none(text):
    assert not offers_the_rest(text)


def test_a_robot_check_is_told():
    assert checks_reader("Please verify that you are a human to go on.")
    assert not checks_reader("Are seals human? The harbour master is sure that they are.")


@given(st.text(max_size=2_000))
def test_no_text_whatever_makes_them_fail(text):
    says_fault(text)
    asks_consent(text)
    checks_reader(text)
    offers_the_rest(text)
