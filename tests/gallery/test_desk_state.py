"""Whatever editors decide and sources change, in whatever order: no editor's word is lost, no invariant broken, and taking back restores.

`HYPOTHESIS_PROFILE=long` runs two thousand sequences, in parts that `-n auto` shares out; `NOSHRINK=1` tells a failure as it was found.
"""

from dataclasses import dataclass, replace
from itertools import combinations, count

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from articles.ingest import Given, store
from articles.models import Article
from articles.reading.story import Kind as StoryKind
from articles.reading.story import Story
from gallery.asking import ask
from gallery.desk import files, pairs, parting, photos, withdrawing, words
from gallery.desk.journal import undo
from gallery.joining import join
from gallery.kin import together, verdicts_between
from gallery.models import Caption, Comparison, Decision, Photo, Rendition, Sighting, Verdict
from gallery.pixels.picture_metadata import NOTHING
from gallery.renditions import Stored
from gallery.settling import settle
from gallery.sightings import Kind, Role
from gallery.sightings import Sighting as Seen
from tests.gallery.taking_back import Deciding, in_parts, run_part

pytestmark = pytest.mark.django_db

WORDS = ["The quay at dawn.", "Ferries leave the quay.", "A woman waves (Jane Roe/AP)", "", "The old clock."]
ALTS = ["", "", "A pier with two boats.", "The quay at dawn."]
ADDRESSES = [f"https://{host}.example/{name}{size}.jpg" for host in ("a", "b") for name in ("quay", "clock") for size in ("", "-800x600")]
WITHDRAWN = ("withdrawn_because", "is_withdrawn")
WITHDRAWN_SOMEHOW = Q(is_withdrawn=True) | ~Q(withdrawn_because="")
MADE_UP = count(1)


@dataclass(frozen=True)
class Figure:
    """One picture of a made-up page with the words under it; without addresses a line of a text scrape."""

    addresses: tuple[str, ...]
    words: str
    alt: str


FIGURES = st.builds(
    Figure, st.lists(st.sampled_from(ADDRESSES), max_size=2, unique=True).map(tuple), st.sampled_from(WORDS), st.sampled_from(ALTS)
)
PAGES = st.lists(FIGURES, min_size=1, max_size=4)
RULES = st.sampled_from(["plain", "without descriptions", "first two are one", "backwards", "words apart"])


def sightings_of(page, rules):
    """Read a page by one of several versions of the rules."""
    made = []
    for number, figure in enumerate(reversed(page) if rules == "backwards" else page):
        stands = {
            "figure": number,
            "block": number,
            "role": Role.INLINE,
            "clone": "x" if rules == "first two are one" and number < 2 else "",
        }
        if figure.addresses:
            made.append(Seen(Kind.IMG, figure.addresses, **stands))
        if figure.words:
            kind = Kind.FIGCAPTION if figure.addresses else Kind.LINE
            made.append(Seen(kind, text=figure.words, **stands | ({"figure": None, "clone": ""} if rules == "words apart" else {})))
        if figure.alt and figure.addresses and rules != "without descriptions":
            made.append(Seen(Kind.ALT, text=figure.alt, **stands))
    return tuple(made)


NAMES_NOTHING = Q(merged_into__isnull=False, own_digest=None, words="") & ~Exists(Rendition.objects.filter(born=OuterRef("pk")))
"""A photo that was made by a parting that was taken back: it stays, so that its address leads on."""


