"""A thousand random edits, merges and re-ingests: to who subscribed, every story is for ever the one it was."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from articles import desk
from articles.appearances import joining
from articles.ingest import Given, store
from articles.models import Article, Section
from articles.reading.story import Kind, Story
from gallery.desk import pairs, parting, photos, withdrawing, words
from gallery.desk.journal import CantUndo, undo
from gallery.models import Decision, Photo, Rendition
from gallery.sightings import Kind as Seen
from gallery.sightings import Role, Sighting

pytestmark = pytest.mark.django_db

STORIES = 6
STEPS = 250
PUBLISHED = datetime(2026, 10, 3, 8, 0, tzinfo=UTC)
WORDS = ["The quay at dawn.", "Ferries leave the quay. (Ann Poe/Reuters)", "A woman waves. (Jane Roe/AP)", "", "The old clock."]
DONE = "read_again change_source change_source edit_caption edit_story send_away make_one split withdraw join part undo correct describe"
REFUSED = (pairs.Undecidable, joining.Undecidable, CantUndo)


class Life:
    """A paper whose sources and editors do something at random each minute; what they do is said in `log`."""

    def __init__(self, seed: int, now: list[datetime]) -> None:
        self.pick, self.now, self.log = Random(seed), now, []
        self.editor = get_user_model().objects.create_user("ed")
        self.pages = {number: self._page(number) for number in range(STORIES)}
        for number in self.pages:
            self.read_again(number)

    def _page(self, number: int) -> Story:
        seen = []
        for figure in range(self.pick.randint(0, 3)):
            name, width = self.pick.choice(["quay", "clock", "pier", number]), self.pick.choice([640, 1280])
            address = f"https://img.example/{name}{figure}-{width}.jpg"
            stands = {"figure": figure, "block": figure, "role": Role.INLINE}
            seen += [Sighting(Seen.IMG, (address,), **stands), Sighting(Seen.FIGCAPTION, text=self.pick.choice(WORDS), **stands)]
        return Story(
            Kind.STORY,
            headline=f"Story {number}, the {self.pick.choice(['first', 'second', 'third'])}",
            standfirst=self.pick.choice(["", "It was expected to fall."]),
            section=self.pick.choice(["World", "Science"]),
            published=self.pick.choice([PUBLISHED + timedelta(hours=number), self.now[0] - timedelta(minutes=number), None]),
            canonical_url=f"https://paper.example/{number}",
            body="".join(f"<p>{self.pick.choice(['It stands.', 'It fell.'])}</p>\n" for _ in range(3)).rstrip(),
            sightings=tuple(each for each in seen if each.text or each.urls),
        )

    def step(self) -> None:
        self.now[0] += timedelta(minutes=1)
        name = self.pick.choice(DONE.split())
        self.log.append(name)
        try:
            with transaction.atomic():
                getattr(self, name)(self.pick.randrange(STORIES))
        except REFUSED as refused:
            self.log.append(f"refused: {refused}")

    def read_again(self, number):
        store(self.pages[number], Given(f"{number}.html", f"https://paper.example/{number}"))

    def change_source(self, number):
        self.pages[number] = self._page(number)
        self.read_again(number)

    def story(self, number) -> Article:
        return Article.objects.get(identity=f"url:https://paper.example/{number}")

    def any_of(self, rows):
        rows = list(rows.order_by("pk"))
        return self.pick.choice(rows) if rows else None

    def edit_caption(self, number):
        if caption := self.any_of(self.story(number).captions.all()):
            words.edit(caption, caption.version, self.pick.choice(WORDS[:1] + WORDS[4:]), "", self.editor)

    def edit_story(self, number):
        story = self.story(number)
        said = {"edited_headline": self.pick.choice(["Edited", "Edited again", None])}
        said |= {"edited_section_id": self.pick.choice([None, self.any_of(Section.objects.all()).pk])}
        desk.edit(story, story.version, said, self.editor)

    def send_away(self, number):
        story = self.story(number)
        if story.status != "joined":
            desk.edit(story, story.version, {"status": self.pick.choice(["published", "published", "withdrawn", "draft"])}, self.editor)

    def make_one(self, _):
        one, other = self.any_of(Photo.objects.all()), self.any_of(Photo.objects.all())
        if one and one.survivor != other.survivor:
            pairs.make_one(one.survivor, other.survivor, self.editor)

    def split(self, _):
        if rendition := self.any_of(Rendition.objects.all()):
            parting.split(rendition.photo.survivor, [rendition.pk], self.editor)

    def withdraw(self, _):
        if photo := self.any_of(Photo.objects.filter(merged_into=None)):
            (withdrawing.bring_back(photo, self.editor) if photo.is_withdrawn else withdrawing.withdraw(photo, "A complaint.", self.editor))

    def describe(self, _):
        if photo := self.any_of(Photo.objects.filter(merged_into=None)):
            photos.change(photo, {"alt": self.pick.choice(["A quay.", "A clock."])}, self.editor)

    def join(self, number):
        other = self.pick.randrange(STORIES)
        if other != number:
            joining.make_one(self.story(number), self.story(other), self.editor)

    def part(self, number):
        if self.story(number).status == "joined":
            joining.part(self.story(number), self.editor)

    def undo(self, _):
        if decision := self.any_of(Decision.objects.filter(stands=True)):
            undo(decision, self.editor)

    def correct(self, number):
        desk.correct(self.story(number), "It was a Tuesday.", self.editor)


@pytest.fixture
def now(monkeypatch):
    time = [datetime(2026, 11, 1, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: time[0])
    return time


def items_of(client) -> dict[str, dict]:
    items = json.loads(client.get("/feed/json/").content)["items"]
    by_id = {item["id"]: item for item in items}
    assert len(by_id) == len(items)
    return by_id


@pytest.mark.parametrize("seed", range(4))
def test_names_and_dates_stay_and_what_reads_differently_says_so(client, now, seed):
    life = Life(seed, now)
    known = items_of(client)
    before = known
    assert len(known) == STORIES
    for _ in range(STEPS):
        life.step()
        items = items_of(client)
        assert items.keys() == set(Article.objects.published().values_list("guid", flat=True)), life.log
        for name, item in items.items():
            first, last = known[name], before.get(name)
            assert [item[key] for key in ("url", "date_published")] == [first[key] for key in ("url", "date_published")], life.log
            if last and without_time(item) != without_time(last):
                assert item["date_modified"] > last["date_modified"], life.log
            if last:
                assert item["date_modified"] >= last["date_modified"], life.log
        before = items


def without_time(item: dict) -> dict:
    return {key: value for key, value in item.items() if key != "date_modified"}
