import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.addresses import canonical_address, without_tracking

PAGE = "https://www.news.example/harbour/pier?utm_source=feed"


@pytest.mark.parametrize(
    ("said", "url", "address"),
    [
        (["https://www.news.example/harbour/pier"], PAGE, "https://www.news.example/harbour/pier"),
        (["/harbour/pier"], PAGE, "https://www.news.example/harbour/pier"),
        (["https://news.example/harbour/pier?id=7&utm_medium=x#top"], PAGE, "https://news.example/harbour/pier?id=7"),
        (["https://m.news.example/pier"], None, "https://m.news.example/pier"),
        (["https://other.example/pier"], PAGE, None),
        (["https://www.news.example/"], PAGE, None),
        (["http://[", "javascript:alert(1)", "mailto:a@b.example", ""], "https://www.news.example/", "https://www.news.example/"),
        (["http://["], PAGE, None),
        (["pier.html"], None, None),
        ([], PAGE, None),
    ],
)
def test_a_canonical_address_is_absolute_on_the_same_site_and_without_tracking(said, url, address):
    assert canonical_address(said, url) == address


def test_tracking_and_fragment_are_taken_off_and_the_rest_is_kept():
    assert without_tracking("HTTPS://P.example/Story?id=7&utm_source=x&fbclid=y#top") == "https://p.example/Story?id=7"


@given(st.text(max_size=300) | st.sampled_from(["http://[", "https://[::1", "//", "http://\ud800/a.jpg", "x" * 100_000]))
def test_no_text_makes_an_address_raise(text):
    without_tracking(text)
