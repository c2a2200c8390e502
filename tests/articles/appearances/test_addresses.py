"""One page under several addresses is one story: AMP pages, caches, small screens, pages that moved."""

from dataclasses import replace

import pytest

from articles.appearances.rows import Appearance, How
from articles.ingest import Given, store
from articles.kept_pages import AsRead
from articles.models import Article
from articles.rehearsal import rehearse
from tests.articles.test_ingest import PLACE, STORY, everything

pytestmark = pytest.mark.django_db
BARE = replace(STORY, canonical_url=None)


def read(story, url, asked=None):
    page = AsRead(f"{url} {story.headline}".encode(), "", url)
    return store(story, Given(url, url, asked, page=page))


POORER = replace(STORY, headline="The bridge, in short", sightings=(), body="<p>It stands.</p>")


class TestAPoorerPage:
    @pytest.mark.parametrize("url", [f"{PLACE}/amp/", f"{PLACE}?amp=1", "https://m.paper.example/world/bridge"])
    def test_changes_nothing_of_a_story_read_from_its_own_page(self, url):
        article = read(STORY, PLACE)
        before = everything()
        assert read(POORER, url) == article
        assert everything() == before

    def test_is_rehearsed_as_no_change(self):
        read(STORY, PLACE)
        url = f"{PLACE}/amp/"
        assert rehearse(POORER, Given(url, url)).differences == ()

    def test_makes_the_story_where_its_own_page_was_not_read_which_then_takes_its_place(self):
        article = read(POORER, f"{PLACE}/amp/")
        assert article.headline == "The bridge, in short"
        assert read(STORY, PLACE).pk == article.pk
        assert Article.objects.get().headline == STORY.headline
        assert article.captions.count() == 2

    def test_from_a_cache_is_that_of_its_publisher(self):
        article = read(STORY, PLACE)
        cached = "https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/world/bridge"
        assert read(BARE, cached) == article

    def test_is_known_by_the_own_page_s_word_where_it_names_none(self):
        article = read(replace(STORY, amp_url=f"{PLACE}/amp"), PLACE)
        before = everything()
        assert read(replace(POORER, canonical_url=None), f"{PLACE}/amp") == article
        assert everything() == before
        assert Appearance.objects.get().how == How.AMP


class TestAPageThatMoved:
    THERE = "https://www.paper.example/2026/the-bridge"
    MOVED = replace(STORY, canonical_url=THERE)

    def test_is_the_same_story_also_when_it_is_asked_for_there(self):
        article = read(STORY, PLACE)
        assert read(self.MOVED, self.THERE, asked=PLACE) == article
        assert Appearance.objects.get().how == How.MOVED
        before = everything()
        assert read(self.MOVED, self.THERE) == article
        assert everything() == before

    def test_keeps_slug_guid_and_edits_and_is_where_it_stands_now(self):
        article = read(STORY, PLACE)
        Article.objects.filter(pk=article.pk).update(edited_headline="An editor’s")
        again = read(replace(self.MOVED, body="<p>It fell.</p>"), self.THERE, asked=PLACE)
        assert (again.slug, again.guid, again.headline, again.body) == (article.slug, article.guid, "An editor’s", "<p>It fell.</p>")
        assert again.url == self.THERE

    def test_is_the_same_under_another_headline_with_its_words(self):
        article = read(STORY, PLACE)
        assert read(replace(self.MOVED, headline="Otherwise"), self.THERE, asked=PLACE) == article

    def test_is_another_story_where_headline_and_words_are_others(self):
        article = read(STORY, PLACE)
        other = replace(self.MOVED, headline="A ferry", body="<p>The ferry left the harbour at noon with nobody aboard.</p>")
        assert read(other, self.THERE, asked=PLACE) != article

    def test_is_the_story_that_stands_there_where_one_does(self):
        read(STORY, PLACE)
        there = read(self.MOVED, self.THERE)
        assert read(self.MOVED, self.THERE, asked=PLACE) == there

    def test_is_another_story_where_an_editor_said_so(self):
        article = read(STORY, PLACE)
        read(self.MOVED, self.THERE, asked=PLACE)
        Appearance.objects.update(stands=False)
        assert read(self.MOVED, self.THERE, asked=PLACE) != article