def everything():
    """All that readers and editors see, and all that was decided, by what names it for ever; times and versions aside."""
    return {
        "captions": sorted(
            Caption.objects.values_list(
                "article", "position", "photo", "role", "block", "source_text", "source_credit", "edited_text", "edited_credit",
                "basis_text", "basis_credit", "edited_by", "edited_at",
            ),
            key=repr,
        ),
        "photos": sorted(
            Photo.objects.exclude(NAMES_NOTHING).values_list(
                "pk", "alt", "alt_is_lent", "digest", "own_digest", "file_chosen", "joined_to", "merged_into", "words", "width", *WITHDRAWN
            ),
            key=repr,
        ),
        "renditions": sorted(Rendition.objects.values_list("url", "photo", "born")),
        "sightings": sorted(Sighting.objects.values_list("article", "place", "photo", "outcome", "rule", "text")),
        "verdicts": sorted(Verdict.objects.values_list("left", "right", "same")),
        "comparisons": sorted(Comparison.objects.values_list("left", "right", "same"), key=repr),
        "asked": list(Comparison.objects.open().values_list("left", "right")),
    }  # fmt: skip


with_photos = precondition(lambda self: Photo.objects.exists())


class Desk(Deciding):
    """Editors, sources and pixels at work on one library."""

    refuses = (pairs.Undecidable,)

    @initialize(pages=st.lists(PAGES, min_size=2, max_size=3))
    def open(self, pages):
        self.edits = {}
        """By the caption's key: what its editor wrote."""
        self.seen = []
        """Decisions, each with everything as it was before and after it."""
        self.by = get_user_model().objects.create_user(f"ed{next(MADE_UP)}")
        self.turns = count()
        self.stories = {number: (page, "plain") for number, page in enumerate(pages)}
        for number in self.stories:
            self.read(number)

    def everything(self):
        return everything()

    # What the sources do

    def read(self, number):
        page, rules = self.stories[number]
        sightings = sightings_of(page, rules)
        story = Story(StoryKind.STORY, headline=f"Story {number}", body="<p>One.</p>\n<p>Two.</p>", sightings=sightings)
        return store(story, Given(f"story-{number}", f"https://paper.example/{number}"))

    @rule(number=st.integers(0, 2))
    def read_again(self, number):
        number %= len(self.stories)
        before = everything()
        self.read(number)
        assert everything() == before

    @rule(number=st.integers(0, 2), page=PAGES)
    def the_source_changes(self, number, page):
        number %= len(self.stories)
        self.stories[number] = (page, self.stories[number][1])
        self.read(number)
        self.seen.clear()

    @rule(number=st.integers(0, 2), rules=RULES)
    def read_by_other_rules(self, number, rules):
        number %= len(self.stories)
        self.stories[number] = (self.stories[number][0], rules)
        self.read(number)
        self.seen.clear()

    # What the pixels say

    @with_photos
    @rule(data=st.data())
    def the_pixels_make_one(self, data):
        left, right = self.two(data)
        if left.article_id is None and right.article_id is None:
            join(right, left)
            self.seen.clear()

    @with_photos
    @rule(data=st.data())
    def the_pixels_leave_some_open(self, data):
        pictured = [photo for photo in self.photos() if photo.article_id is None]
        two = list(combinations(pictured, 2))
        for left, right in data.draw(st.lists(st.sampled_from(two), min_size=1, max_size=4, unique=True)) if two else []:
            alike = data.draw(st.sampled_from([0.7, 0.9]))
            said = {"why": "they are alike", "coarse": alike, "fine": alike}
            if Comparison.objects.get_or_create(left=left, right=right, defaults=said)[1]:
                ask(each.pk for each in together(left.pk, right.pk))
                self.seen.clear()

    @with_photos
    @rule(data=st.data(), width=st.sampled_from([300, 800, 1600]))
    def a_file_arrives(self, data, width):
        photo = data.draw(st.sampled_from(self.photos()))
        if photo.digest is None and photo.article_id is None:
            digest = f"{next(MADE_UP):064}"
            said = {
                "digest": digest,
                "own_digest": digest,
                "original": f"originals/{digest}",
                "width": width,
                "height": 200,
                "colour": "#000000",
            }
            Photo.objects.filter(pk=photo.pk).update(**said)
            settle([photo.pk])
            photo.touch()
            self.seen.clear()

    # What editors decide

    def photos(self):
        return list(Photo.objects.filter(merged_into=None).order_by("pk"))

    def two(self, data):
        some = self.photos()
        return data.draw(st.sampled_from(some)), data.draw(st.sampled_from(some))

    def caption(self, data):
        return data.draw(st.sampled_from(list(Caption.objects.order_by("article", "position"))))

    @precondition(lambda self: Caption.objects.exists())
    @rule(data=st.data(), credit=st.sampled_from(["", "Jane Roe/AP"]))
    def edit(self, data, credit):
        caption, text = self.caption(data), f"An editor's words {next(MADE_UP)}."
        self.decided(lambda: words.edit(caption, caption.version, text, credit, self.by))
        self.edits[caption.pk] = text

    @precondition(lambda self: Caption.objects.exists())
    @rule(data=st.data())
    def go_back_to_the_source(self, data):
        caption = self.caption(data)
        self.decided(lambda: words.back_to_source(caption, caption.version, self.by))
        self.edits.pop(caption.pk, None)

    @with_photos
    @rule(data=st.data())
    def make_one(self, data):
        left, right = self.two(data)
        self.decided(lambda: pairs.make_one(left, right, self.by))

    @with_photos
    @rule(data=st.data())
    def keep_apart(self, data):
        left, right = self.two(data)
        self.decided(lambda: pairs.keep_apart(left, right, self.by))

    @precondition(lambda self: Comparison.objects.open().exists())
    @rule(data=st.data(), same=st.booleans())
    def answer(self, data, same):
        pair = data.draw(st.sampled_from(list(Comparison.objects.open())))
        self.decided(lambda: pairs.decide(pair, same, self.by))

    @with_photos
    @rule(data=st.data())
    def split(self, data):
        photo = data.draw(st.sampled_from(self.photos()))
        offered = list(photo.renditions.order_by("pk").values_list("pk", flat=True))
        some = data.draw(st.lists(st.sampled_from(offered), unique=True)) if offered else []
        self.decided(lambda: parting.split(photo, set(some), self.by))

    @with_photos
    @rule(data=st.data(), width=st.sampled_from([300, 800, 1600]))
    def give_a_file(self, data, width):
        photo = data.draw(st.sampled_from(self.photos()))
        # What the pixels said of another file is forgotten for good: a look at the new one says it anew.
        if photo.article_id is None and not Comparison.objects.of(photo).exclude(same=True).exists():
            digest = f"{next(MADE_UP):064}"
            file = Stored(digest, f"originals/{digest}", width, 200, "#000000", b"", NOTHING)
            self.decided(lambda: files.give_file(photo, file, self.by))
            assert Photo.objects.get(pk=photo.pk).digest == digest

    @with_photos
    @rule(data=st.data(), alt=st.sampled_from(["", "Two boats.", "A clock."]))
    def describe(self, data, alt):
        photo = data.draw(st.sampled_from(self.photos()))
        self.decided(lambda: photos.change(photo, {"alt": alt}, self.by))

    @with_photos
    @rule(data=st.data())
    def withdraw(self, data):
        photo = data.draw(st.sampled_from(self.photos()))
        self.decided(lambda: withdrawing.withdraw(photo, "A complaint.", self.by))
        assert Photo.objects.get(pk=photo.pk).survivor.is_withdrawn

    @precondition(lambda self: Photo.objects.filter(is_withdrawn=True).exists())
    @rule(data=st.data())
    def show_again(self, data):
        photo = data.draw(st.sampled_from(list(Photo.objects.filter(is_withdrawn=True, merged_into=None).order_by("pk"))))
        self.decided(lambda: withdrawing.bring_back(photo, self.by))
        assert not Photo.objects.get(pk=photo.pk).is_withdrawn

    # What they take back

    def follow_edits(self):
        """Of captions whose words a taking back may have changed, what stands now is what was decided."""
        for caption in Caption.everything.all():
            last = caption_changes(caption)
            text = last.after["edited_text"] if last else None
            if text is None:
                self.edits.pop(caption.pk, None)
            else:
                self.edits[caption.pk] = text

    # What is always true

    @invariant()
    def photos_are_withdrawn_with_those_they_are_one_with(self):
        if not Photo.objects.filter(WITHDRAWN_SOMEHOW).exists():
            return
        for photo in Photo.objects.filter(merged_into=None):
            family = together(photo.pk)
            assert {each.is_withdrawn for each in family} == {any(each.withdrawn_because for each in family)}

    @invariant()
    def no_editor_s_word_is_lost(self):
        shown = dict(Caption.objects.exclude(edited_text=None).values_list("pk", "edited_text"))
        assert shown == getattr(self, "edits", {})

    @invariant()
    def what_is_shown_follows_from_what_was_decided(self):
        photos = Photo.objects.in_bulk()
        for photo in photos.values():
            head = photo
            while head.joined_to_id:
                head = photos[head.joined_to_id]
            assert photo.merged_into_id == (None if head == photo else head.pk)
        assert all(each.photo == each.born.survivor for each in Rendition.objects.select_related("photo", "born"))
        assert all(each.photo == each.born.survivor for each in Caption.objects.select_related("photo", "born"))

    @invariant()
    def every_sighting_is_in_the_receipt_and_every_photo_of_it_under_one_caption(self):
        for article in Article.objects.all():
            number = int(article.headline.rpartition(" ")[2])
            page, rules = self.stories[number]
            assert [row.seen for row in article.sightings.order_by("place")] == [replace(seen) for seen in sightings_of(page, rules)]
            captioned = list(article.captions.values_list("photo", flat=True))
            assert len(captioned) == len(set(captioned))
            assert set(article.sightings.exclude(photo=None).values_list("photo", flat=True)) <= set(captioned)
            assert list(article.captions.order_by("position").values_list("position", flat=True)) == list(range(len(captioned)))

    @invariant()
    def no_file_is_lost_or_shown_twice(self):
        own = sorted(filter(None, Photo.objects.values_list("own_digest", flat=True)))
        assert own == sorted(filter(None, Photo.objects.values_list("digest", flat=True)))

    @invariant()
    def what_an_editor_said_of_two_photos_holds(self):
        owners = {name: rendition.photo_id for rendition in Rendition.objects.all() for name in (rendition.url,)}
        for verdict in Verdict.objects.all():
            if verdict.left in owners and verdict.right in owners:
                assert (owners[verdict.left] == owners[verdict.right]) == verdict.same

    @invariant()
    def every_doubt_is_asked_once_or_answered(self):
        waiting = list(Comparison.objects.open())
        asked = [heads_of(pair) for pair in waiting]
        assert len(asked) == len(set(asked))
        for pair in Comparison.objects.filter(same=None).exclude(pk__in=[pair.pk for pair in waiting]):
            heads = heads_of(pair)
            said = verdicts_between(*Photo.objects.filter(pk__in=heads)) if len(heads) == 2 else Verdict.objects.none()
            assert len(heads) == 1 or heads in asked or said.filter(same=False).exists()

    @precondition(lambda self: getattr(self, "stories", None))
    @invariant()
    def reading_a_page_again_changes_nothing(self):
        """One story's page after each step, each in its turn: reading all of them would be half of what a run costs."""
        self.read_again(next(self.turns))


