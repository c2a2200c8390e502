"""Where stories are, at the desk: what is shown, joined, parted and answered there, by whom."""

import pytest
from django.urls import reverse

from articles.appearances import addresses
from articles.appearances.rows import Appearance, How, Pairing
from articles.models import Article, Source
from gallery.models import Decision
from tests.articles.appearances.texts import WIRE, copy, report, take_in
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def now(story):
    return Article.objects.get(pk=story.pk)


@pytest.fixture
def by(log_in):
    """An editor's client."""
    return log_in("editor")


@pytest.fixture
def pair():
    return make_story(photos=0, source=Source.objects.create(name="The Wire")), make_story(photos=0)


def shown(client, story):
    return client.get(page_of(story)).content.decode()


def test_a_join_by_a_rule_is_shown_with_what_made_it_on_both_pages_and_in_the_list(by):
    first, second = take_in(WIRE), take_in(copy())
    assert "The Herald: bridge shut" in shown(by, first)
    for page in (shown(by, first), shown(by, second), by.get("/admin/articles/pairing/?answer=rule").content.decode()):
        assert "he same words, within a day" in page
    assert "A rule" in shown(by, first)


def test_a_story_s_status_can_t_be_changed_while_it_is_joined(by):
    take_in(WIRE)
    second = take_in(copy())
    page = shown(by, second)
    assert "Readers get the story that it is joined to" in page
    assert '<option value="joined">' not in shown(by, now(second).joined_to)
    by.post(page_of(second), {"headline": "Other", "status": "published", "opened_story": now(second).version, **EMPTY})
    assert (now(second).headline, now(second).status) == ("Other", "joined")


EMPTY = {f"captions-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}


@pytest.mark.parametrize(
    "named",
    [
        lambda story: str(story.pk),
        lambda story: f"https://paper.example{story.get_absolute_url()}",
        lambda story: f"https://desk.example{page_of(story)}#places",
        lambda story: "https://www.original.example/7?utm_source=mail",
    ],
    ids=["number", "address here", "address at the desk", "its publisher's address"],
)
def test_an_editor_joins_a_story_to_the_one_that_they_name(by, pair, named):
    Article.objects.filter(pk=pair[0].pk).update(identity="url:https://www.original.example/7")
    answer = by.post(reverse("admin:articles_article_join", args=[pair[1].pk]), {"other": named(pair[0])}, follow=True)
    assert now(pair[1]).joined_to == pair[0]
    assert "Take it back" in answer.content.decode()
    by.post(reverse("admin:gallery_decision_undo", args=[Decision.objects.get().pk]))
    assert now(pair[1]).joined_to is None


NOBODY_S = ["", "999999", "https://nowhere.example/", "http://[", "/story/none/", "9" * 40, "/admin/articles/article/99/change/"]


@pytest.mark.parametrize("named", NOBODY_S)
def test_a_story_that_is_not_here_is_told_and_nothing_joined(by, pair, named):
    answer = by.post(reverse("admin:articles_article_join", args=[pair[1].pk]), {"other": named}, follow=True)
    assert "no story here has that" in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_can_t_be_decided_is_told(by, pair):
    answer = by.post(reverse("admin:articles_article_part", args=[pair[0].pk]), follow=True)
    assert "It is joined to no other story" in answer.content.decode()


def test_an_editor_parts_a_copy_and_lets_it_lead(by):
    first, second = take_in(WIRE), take_in(copy())
    by.post(reverse("admin:articles_article_lead", args=[second.pk]))
    assert now(first).joined_to == second
    by.post(reverse("admin:articles_article_part", args=[first.pk]))
    assert (now(first).status, now(second).status) == ("published", "published")


def test_a_pair_that_a_rule_joined_is_parted_where_it_is_shown(by):
    take_in(WIRE)
    second = take_in(copy())
    there = reverse("admin:articles_pairing_change", args=[Pairing.objects.get().pk])
    part = reverse("admin:articles_article_part", args=[second.pk])
    assert part in by.get(there).content.decode()
    by.post(part)
    page = by.get(there).content.decode()
    assert part not in page
    assert "They are two stories" in page


class TestAnOpenPair:
    @pytest.fixture(autouse=True)
    def _asked(self):
        self.older = take_in(WIRE)
        self.younger = take_in(copy(paragraphs=[*report()[:6], *report(seed=5, paragraphs=2)]))
        self.pair = Pairing.objects.get()
        self.path = reverse("admin:articles_pairing_answer", args=[self.pair.pk])

    def test_is_asked_in_the_list_and_on_both_pages(self, by):
        there = reverse("admin:articles_pairing_change", args=[self.pair.pk])
        assert there in by.get("/admin/articles/pairing/").content.decode()
        assert there in shown(by, self.older)
        assert there in shown(by, self.younger)
        assert "too few to be sure" in by.get(there).content.decode()

    @pytest.mark.parametrize(("answer", "leads"), [("left", 0), ("right", 1)])
    def test_is_answered_as_one_story_with_either_of_them_leading(self, by, answer, leads):
        by.post(self.path, {"answer": answer})
        stories = [self.older, self.younger]
        assert now(stories[1 - leads]).joined_to == stories[leads]
        assert not Pairing.objects.open()

    def test_is_answered_as_two_stories_for_good(self, by):
        by.post(self.path, {"answer": "two"})
        assert Pairing.objects.get().same is False
        take_in(copy())
        assert now(self.younger).joined_to is None

    def test_is_not_answered_by_what_is_no_answer(self, by):
        by.post(self.path, {"answer": "maybe"})
        assert Pairing.objects.get().same is None


def test_an_address_is_said_not_to_be_a_story_s_and_to_be_it_again(by):
    story = make_article()
    addresses.also_at(story, "https://www.paper.example/moved", How.MOVED)
    path, said = reverse("admin:articles_article_address", args=[story.pk]), {"address": Appearance.objects.get().pk}
    assert "the page moved" in shown(by, story).lower()
    by.post(path, said | {"answer": "no"})
    assert not Appearance.objects.get().stands
    by.post(path, said | {"answer": "yes"})
    assert Appearance.objects.get().stands
    assert Decision.objects.count() == 2


def test_deleting_says_that_copies_come_back(log_in):
    first, second = take_in(WIRE), take_in(copy())
    client = log_in("administrator")
    assert "1 copy by another publisher" in client.get(f"/admin/articles/article/{first.pk}/delete/").content.decode()
    client.post(f"/admin/articles/article/{first.pk}/delete/", {"post": "yes"})
    assert now(second).status == "published"


def test_a_caption_editor_sees_where_a_story_is_and_decides_nothing(log_in):
    first, second = take_in(WIRE), take_in(copy())
    client = log_in("caption editor")
    assert "The Herald" in shown(client, first)
    assert "part it" not in shown(client, second)
    assert client.get("/admin/articles/pairing/").status_code == 403
    assert client.post(reverse("admin:articles_article_part", args=[second.pk])).status_code == 403


def test_open_pairs_wait_on_the_desk_s_first_page_for_those_who_may_answer(log_in):
    take_in(WIRE)
    take_in(copy(paragraphs=[*report()[:6], *report(seed=5, paragraphs=2)]))
    assert "1 pair of stories that may be one" in log_in("editor").get("/admin/").content.decode()
    assert "pair of stories" not in log_in("caption editor").get("/admin/").content.decode()
