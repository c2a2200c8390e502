"""Stories made one and parted by editors: the address leads on, everything is kept, and taking back restores it."""

import pytest
from django.contrib.auth import get_user_model

from articles import desk
from articles.appearances import addresses, joining
from articles.appearances.joining import Undecidable
from articles.appearances.rows import Appearance, How, Pairing
from articles.models import Article, Source
from gallery.desk import words
from gallery.desk.journal import CantUndo, undo
from gallery.models import Decision
from tests.factories import make_article, make_photo, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def stories():
    return [make_story(photos=2, source=Source.objects.create(name=name)) for name in ("The Wire", "The Herald", "The Courier")]


def now(story):
    return Article.objects.get(pk=story.pk)


KEPT = (
    "identity",
    "slug",
    "guid",
    "status",
    "headline",
    "edited_headline",
    "photo_order",
    "withdrawn_because",
    "joined_to",
    "status_apart",
)


def kept():
    captions = [tuple(story.captions.in_order().values_list("photo", "edited_text", "role")) for story in Article.objects.order_by("pk")]
    return list(Article.objects.order_by("pk").values_list(*KEPT)), captions


class TestAJoinedStory:
    @pytest.fixture(autouse=True)
    def _joined(self, stories, editor):
        self.leading, self.story, _ = stories
        words.edit(self.story.captions.first(), 1, "An editor’s words.", "", editor)
        desk.edit(self.story, self.story.version, {"edited_headline": "An editor’s headline"}, editor)
        self.before = kept()
        joining.make_one(now(self.story), self.leading, editor)

    def test_is_nowhere_but_leads_readers_on_for_as_long_as_it_is_joined(self, client):
        answer = client.get(self.story.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, self.leading.get_absolute_url())
        assert answer["Cache-Control"] == "no-cache"
        for path in ("/", "/feed/", "/archive/", self.story.section.get_absolute_url()):
            assert self.story.get_absolute_url() not in client.get(path).content.decode(), path
        assert not client.get("/search/?q=editor’s").content.decode().count(self.story.slug)

    @pytest.mark.parametrize("kind", ["md", "txt"])
    def test_leads_on_as_a_text_as_well(self, client, kind):
        answer = client.get(f"{self.story.get_absolute_url()}text.{kind}")
        assert answer["Location"] == f"{self.leading.get_absolute_url()}text.{kind}"

    def test_leads_on_from_its_photos(self, client):
        photo = self.story.captions.first().photo_id
        answer = client.get(self.story.captions.first().get_absolute_url())
        assert answer["Location"] == self.leading.get_absolute_url()
        self.leading.captions.filter(position=1).update(photo=photo)
        assert client.get(self.story.captions.first().get_absolute_url())["Location"].endswith(f"/photo/{photo}/")

    def test_is_named_by_the_story_that_leads(self, client):
        page = client.get(self.leading.get_absolute_url()).content.decode()
        assert "Also published by" in page
        assert self.story.url in page

    def test_is_named_as_its_publisher_is_called_now(self, client):
        client.get(self.leading.get_absolute_url())
        Source.objects.filter(pk=self.story.source_id).update(name="The Evening Herald")
        assert "The Evening Herald" in client.get(self.leading.get_absolute_url()).content.decode()

    def test_is_no_longer_named_once_it_is_parted(self, client, editor):
        client.get(self.leading.get_absolute_url())
        joining.part(now(self.story), editor)
        assert "Also published by" not in client.get(self.leading.get_absolute_url()).content.decode()

    def test_comes_back_exactly_when_that_is_taken_back(self, editor):
        undo(Decision.objects.first(), editor)
        assert kept() == self.before

    def test_comes_back_exactly_when_it_is_parted(self, client, editor):
        joining.part(now(self.story), editor)
        assert kept() == self.before
        assert client.get(self.story.get_absolute_url()).status_code == 200

    def test_is_gone_while_the_one_that_leads_is_withdrawn(self, client, editor):
        desk.edit(self.leading, now(self.leading).version, {"status": "withdrawn", "withdrawn_because": "A court."}, editor)
        assert client.get(self.story.get_absolute_url(), follow=True).status_code == 410

    def test_tells_nobody_of_a_draft_that_leads(self, client, editor):
        desk.edit(self.leading, now(self.leading).version, {"status": "draft"}, editor)
        assert client.get(self.story.get_absolute_url()).status_code == 404

    def test_is_by_itself_again_when_the_one_that_leads_is_deleted(self, client, editor):
        desk.delete(now(self.leading), editor)
        assert client.get(self.story.get_absolute_url()).status_code == 200

    def test_may_lead_in_its_place_and_both_are_taken_back_in_turn(self, client, editor):
        joined = kept()
        joining.let_lead(now(self.story), editor)
        assert client.get(self.leading.get_absolute_url())["Location"] == self.story.get_absolute_url()
        undo(Decision.objects.first(), editor)
        assert kept() == joined
        undo(Decision.objects.get(said__startswith="Joined", stands=True, undoes=None), editor)
        assert kept() == self.before

    def test_keeps_its_status_from_an_editor_who_opened_it_before(self, editor):
        with pytest.raises(desk.StoryConflict):
            desk.edit(self.story, self.story.version, {"status": "draft"}, editor)