def heads_of(pair):
    """The photos that are shown for those of a pair: one, where they are one by now."""
    return frozenset(Photo.objects.get(pk=pk).survivor.pk for pk in (pair.left_id, pair.right_id))


def caption_changes(caption):
    """The last standing word of an editor on a caption, as the journal has it."""
    changes = [
        each for decision in Decision.objects.about(caption) for each in decision.changes.filter(subject="gallery.caption", row=caption.pk)
    ]
    return next((each for each in changes if "edited_text" in each.differing or "edited_at" in each.differing), None)


@in_parts
def test_the_desk_loses_nothing_whatever_happens_in_whatever_order(part, request):
    run_part(Desk, part, request)


def read(number, *page):
    """Take a story with these figures in."""
    story = Story(StoryKind.STORY, headline=f"Story {number}", body="<p>One.</p>", sightings=sightings_of(page, "plain"))
    store(story, Given(f"story-{number}", f"https://paper.example/{number}"))


def figure(names, words, alt=""):
    """A figure of pictures at `host/name`, several of them parted by spaces."""
    return Figure(tuple(f"https://{name}.jpg" for name in names.split()), words, alt)


def test_a_lent_description_that_a_page_says_itself_is_the_photo_s_own():
    seen = sightings_of([Figure((ADDRESSES[0],), "", "Two boats.")], "plain")
    story = Story(StoryKind.STORY, headline="Story 0", body="<p>One.</p>", sightings=seen)
    given = Given("story-0", "https://paper.example/0")
    store(story, given)
    Photo.objects.update(alt_is_lent=True)
    store(story, given)
    assert Photo.objects.get().alt_is_lent is False


