"""What is lent to a photo that nobody described follows the words under it, whoever wrote them."""

import pytest
from django.contrib.auth import get_user_model

from articles.ingest import Given, store
from articles.models import Article
from articles.reading.story import Kind as StoryKind
from articles.reading.story import Story
from gallery.desk import bulk, pairs, photos, words
from gallery.desk.bulk import Kind, Wish
from gallery.desk.journal import undo
from gallery.models import Caption, Decision, Photo
from gallery.sightings import Kind as SightingKind
from gallery.sightings import Role
from gallery.sightings import Sighting as Seen

pytestmark = pytest.mark.django_db

QUAY, PIER = "https://a.example/quay.jpg", "https://b.example/pier.jpg"
LENT = "Two boats at the pier."


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def read(number, address, caption, alt=""):
    stands = {"figure": 0, "block": 0, "role": Role.INLINE}
    said = [(SightingKind.FIGCAPTION, caption), *([(SightingKind.ALT, alt)] if alt else [])]
    sightings = (Seen(SightingKind.IMG, (address,), **stands), *(Seen(kind, text=text, **stands) for kind, text in said))
    story = Story(StoryKind.STORY, headline=f"Story {number}", body="<p>One.</p>", sightings=sightings)
    store(story, Given(f"story-{number}", f"https://paper.example/{number}"))


@pytest.fixture
def caption(editor):
    """Of a photo that nobody described, with one joined to it that was."""
    read(1, QUAY, "The quay at dawn.")
    read(2, PIER, "Ferries leave.", LENT)
    described, bare = Photo.objects.get(alt=LENT), Photo.objects.get(alt=None)
    pairs.make_one(bare, described, editor)
    assert Photo.objects.get(pk=bare.pk).alt == LENT
    return Caption.objects.get(article__headline="Story 1")


def described(caption):
    """How the photo is described, and when its other story changed for its readers."""
    return Photo.objects.get(pk=caption.photo_id).alt, Article.objects.get(headline="Story 2").changed_at


def latest():
    return Decision.objects.order_by("pk").last()


def test_what_an_editor_writes_under_a_photo_is_not_lent_to_it_as_well(caption, editor):
    _, before = described(caption)
    words.edit(caption, caption.version, LENT, "", editor)
    alt, after = described(caption)
    assert alt is None
    assert after > before


def test_it_is_lent_again_once_the_caption_says_something_else(caption, editor):
    words.edit(caption, caption.version, LENT, "", editor)
    words.back_to_source(caption, caption.version, editor)
    assert described(caption)[0] == LENT


def test_taking_an_edit_back_lends_as_before(caption, editor):
    words.edit(caption, caption.version, LENT, "", editor)
    edit = latest()
    undo(edit, editor)
    assert described(caption)[0] == LENT
    undo(latest(), editor)
    assert described(caption)[0] is None


def test_a_change_of_many_captions_counts_as_an_edit(caption, editor):
    wish = Wish(Kind.REPLACE, "The quay at dawn", LENT)
    bulk.apply(wish, {each.row.pk: each.mark for each in bulk.proposed(Caption.objects.filter(pk=caption.pk), wish)}, editor)
    assert described(caption)[0] is None


def test_what_the_source_comes_to_say_under_a_photo_is_not_lent_to_it(caption):
    read(1, QUAY, LENT)
    assert described(caption)[0] is None
    read(1, QUAY, "The quay at dawn.")
    assert described(caption)[0] == LENT


def test_a_caption_that_leaves_its_story_hinders_nothing_any_more(caption):
    read(1, QUAY, LENT)
    read(1, "https://c.example/tram.jpg", "A tram.")
    assert described(caption)[0] == LENT


def test_nothing_is_written_where_nothing_changes(caption, editor):
    _, before = described(caption)
    words.edit(caption, caption.version, "The quay at noon.", "", editor)
    assert described(caption) == (LENT, before)


def test_taking_a_description_back_restores_it_after_captions_changed(caption, editor):
    words.edit(caption, caption.version, LENT, "", editor)
    before = list(Photo.objects.order_by("pk").values_list("pk", "alt", "alt_is_lent"))
    photos.change(Photo.objects.get(pk=caption.photo_id), {"alt": ""}, editor)
    undo(latest(), editor)
    assert list(Photo.objects.order_by("pk").values_list("pk", "alt", "alt_is_lent")) == before