def test_copies_follow_when_the_story_that_leads_them_is_joined(stories, editor):
    first, second, third = stories
    joining.make_one(second, first, editor)
    joining.make_one(now(first), third, editor)
    assert [now(each).joined_to for each in stories] == [third, third, None]


def test_taking_back_makes_no_story_lead_that_is_joined_itself(stories, editor):
    first, second, third = stories
    joining.make_one(second, first, editor)
    joining.part(now(second), editor)
    parting = Decision.objects.first()
    joining.make_one(now(first), now(third), editor)
    with pytest.raises(CantUndo, match="joined otherwise"):
        undo(parting, editor)
    assert now(second).joined_to is None


def test_one_story_can_neither_be_joined_to_itself_nor_lead_twice(stories, editor):
    first, second, _ = stories
    for refused in (
        lambda: joining.make_one(first, first, editor),
        lambda: joining.let_lead(first, editor),
        lambda: joining.part(first, editor),
    ):
        with pytest.raises(Undecidable):
            refused()
    joining.make_one(second, first, editor)
    with pytest.raises(Undecidable):
        joining.keep_apart(now(first), now(second), editor)
    assert Decision.objects.count() == 1


def test_what_an_editor_kept_apart_is_not_joined_by_way_of_another(stories, editor):
    first, second, third = stories
    joining.keep_apart(first, second, editor)
    joining.make_one(third, first, editor)
    with pytest.raises(Undecidable, match="otherwise"):
        joining.make_one(now(third), second, editor)
    joining.part(now(third), editor)
    joining.make_one(now(first), now(second), editor)
    assert Pairing.objects.get(left=first, right=second).same


def test_a_joined_draft_is_a_draft_again(editor, stories):
    desk.edit(stories[1], stories[1].version, {"status": "draft"}, editor)
    joining.make_one(now(stories[1]), stories[0], editor)
    joining.part(now(stories[1]), editor)
    assert now(stories[1]).status == "draft"


@pytest.mark.parametrize("decide", [joining.make_one, joining.keep_apart])
def test_what_was_taken_back_of_a_pair_is_done_again(editor, stories, decide):
    decide(stories[0], stories[1], editor)
    after = kept(), list(Pairing.objects.values_list("left", "right", "same"))
    undo(Decision.objects.first(), editor)
    undo(Decision.objects.first(), editor)
    assert (kept(), list(Pairing.objects.values_list("left", "right", "same"))) == after


def test_what_was_said_already_is_no_decision(stories, editor):
    for _ in range(2):
        joining.keep_apart(stories[0], stories[1], editor)
    assert Decision.objects.count() == 1


class TestAnotherAddress:
    PLACE = "https://www.paper.example/moved/bridge?utm_source=feed"

    def test_is_the_storys_and_said_twice_is_written_once(self):
        story = make_article()
        assert addresses.also_at(story, self.PLACE, How.FEED)
        assert addresses.also_at(story, self.PLACE, How.MOVED)
        assert addresses.find("url:https://www.paper.example/moved/bridge") == story
        assert Appearance.objects.get().how == How.FEED

    def test_that_another_story_has_stays_that_ones(self):
        story, other = make_article(), make_article(identity="url:https://www.paper.example/moved/bridge")
        assert not addresses.also_at(story, self.PLACE, How.FEED)
        assert addresses.also_at(other, self.PLACE, How.FEED)
        assert not Appearance.objects.exists()

    def test_that_an_editor_said_is_not_the_storys_is_not_said_again_until_that_is_taken_back(self, editor):
        story = make_article()
        addresses.also_at(story, self.PLACE, How.FEED)
        joining.say_of_address(Appearance.objects.get(), False, editor)
        assert not addresses.also_at(story, self.PLACE, How.FEED)
        assert addresses.find(Appearance.objects.get().identity) is None
        undo(Decision.objects.get(), editor)
        assert addresses.find(Appearance.objects.get().identity) == story


def test_a_photo_that_only_a_joined_story_shows_has_no_page_of_its_own(client, editor):
    first, second = make_article(), make_story(photos=0)
    from_copy = make_photo("green", (500, 400))
    second.captions.create(photo=from_copy, position=0, role="lead")
    assert client.get(from_copy.get_absolute_url()).status_code == 200
    joining.make_one(second, first, editor)
    assert client.get(from_copy.get_absolute_url()).status_code == 404