def test_the_source_s_words_of_a_caption_that_left_it_are_those_that_were_written_over_also_after_a_join_was_taken_back():
    by = get_user_model().objects.create_user("ed")
    given = Given("story-0", "https://paper.example/0")

    def read(*said):
        seen = sightings_of([Figure((), words, "") for words in said], "plain")
        store(Story(StoryKind.STORY, headline="Story 0", body="<p>One.</p>", sightings=seen), given)

    read("The quay at dawn.")
    caption = Caption.objects.get()
    words.edit(caption, 1, "The quay at noon.", "", by)
    read("Ferries leave the quay.")
    before = everything()
    pairs.make_one(Caption.objects.get(source_text="Ferries leave the quay.").photo, caption.photo, by)
    undo(Decision.objects.order_by("pk").last(), by)
    assert everything() == before
    assert Caption.objects.get(pk=caption.pk).source_text == "The quay at dawn."


@pytest.mark.parametrize(
    "names", [["quay", "quay pier", "quay clock", "quay tower"], ["clock-800x600", "quay pier", "tower quay", "quay clock"]]
)
def test_an_address_that_several_photos_of_a_story_name_tells_least_of_which_row_each_is(names):
    page = [
        Figure(tuple(f"https://a.example/{name}.jpg" for name in some.split()), f"Photo {number}.", "") for number, some in enumerate(names)
    ]
    story = Story(StoryKind.STORY, headline="Story 0", body="<p>One.</p>", sightings=sightings_of(page, "plain"))
    given = Given("story-0", "https://paper.example/0")
    Rendition.objects.create(photo=Photo.objects.create(), url="https://a.example/tower.jpg", key="a.example/tower")
    store(story, given)
    before = everything()
    store(story, given)
    assert everything() == before


