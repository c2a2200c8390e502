import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.walls import asks_consent, says_fault


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


@given(st.text(max_size=2_000))
def test_no_text_whatever_makes_them_fail(text):
    says_fault(text)
    asks_consent(text)
