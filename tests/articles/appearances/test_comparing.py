"""Stories taken in are held against those of their days: what is one is joined, a doubt asked about, and the same again writes nothing."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import desk, tasks
from articles.appearances import comparing, joining
from articles.appearances.rows import Pairing, Shingle, Wording
from articles.models import Article
from gallery.desk import journal
from gallery.models import Decision
from tests.articles.appearances.texts import NOON, WIRE, body, copy, report, take_in
from tests.articles.test_ingest import everything

pytestmark = pytest.mark.django_db(transaction=True)
Status = Article.Status


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def again(article):
    return Article.objects.get(pk=article.pk)


def test_a_copy_is_joined_to_the_story_that_was_read_first_and_is_otherwise_what_it_was():
    first, second = take_in(WIRE), take_in(copy(paragraphs=[*report(), "Our reporter contributed."]))
    second = again(second)
    assert (second.joined_to, second.status, second.status_apart) == (first, "joined", "published")
    assert (second.headline, second.source.name) == ("The Herald: bridge shut", "The Herald")
    assert list(Article.objects.published()) == [first]


def test_the_decision_is_nobodys_and_says_the_rule_and_the_share():
    take_in(WIRE)
    take_in(copy(paragraphs=[*report(), "Our reporter contributed."]))
    decision, alike = Decision.objects.get(), Pairing.objects.get().alike
    assert (decision.by, decision.by_rule, decision.kind) == (None, True, "story")
    joined = "joined “The Herald: bridge shut” to “The bridge is closed”"
    assert decision.said == f"{alike} % of the shorter one’s words are in the other, within a day: {joined}"


def test_both_pages_again_write_nothing():
    pages = [WIRE, copy(), copy("The Courier", paragraphs=[*report(), "More on page two."])]
    for page in pages:
        take_in(page)
    before = everything()
    for page in reversed(pages):
        take_in(page)
    assert everything() == before


def test_a_copy_that_its_publisher_corrects_changes_nothing_that_readers_get():
    first = take_in(WIRE)
    take_in(copy())
    take_in(copy(headline="Bridge shut since dawn", paragraphs=[*report(), "This was corrected."]))
    assert (again(first).headline, again(first).body) == (WIRE.headline, WIRE.body)
    assert again(first).copies.get().headline == "Bridge shut since dawn"


def test_a_doubt_is_a_question_and_joins_nothing():
    take_in(WIRE)
    take_in(copy(paragraphs=[*report()[:6], *report(seed=5, paragraphs=2)]))
    assert Article.objects.published().count() == 2
    assert [pair.same for pair in Pairing.objects.open()] == [None]
    assert not Decision.objects.exists()


def test_a_doubt_about_stories_that_are_one_by_way_of_another_is_not_asked(editor):
    doubtful = [*report()[:6], *report(seed=5, paragraphs=2)]
    first, _, third = take_in(WIRE), take_in(copy(paragraphs=doubtful)), take_in(copy("The Courier", doubtful))
    assert Pairing.objects.open().count() == 1
    joining.make_one(again(third), again(first), editor)
    assert Article.objects.published().get() == first
    assert not Pairing.objects.open()


def test_stories_whose_words_become_the_same_are_joined_then():
    first = take_in(WIRE)
    second = take_in(copy(paragraphs=[*report()[:6], *report(seed=5, paragraphs=2)]))
    take_in(copy())
    assert again(second).joined_to == first


def test_the_original_that_comes_after_its_copy_is_joined_to_it_and_readers_keep_what_they_have():
    half = body([*report()[:6], *report(seed=5, paragraphs=3)])
    first = take_in(copy(original_url=WIRE.canonical_url, body=half, published=NOON + timedelta(days=8)))
    original = take_in(WIRE)
    assert again(original).joined_to == first
    assert Pairing.objects.get().rule == "named"


def test_a_story_that_names_anothers_as_its_own_without_its_words_stays_by_itself():
    take_in(WIRE)
    take_in(copy(original_url=WIRE.canonical_url, body=body(report(seed=4))))
    assert Article.objects.published().count() == 2


@pytest.mark.parametrize("taken_back", [False, True], ids=["parted", "taken back"])
def test_what_an_editor_parted_is_never_joined_again(editor, taken_back):
    take_in(WIRE)
    second = take_in(copy())
    if taken_back:
        journal.undo(Decision.objects.get(), editor)
    else:
        joining.part(again(second), editor)
    take_in(WIRE)
    take_in(copy(paragraphs=[*report(), "Now with a line more."]))
    take_in(copy("The Courier"))
    assert again(second).joined_to is None
    assert Article.objects.published().count() == 2


class TestWhoLeads:
    def test_a_draft_never_hides_what_readers_see(self, editor):
        first = take_in(WIRE)
        desk.edit(first, first.version, {"status": Status.DRAFT}, editor)
        second = take_in(copy())
        assert again(second).status == Status.PUBLISHED
        assert Pairing.objects.open().count() == 1

    def test_a_copy_of_a_withdrawn_story_does_not_bring_it_back(self, editor):
        first = take_in(WIRE)
        desk.edit(first, first.version, {"status": Status.WITHDRAWN, "withdrawn_because": "A court."}, editor)
        assert again(take_in(copy())).joined_to == first

    def test_a_story_that_an_editor_wrote_in_leads_though_it_came_later(self, editor):
        first, second = take_in(WIRE), take_in(copy(paragraphs=report(seed=3)))
        desk.edit(second, second.version, {"edited_headline": "Shut"}, editor)
        take_in(copy())
        assert again(first).joined_to == second

    def test_of_two_that_editors_wrote_in_only_an_editor_says(self, editor):
        stories = take_in(WIRE), take_in(copy(paragraphs=report(seed=3)))
        for story in stories:
            desk.edit(story, story.version, {"edited_headline": "Shut"}, editor)
        take_in(copy())
        assert Article.objects.published().count() == 2
        assert Pairing.objects.open().count() == 1


def test_what_was_stored_but_not_compared_is_compared_by_a_worker():
    first = take_in(WIRE)
    with transaction.atomic():
        second = take_in(copy())
        Wording.objects.filter(article=second).update(is_compared=False)
        transaction.get_connection().run_on_commit.clear()
    assert again(second).joined_to is None
    tasks.compare_stories.enqueue()
    assert again(second).joined_to == first


def test_finding_asks_as_often_among_many_stories_as_among_few():
    def asked(number):
        with CaptureQueriesContext(connection) as captured:
            take_in(copy(f"Paper {number}", report(seed=number)))
        return sum("articles_shingle" in query["sql"] or "articles_wording" in query["sql"] for query in captured)

    take_in(WIRE)
    few = asked(50)
    for number in range(20):
        take_in(copy(f"Daily {number}", report(seed=100 + number)))
    assert asked(51) == few
    assert Shingle.objects.count() == 23 * 12


TEXTS = {
    "whole": report(),
    "with a line more": [*report(), "Our reporter in the valley contributed."],
    "cut": report()[:6],
    "of another day": report(seed=2),
    "of another day, with a line more": [*report(seed=2), "There is more on page two."],
    "half of each": [*report()[:4], *report(seed=2)[:4]],
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(sorted(TEXTS)), st.sampled_from(["A", "B", "C"])), min_size=2, max_size=4, unique=True), st.data()
)
def test_which_stories_are_one_does_not_depend_on_the_order_in_which_they_come(pages, data):
    stories = [
        copy(f"Paper {name}", TEXTS[text], canonical_url=f"https://{name}.example/{number}") for number, (text, name) in enumerate(pages)
    ]

    def groups(order):
        with transaction.atomic():
            for number in order:
                comparing.hold_against_others(take_in(stories[number]).pk)
            found = {}
            for identity, pk, head in Article.objects.values_list("identity", "pk", "joined_to"):
                found.setdefault(head or pk, set()).add(identity)
            transaction.set_rollback(True)
        return sorted(map(sorted, found.values()))

    orders = list(permutations(range(len(stories))))
    assert groups(data.draw(st.sampled_from(orders))) == groups(data.draw(st.sampled_from(orders)))


def test_a_live_blog_is_compared_with_nothing():
    take_in(replace(WIRE, kind="live"))
    take_in(copy())
    assert Article.objects.published().count() == 2


def test_stories_from_before_are_found_but_not_held_against_each_other():
    old = [store_as_before(page) for page in (WIRE, copy())]
    assert comparing.compare_waiting() == 2
    assert comparing.compare_waiting() == 0
    assert Article.objects.published().count() == 2
    new = take_in(copy("The Courier"))
    assert again(new).joined_to == old[0]
    assert Article.objects.published().count() == 1


def store_as_before(page):
    with transaction.atomic():
        story = take_in(page)
        Shingle.objects.filter(article=story).delete()
        Wording.objects.filter(article=story).update(digest=comparing.FROM_BEFORE)
        transaction.get_connection().run_on_commit.clear()
    return story