def test_a_word_on_an_address_is_heeded_where_another_photo_has_it_in_another_size():
    by = get_user_model().objects.create_user("ed")

    read(0, Figure(("https://b.example/quay.jpg",), "A woman waves.", ""), Figure(("https://a.example/pier.jpg",), "A pier.", ""))
    read(1, Figure(("https://a.example/clock.jpg",), "A clock.", ""))
    second = Figure(("https://b.example/quay-800x600.jpg", "https://a.example/clock.jpg"), "A clock.", ""), Figure((), "The old clock.", "")
    read(1, *second)
    quay = Photo.objects.get(renditions__url="https://b.example/quay.jpg")
    worded = Photo.objects.exclude(words="").get()
    pairs.make_one(quay, worded, by)
    before = everything()
    read(1, *second)
    assert everything() == before
    parting.split(quay, {quay.renditions.get().pk}, by)
    before = everything()
    read(1, *second)
    assert everything() == before


def test_a_parting_is_taken_back_though_others_with_addresses_alike_were_parted_too():
    by = get_user_model().objects.create_user("ed")
    addresses = [
        f"https://{name}.jpg" for name in ("a.example/clock", "a.example/clock-800x600", "b.example/quay", "b.example/quay-800x600")
    ]
    story = Story(
        StoryKind.STORY, headline="Story 0", body="<p>One.</p>", sightings=sightings_of([Figure(tuple(addresses), "", "")], "plain")
    )
    store(story, Given("story-0", "https://paper.example/0"))
    keys = [Rendition.objects.get(url=address).pk for address in addresses]
    small = parting.split(Photo.objects.get(), {keys[1], keys[3]}, by)
    parting.split(Photo.objects.exclude(pk=small.pk).get(), {keys[2]}, by)
    before = everything()
    parting.split(small, {keys[3]}, by)
    undo(Decision.objects.order_by("pk").last(), by)
    assert everything() == before


