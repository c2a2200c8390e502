"""The search page."""

import re

import pytest
from django.core.cache import cache

from articles.models import Article
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Trigger-Name": "q"}


def page(client, query="", **headers):
    answer = client.get(f"/search/{query}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html):
    return " ".join(re.sub(r"<(?!mark|/mark)[^>]*>", " ", html).split())


def test_stories_and_photos_are_shown_with_the_words_marked(client):
    story = make_article(headline="Ferries leave", standfirst="From the old quay.")
    add_caption(story, "A quay at <dawn>.", make_photo(), credit="Jane Roe/AP")
    html = page(client, "?q=Quay")
    assert "From the old <mark>quay</mark>." in plain(html)
    assert "A <mark>quay</mark> at &lt;dawn&gt;." in plain(html)
    assert f'href="{story.captions.get().get_absolute_url()}"' in html
    assert "1 story." in html
    assert '<meta name="robots" content="noindex">' in html
    assert "All with these words" not in html


def test_nothing_typed_is_no_error_but_help(client):
    assert "Look for a story or a photo" in page(client)
    assert "Look for a story or a photo" in page(client, "?q=%22%20-%20*")


@pytest.mark.parametrize(
    "typed",
    [
        '" OR (NEAR * ^',
        "'; DROP TABLE x",
        "\x01\x1b",
        "%",
        "a" * 10_000,
        "🙂 🙂",
        "\u202eabc\u202c",
        "x\ud800".encode("utf-8", "replace").decode(),
        "& | ! <-> :*",
        "-a",
    ],
)
def test_whatever_is_typed_is_answered(client, typed):
    make_article()
    for more in (
        {},
        {"sort": "best"},
        {"in": "photos"},
        {"place": typed, "year": typed, "section": typed, "month": typed},
        {"after": typed},
    ):
        assert client.get("/search/", {"q": typed, **more}).status_code == 200


@pytest.mark.parametrize("key", ["1.9999999999999999999", "999999.0", "1", "x.y", "1.2.3"])
def test_a_key_that_is_nobody_s_is_no_error(client, key):
    make_article(headline="Quay")
    for more in ({}, {"sort": "best"}, {"in": "photos"}):
        assert client.get("/search/", {"q": "quay", "after": key, **more}).status_code == 200


def test_what_was_found_can_be_narrowed_down_and_widened_again(client):
    add_caption(make_article(headline="Quay", dateline="KAMPALA"), "A pier.", credit="Jane Roe/AP")
    make_article(headline="Quay two", dateline="Lima")
    html = page(client, "?q=quay")
    assert 'href="/search/?q=quay&amp;place=KAMPALA">Kampala</a> <span class="count">1' in html
    assert 'href="/search/?q=quay&amp;photographer=jane-roe">Jane Roe</a>' in html
    narrow = page(client, "?q=quay&photographer=jane-roe&year=2026")
    assert "1 story." in narrow
    assert 'href="/search/?q=quay&amp;year=2026"><span class="unseen">Don’t narrow down to </span>Jane Roe' in narrow
    assert 'type="hidden" name="photographer" value="jane-roe"' in narrow
    assert ">October 2026</a>" in page(client, "?q=quay&year=2026") or "month" not in narrow


def test_nothing_found_says_what_to_try(client):
    make_article(headline="Quay")
    html = page(client, "?q=quay+nowhere&section=world")
    assert "No story was found." in html
    assert "Try fewer words" in html
    assert 'href="/search/?q=quay+nowhere">World</a>' in html


def test_while_somebody_types_pieces_come_and_the_address_follows(client):
    make_article(headline="Quay")
    make_article(headline="Quayside")
    answer = client.get("/search/?q=qua&section=", headers=HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert "<mark>Quay</mark>" in html
    assert '<p id="number" data-hx-swap-oob="innerHTML">2 stories.' in html
    assert answer["HX-Replace-Url"] == "/search/?q=qua&open=1"
    assert "HX-Request" in answer["Vary"]
    assert "2 stories." in page(client, "?q=qua&open=1")


def test_a_word_is_taken_for_a_beginning_only_where_nothing_has_it_whole(client):
    make_article(headline="Quay")
    make_article(headline="Quayside")
    assert "1 story." in page(client, "?q=quay")
    assert "2 stories. Nothing has the last word as it stands" in page(client, "?q=qua")


def test_older_stories_and_photos_stand_on_further_pages(client):
    for number in range(26):
        add_caption(make_article(headline=f"Quay {number}"), f"A pier {number}.", credit="")
    first = page(client, "?q=quay")
    older = re.search(r'href="(/search/\?q=quay&amp;after=0\.[0-9]+)"', first)[1].replace("&amp;", "&")
    assert client.get(older).content.decode().count('class="hit') == 6
    sheet = page(client, "?q=pier&in=photos")
    older = re.search(r'href="(/search/\?q=pier&amp;in=photos&amp;after=0\.[0-9]+)"', sheet)[1].replace("&amp;", "&")
    assert "A <mark>pier</mark> 0." in plain(client.get(older).content.decode())


def test_the_page_is_kept_by_nobody(client):
    cache.clear()
    story = make_article(headline="Quay")
    answer = client.get("/search/?q=quay")
    assert "no-cache" in answer["Cache-Control"]
    Article.objects.filter(pk=story.pk).update(headline="Pier")
    assert "No story was found." in page(client, "?q=quay")


def test_who_mistypes_an_address_can_search(client):
    assert 'action="/search/"' in client.get("/nowhere").content.decode()
