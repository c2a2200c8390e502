"""The demo edition: messy pages beside what must come of them, through the real reader, ingest and pages."""

import json
import re
from collections import Counter

import pytest
from django.core.management import call_command
from lxml import html

from articles.answers import answer
from articles.models import Article
from articles.reading.reader import read
from gallery.collapse import collapse
from gallery.models import Caption
from gallery.wording.captions import bare
from tests.conftest import ROOT

EXPECTED = sorted((ROOT / "tests" / "demo").glob("*.json"))
PAGES = {page.stem: page for page in (ROOT / "demo").iterdir() if page.suffix in {".html", ".txt"}}


def test_the_edition_has_at_least_eight_stories_in_three_sections_and_each_is_checked():
    assert len(PAGES) >= 8
    assert {path.stem for path in EXPECTED} == set(PAGES)
    assert len({json.loads(path.read_text())["section"] for path in EXPECTED}) >= 3


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_a_messy_page_becomes_its_story_with_each_photo_once(path):
    expected = json.loads(path.read_text())
    story = read(PAGES[path.stem].read_bytes(), None)
    given = answer(path.stem, None, story, collapse(story.sightings))
    photos = [{name: photo[name] or "" for name in ("role", "caption", "credit")} for photo in given["photos"]]
    assert photos == expected["photos"]
    assert [given["title"], given["section"], given["language"]] == [
        expected["headline"],
        expected["section"],
        expected["language"],
    ]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_no_furniture_and_no_caption_is_in_the_story(path):
    story = read(PAGES[path.stem].read_bytes(), None)
    words = bare(re.sub(r"<[^>]+>", " ", story.body))
    for furniture in (
        "advertisement",
        "sponsor content",
        "not showing up above",
        "not loading above",
        "lead_photo",
        "sign up",
        "subscribe to our",
        "filed under",
    ):
        assert furniture not in words
    for photo in json.loads(path.read_text())["photos"]:
        assert not photo["caption"] or bare(photo["caption"]) not in words


@pytest.fixture
def edition(db):
    call_command("ingest", str(ROOT / "demo"), verbosity=0)
    seed = ROOT.parent / "shared" / "seed" / "arkansasonline-2020-09-15.txt"
    if seed.exists():
        call_command("ingest", str(seed), verbosity=0)
    return Article.objects.all()


def shown_captions(page):
    return [" ".join(element.text_content().split()) for element in page.iter("figcaption")]


def test_no_page_of_the_edition_shows_a_photo_or_a_caption_twice(edition, client):
    for article in edition:
        page = html.fromstring(client.get(article.get_absolute_url()).content)
        pictures = Counter(image.get("src") for image in page.iter("img"))
        assert not [src for src, times in pictures.items() if times > 1], article
        for data in page.xpath("//script"):  # which says the same words to machines
            data.drop_tree()
        wanted = Counter(bare(caption.text) for caption in Caption.objects.filter(article=article) if caption.text)
        text = bare(" ".join(page.text_content().split()))
        assert {words: text.count(words) for words in wanted} == dict(wanted), article


def test_an_alt_never_repeats_the_caption_and_the_link_around_a_picture_has_a_name(edition, client):
    for article in edition:
        page = html.fromstring(client.get(article.get_absolute_url()).content)
        captions = [bare(caption) for caption in shown_captions(page)]
        for image in page.iter("img"):
            alt = bare(image.get("alt") or "")
            assert not alt or not any(alt in caption for caption in captions), article
            link = next((each for each in image.iterancestors("a")), None)
            if link is not None:
                named = link.get("aria-label") or link.get("aria-labelledby") or alt or link.text_content().strip()
                assert named, article


def test_the_edition_taken_in_twice_is_the_same_edition(edition):
    def rows():
        return list(Article.objects.order_by("pk").values()), list(Caption.objects.order_by("pk").values())

    before = rows()
    call_command("ingest", str(ROOT / "demo"), verbosity=0)
    assert rows() == before
