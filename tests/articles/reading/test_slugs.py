import pytest

from articles.reading.slugs import slug_words, spelled


@pytest.mark.parametrize(
    ("url", "headline"),
    [
        ("https://post.example/island/seal-keeps-ferry-waiting.html", "Seal keeps ferry waiting"),
        ("https://post.example/a/robbe-haelt-faehre-fuer-stunden-auf", "Robbe hält Fähre für Stunden auf"),
        ("https://post.example/%D9%81%D9%82%D9%85%D8%A9-%D8%B9%D9%84%D9%89-%D8%A7%D9%84%D9%85%D9%85%D8%B4%D9%89", "فقمة على الممشى"),
    ],
)
def test_an_address_spells_its_headline(url, headline):
    assert spelled(headline, slug_words(url)) >= 0.75
    assert spelled("The mayor will not stand again", slug_words(url)) == 0


@pytest.mark.parametrize("url", [None, "", "http://[", "https://post.example/"])
def test_an_address_without_words_spells_nothing(url):
    assert spelled("Seal keeps ferry waiting", slug_words(url)) == 0