def test_how_a_page_describes_another_photo_under_a_verdict_alone_is_taken_back_with_it():
    by = get_user_model().objects.create_user("ed")

    woman, boats, quay, small = "A woman waves (Jane Roe/AP)", "A pier with two boats.", "a.example/quay", "a.example/clock-800x600"
    first = figure(f"{quay} a.example/clock", ""), figure("a.example/clock b.example/quay", woman, boats)
    read(0, *first, figure(f"b.example/clock-800x600 {small}", "The old clock."), figure("", "Ferries leave the quay."))
    read(1, figure("", woman))
    read(2, figure("a.example/clock", "Ferries leave the quay.", boats))
    shown, other = (Rendition.objects.get(url=f"https://{name}.jpg").photo for name in (quay, small))
    words_0, words_1 = Photo.objects.exclude(words="").order_by("pk")
    pairs.keep_apart(words_1, words_0, by)
    read(1, figure(f"{small} {quay}", woman, boats), figure(f"b.example/quay {quay}", woman, boats))
    before = everything()
    pairs.keep_apart(words_1, shown, by)
    assert Photo.objects.get(pk=other.pk).alt == boats
    undo(Decision.objects.order_by("pk").last(), by)
    assert everything() == before


def test_making_one_photo_overrules_what_was_said_of_a_name_that_both_have_by_now():
    by = get_user_model().objects.create_user("ed")

    clock, both = "a.example/clock", "b.example/clock-800x600 b.example/quay-800x600"
    read(0, figure("a.example/quay-800x600", "The old clock."), figure(clock, "Ferries leave."), figure(both, "A man."))
    read(1, figure("a.example/quay b.example/quay-800x600", "A woman waves."))
    left, right = (Rendition.objects.get(url=f"https://{name}.jpg").photo for name in (clock, both.split()[0]))
    pairs.keep_apart(left, right, by)
    more = figure(f"{clock} b.example/clock", "The quay at dawn."), figure("a.example/quay-800x600 a.example/clock", "A woman waves.")
    read(0, figure("a.example/clock-800x600 b.example/quay-800x600", ""), *more)
    before = everything()
    pairs.make_one(left, right, by)
    decision, after = Decision.objects.order_by("pk").last(), everything()
    assert not Verdict.objects.filter(same=False).exists()
    undo(decision, by)
    assert everything() == before
    undo(Decision.objects.order_by("pk").last(), by)
    assert everything() == after


def test_edited_captions_that_left_the_source_keep_their_order_when_a_joining_is_taken_back():
    by = get_user_model().objects.create_user("ed")

    quay, clock, tower = "a.example/quay", "a.example/clock", "a.example/tower"
    read(0, figure(quay, "The quay."), figure(clock, "The clock."))
    for caption in Caption.objects.all():
        words.edit(caption, caption.version, f"{caption.text} Indeed.", "", by)
    read(0, figure(tower, "The tower."))
    before = everything()
    pairs.make_one(*(Rendition.objects.get(url=f"https://{name}.jpg").photo for name in (clock, tower)), by)
    undo(Decision.objects.order_by("pk").last(), by)
    assert everything() == before
    assert [caption.text for caption in Caption.objects.in_order()] == ["The tower.", "The quay. Indeed.", "The clock. Indeed."]
