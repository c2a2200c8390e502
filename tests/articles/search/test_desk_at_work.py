"""Search finds exactly what the pages show, whatever happens at the desk in whatever order."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from articles.models import Article, Indexed, Like
from articles.related import compare_waiting, related
from articles.search import finding
from articles.search.documents import key_at
from articles.search.engines import PHOTOS, STORIES, engine
from articles.search.questions import Question, Term, read
from articles.search.upkeep import take_in
from articles.search.words import words_of
from gallery.models import Caption
from tests.gallery.test_desk_state import WORDS, Desk

FEW = settings(max_examples=2, stateful_step_count=12)
MANY = settings(max_examples=200, stateful_step_count=40)
pytestmark = pytest.mark.django_db


class Searching(Desk):
    """The desk at work, and a reader who searches after each step."""

    @precondition(lambda self: Article.objects.exists())
    @rule(data=st.data(), status=st.sampled_from(sorted(set(Article.Status.values) - {Article.Status.JOINED})))
    def a_story_is_withdrawn_or_shown(self, data, status):
        pk = data.draw(st.sampled_from(sorted(Article.objects.values_list("pk", flat=True))))
        Article.objects.filter(pk=pk).update(status=status)
        self.seen.clear()

    @invariant()
    def captions_are_found_by_their_words_and_by_no_others(self):
        take_in()
        shown = list(Caption.objects.published())
        for said in {caption.text for caption in Caption.everything.all()} | set(WORDS):
            term = Term(tuple(words_of(said)))
            if term.words:
                having = [caption for caption in shown if " ".join(term.words) in " ".join(words_of(caption.text))]
                question = Question((term,))
                assert {key_at(place) for place in engine().find(PHOTOS, question, 99)} >= {caption.pk for caption in having}
                found = {caption.article_id for caption in having}
                assert {key_at(place) for place in engine().find(STORIES, question, 99)} >= found
                assert {sight.caption.photo_id for sight in finding.sights(question, 99)[0]} >= {caption.photo_id for caption in having}

    @invariant()
    def the_index_holds_what_is_shown_and_nothing_else(self):
        take_in()
        everything = Question()
        stories, photos = (engine().find(kind, everything, 999) for kind in (STORIES, PHOTOS))
        assert {key_at(place) for place in stories} == set(Article.objects.published().values_list("pk", flat=True))
        assert {key_at(place) for place in photos} == set(Caption.objects.published().values_list("pk", flat=True))
        assert sorted(place for row in Indexed.objects.all() for place in row.photos) == sorted(photos)
        assert len(set(stories)) == len(stories)

    @invariant()
    def words_that_nobody_shows_are_not_found(self):
        take_in()
        shown = {word for caption in Caption.objects.published() for word in words_of(f"{caption.text} {caption.credit}")}
        for word in {word for said in WORDS for word in words_of(said)} - shown:
            assert engine().find(PHOTOS, read(word), 9) == []

    @invariant()
    def nothing_withdrawn_is_offered_beside_a_story(self):
        take_in()
        compare_waiting()
        for story in Article.objects.all():
            assert all(other.status == Article.Status.PUBLISHED for other in related(story))
        for story in Article.objects.published():
            photos = Caption.objects.shown().filter(article=story).values("photo")
            sharing = set(Caption.objects.published().filter(photo__in=photos).exclude(article=story).values_list("article", flat=True))
            assert sharing <= set(Like.objects.filter(article=story).values_list("other", flat=True))


def test_search_finds_exactly_what_is_shown_whatever_happens_in_whatever_order():
    profile = MANY if os.environ.get("HYPOTHESIS_PROFILE") == "long" else FEW
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(Searching, settings=settings(profile, deadline=None, suppress_health_check=checks))
