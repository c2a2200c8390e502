"""Stories becoming rows: whole or not at all, the same twice, an editor's words kept."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils import timezone
from PIL import Image

from articles.ingest import Given, NotStored, store
from articles.models import Article
from articles.reading.story import Kind, Story
from gallery import library, renditions
from gallery.desk import files, words
from gallery.models import Caption, Photo, Rendition
from gallery.recognition import recognise
from gallery.sightings import Kind as Seen
from gallery.sightings import Role, Sighting
from tests.gallery.scenes import encoded, scene

pytestmark = pytest.mark.django_db

PLACE = "https://www.paper.example/world/bridge"
LEAD = Sighting(Seen.IMG, ("https://img.paper.example/bridge-1280.jpg",), role=Role.LEAD, figure=1, block=0)
LEAD_WORDS = Sighting(Seen.FIGCAPTION, text="The old bridge at dawn, Sunday. (Staff photo)", role=Role.LEAD, figure=1, block=0)
SECOND = Sighting(Seen.IMG, ("https://img.paper.example/river-640.jpg",), role=Role.GALLERY, figure=2)
SECOND_WORDS = Sighting(Seen.FIGCAPTION, text="The river below it. (Staff photo)", role=Role.GALLERY, figure=2)
LOGO = Sighting(Seen.IMG, ("https://img.paper.example/logo.png",), figure=3, dropped="logo")
STORY = Story(
    kind=Kind.STORY,
    headline="The bridge stands",
    standfirst="It was expected to fall.",
    authors=("Jane Roe",),
    published=datetime(2026, 10, 3, 8, 0, tzinfo=UTC),
    section="World",
    publisher="The Paper",
    language="en",
    canonical_url=PLACE,
    body="<p>It stands.</p>\n<p>It will stand.</p>",
    sightings=(LEAD, LEAD_WORDS, SECOND, SECOND_WORDS, LOGO),
)
GIVEN = Given("bridge.html")


def everything():
    """Every row of both apps, to the last column."""
    models = [model for app in ("articles", "gallery") for model in apps.get_app_config(app).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def a_picture(colour="navy", size=(400, 300)):
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def test_a_story_is_stored_with_each_photo_once_and_one_caption_under_it():
    article = store(STORY, GIVEN)
    captions = [(caption.position, caption.role, caption.text, caption.credit) for caption in article.captions.in_order()]
    assert captions == [
        (0, "lead", "The old bridge at dawn, Sunday.", "Staff photo"),
        (1, "gallery", "The river below it.", "Staff photo"),
    ]


def test_every_sighting_is_in_the_receipt_the_dropped_ones_too():
    article = store(STORY, GIVEN)
    assert [(row.kind, row.outcome) for row in article.sightings.all()] == [
        ("img", "shown"),
        ("figcaption", "shown"),
        ("img", "shown"),
        ("figcaption", "shown"),
        ("img", "dropped"),
    ]


def test_the_same_page_again_changes_no_row():
    store(STORY, GIVEN)
    before = everything()
    store(STORY, GIVEN)
    assert everything() == before


def test_tracking_in_the_address_makes_no_second_article():
    first = store(STORY, GIVEN)
    again = store(replace(STORY, canonical_url=f"{PLACE}?utm_source=feed&fbclid=x"), GIVEN)
    assert again.pk == first.pk


@pytest.mark.parametrize("headline", ["Τα νέα της ημέρας", "漢" * 90, "مدغشقر كما لا يراها البحارة"])
def test_a_guid_is_made_of_the_letters_that_such_a_name_may_have_in_any_script(headline):
    article = store(replace(STORY, headline=headline), GIVEN)
    assert re.fullmatch(r"tag:[a-z.]+,[0-9]{4}:[0-9-]{10}/[0-9A-Za-z%.~_-]{1,200}", article.guid, re.ASCII)


def test_a_corrected_headline_keeps_the_address_and_the_guid():
    first = store(STORY, GIVEN)
    again = store(replace(STORY, headline="The bridge still stands"), GIVEN)
    assert (again.pk, again.slug, again.guid) == (first.pk, first.slug, first.guid)
    assert again.headline == "The bridge still stands"


def test_a_time_that_is_still_to_come_keeps_no_story_above_all_others():
    tomorrow = timezone.now() + timedelta(days=1)
    article = store(replace(STORY, published=tomorrow), GIVEN)
    assert (article.published_at, article.dated_at) == (tomorrow, article.first_read_at)
    before = everything()
    store(replace(STORY, published=tomorrow), GIVEN)
    assert everything() == before
    later = store(replace(STORY, headline="Bridge", published=tomorrow), GIVEN)
    assert later.dated_at == article.first_read_at


def test_a_date_that_a_source_changes_twice_files_a_story_anew_and_feeds_keep_the_first(client):
    first = store(STORY, GIVEN).dated_at
    for days in (1, 2):
        article = store(replace(STORY, published=first + timedelta(days=days)), GIVEN)
        assert article.dated_at == first + timedelta(days=days)
        (item,) = client.get("/feed/json/").json()["items"]
        assert datetime.fromisoformat(item["date_published"]) == first
        assert datetime.fromisoformat(item["date_modified"]) > first + timedelta(days=days)


def test_two_stories_of_one_headline_have_addresses_of_their_own():
    store(STORY, GIVEN)
    other = store(replace(STORY, canonical_url=f"{PLACE}-2"), GIVEN)
    assert other.slug == "the-bridge-stands-2"


def test_a_caption_the_source_corrects_follows_the_source():
    store(STORY, GIVEN)
    corrected = replace(SECOND_WORDS, text="The river under it. (Staff photo)")
    article = store(replace(STORY, sightings=(LEAD, LEAD_WORDS, SECOND, corrected)), GIVEN)
    assert [caption.text for caption in article.captions.in_order()] == ["The old bridge at dawn, Sunday.", "The river under it."]


class TestAnEditedCaption:
    @pytest.fixture
    def caption(self):
        caption = store(STORY, GIVEN).captions.get(position=1)
        words.edit(caption, caption.version, "The Arda below the bridge.", "Jane Roe", get_user_model().objects.create_user("ed"))
        return caption

    def test_survives_the_same_page(self, caption):
        before = everything()
        store(STORY, GIVEN)
        assert everything() == before

    def test_survives_other_words_in_the_source_and_says_that_they_changed(self, caption):
        store(replace(STORY, sightings=(LEAD, LEAD_WORDS, SECOND, replace(SECOND_WORDS, text="Water. (AP)"))), GIVEN)
        caption.refresh_from_db()
        assert (caption.text, caption.source_text, caption.source_changed) == ("The Arda below the bridge.", "Water.", True)

    def test_survives_its_photo_leaving_the_source(self, caption):
        article = store(replace(STORY, sightings=(LEAD, LEAD_WORDS)), GIVEN)
        assert [each.text for each in article.captions.in_order()] == ["The old bridge at dawn, Sunday.", "The Arda below the bridge."]


def test_a_caption_nobody_edited_leaves_with_its_photo():
    store(STORY, GIVEN)
    article = store(replace(STORY, sightings=(LEAD, LEAD_WORDS)), GIVEN)
    assert article.captions.count() == 1


def test_another_size_in_another_story_is_the_same_photo():
    store(STORY, GIVEN)
    smaller = replace(LEAD, urls=("https://img.paper.example/bridge-320.jpg",))
    store(replace(STORY, canonical_url=f"{PLACE}-2", sightings=(smaller,)), GIVEN)
    assert Photo.objects.count() == 2
    assert Caption.objects.filter(photo__renditions__url=LEAD.urls[0]).count() == 2


def test_a_photo_of_words_alone_is_private_to_its_article():
    line = Sighting(Seen.LINE, text="A dog runs. (AP Photo)", role=Role.GALLERY)
    for number in (1, 2):
        store(replace(STORY, canonical_url=f"{PLACE}-{number}", sightings=(line, line)), GIVEN)
    assert Photo.objects.count() == 2


def test_a_picture_saved_beside_the_page_is_taken_in():
    article = store(STORY, replace(GIVEN, pictures={LEAD.urls[0]: a_picture()}))
    photo = article.captions.get(position=0).photo
    assert (photo.width, photo.height, photo.original.storage.exists(photo.original.name)) == (400, 300, True)


def test_a_refused_picture_says_why_and_keeps_its_caption():
    article = store(STORY, replace(GIVEN, pictures={LEAD.urls[0]: b"<svg onload=alert(1)>"}))
    rendition = Rendition.objects.get(url=LEAD.urls[0])
    assert (rendition.state, bool(rendition.reason)) == ("refused", True)
    assert article.captions.get(position=0).text == "The old bridge at dawn, Sunday."


def test_two_addresses_of_the_same_file_are_one_photo():
    pictures = {LEAD.urls[0]: a_picture(), SECOND.urls[0]: a_picture()}
    article = store(STORY, replace(GIVEN, pictures=pictures))
    assert article.captions.count() == 1
    assert article.sightings.filter(rule="one photo in the library").count() == 2


@pytest.mark.parametrize("kind", [Kind.INDEX, Kind.STUB, Kind.VIDEO])
def test_what_is_no_article_is_said_and_not_stored(kind):
    with pytest.raises(NotStored, match="a cookie wall"):
        store(Story(kind=kind, headline="Cookies", reason="a cookie wall"), GIVEN)
    assert not Article.objects.exists()


def test_a_failure_half_way_leaves_no_half_stored_article(monkeypatch):
    def fail(*args):
        raise RuntimeError("power cut")

    monkeypatch.setattr(library, "_keep_receipt", fail)
    with pytest.raises(RuntimeError):
        store(STORY, GIVEN)
    assert not any(everything().values())


TWICE = replace(
    STORY,
    sightings=(
        LEAD,
        LEAD_WORDS,
        replace(LEAD, urls=("https://img.paper.example/bridge-640.jpg",), role=Role.GALLERY, figure=2, block=None),
        replace(SECOND_WORDS, text="The bridge from the river."),
    ),
)
"""Two pictures under addresses that differ in a size alone."""


def bridges(*pictures):
    addresses = (seen.urls[0] for seen in TWICE.sightings if seen.urls)
    return replace(GIVEN, pictures=dict(zip(addresses, map(encoded, pictures), strict=True)))


def test_addresses_that_differ_in_a_size_are_one_photo_where_the_pixels_are():
    article = store(TWICE, bridges(scene(1), scene(1).resize((240, 160))))
    assert [caption.text for caption in article.captions.in_order()] == ["The old bridge at dawn, Sunday."]


def test_pixels_that_differ_stand_against_addresses_that_differ_in_a_size():
    article = store(TWICE, bridges(scene(1), scene(2)))
    assert [caption.text for caption in article.captions.in_order()] == ["The old bridge at dawn, Sunday.", "The bridge from the river."]
    assert Photo.objects.filter(digest__isnull=False).count() == 2


@pytest.mark.parametrize("given", [GIVEN, bridges(scene(1), scene(2))], ids=["without the pictures", "with them"])
def test_what_pixels_told_apart_stays_two_photos_when_the_page_is_read_again(given):
    store(TWICE, bridges(scene(1), scene(2)))
    before = everything()
    store(TWICE, given)
    assert everything() == before


def test_a_story_whose_two_pictures_turned_out_to_be_one_changes_nothing_when_it_is_read_again():
    given = replace(GIVEN, pictures={LEAD.urls[0]: encoded(scene(1)), SECOND.urls[0]: encoded(scene(1).resize((360, 240)))})
    article = store(STORY, given)
    for photo in Photo.objects.order_by("pk"):
        recognise(photo)
    assert [caption.text for caption in article.captions.in_order()] == ["The old bridge at dawn, Sunday."]
    before = everything()
    for again in (given, GIVEN):
        store(STORY, again)
        assert everything() == before


class TestAnotherPictureUnderAKnownAddress:
    """One address, in two stories, behind which the pictures at hand are not the same."""

    OTHER = replace(STORY, canonical_url=f"{PLACE}-2", sightings=(LEAD, LEAD_WORDS))

    @staticmethod
    def lead(image):
        return replace(GIVEN, pictures={LEAD.urls[0]: encoded(image)})

    @pytest.mark.parametrize("seen", [LEAD, replace(LEAD, urls=("https://img.paper.example/bridge-640.jpg",))], ids=["itself", "its size"])
    def test_is_another_photo(self, seen):
        first = store(STORY, self.lead(scene(1))).captions.get(position=0).photo
        given = replace(GIVEN, pictures={seen.urls[0]: encoded(scene(2))})
        second = store(replace(self.OTHER, sightings=(seen, LEAD_WORDS)), given).captions.get().photo
        assert first != second
        assert second.digest == renditions.digest_of(encoded(scene(2)))

    def test_is_another_photo_where_the_pixels_leave_a_doubt(self):
        first = store(STORY, self.lead(Image.new("RGB", (400, 300), "navy"))).captions.get(position=0).photo
        assert store(self.OTHER, self.lead(Image.new("RGB", (400, 301), "navy"))).captions.get().photo != first

    def test_is_the_same_photo_in_another_file(self):
        first = store(STORY, self.lead(scene(1))).captions.get(position=0).photo
        assert store(self.OTHER, self.lead(scene(1).resize((360, 240)))).captions.get().photo == first

    def test_changes_no_row_when_both_are_read_again(self):
        pages = [(STORY, self.lead(scene(1))), (self.OTHER, self.lead(scene(2)))]
        for page in pages:
            store(*page)
        before = everything()
        for page in reversed(pages):
            store(*page)
        assert everything() == before

    def test_is_the_photo_whose_file_an_editor_replaced(self):
        photo = store(STORY, self.lead(scene(1))).captions.get(position=0).photo
        files.give_file(photo, renditions.store(encoded(scene(2))), get_user_model().objects.create_user("ed"))
        before = everything()
        store(STORY, self.lead(scene(1)))
        assert everything() == before
