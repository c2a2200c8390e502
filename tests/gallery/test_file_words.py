"""The words in a photo's file under the photo, where the page says nothing and nowhere else."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model

from articles.ingest import Given, store
from articles.models import Article
from articles.reading.story import Kind, Story
from gallery.desk import files, words
from gallery.models import Name, Photo
from gallery.renditions import store as store_file
from gallery.sightings import Kind as Seen
from gallery.sightings import Role, Sighting
from tests.articles.test_ingest import everything
from tests.gallery.described_pictures import described, exif, in_languages, packet
from tests.gallery.pixels.test_picture_metadata import WIRE

pytestmark = pytest.mark.django_db

ADDRESS = "https://img.paper.example/pier-1280.jpg"
PICTURE = Sighting(Seen.IMG, (ADDRESS,), role=Role.LEAD, figure=1)
WORDS = Sighting(Seen.FIGCAPTION, text="The page's own words. (Max Moe)", role=Role.LEAD, figure=1)
ALT = Sighting(Seen.ALT, text="A page's description", figure=1)
STORY = Story(kind=Kind.STORY, headline="Ferries", canonical_url="https://www.paper.example/ferries", body="<p>x</p>", sightings=(PICTURE,))
FILE = described(iim=WIRE, xmp=packet(in_languages("Iptc4xmpCore:AltTextAccessibility", default="Two white ships")))
SAID = "Ferries wait at the old pier in Port Vale, Norland, Monday, Sept. 14, 2020."


def ingest(*sightings, file=FILE, url=STORY.canonical_url):
    return store(replace(STORY, sightings=(PICTURE, *sightings), canonical_url=url), Given("x", pictures={ADDRESS: file} if file else {}))


def shown(article):
    caption = article.captions.get()
    return caption.text, caption.credit, caption.photo.alt


def lines(article):
    return list(article.sightings.filter(kind="file").values_list("rule", "text", "credit"))


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def test_a_page_without_words_gets_the_file_s_and_the_receipt_says_so():
    article = ingest()
    assert shown(article) == (SAID, "AP Photo/Jane Roe", "Two white ships")
    assert lines(article) == [("caption, credit and description from the file", SAID, "AP Photo/Jane Roe")]


def test_the_file_s_credit_line_leads_to_the_photographer_s_page():
    ingest()
    assert Name.objects.get(part="photographer").slug == "jane-roe"


def test_the_page_s_words_stand_before_the_file_s():
    article = ingest(WORDS, ALT)
    assert shown(article) == ("The page's own words.", "Max Moe", "A page's description")
    assert lines(article) == []


def test_what_the_page_leaves_out_the_file_adds_word_by_word():
    article = ingest(replace(WORDS, text="The page's own words."))
    assert shown(article) == ("The page's own words.", "AP Photo/Jane Roe", "Two white ships")
    assert lines(article) == [("credit and description from the file", "Two white ships", "AP Photo/Jane Roe")]


def test_words_that_the_page_and_the_file_share_are_the_page_s():
    article = ingest(replace(WORDS, text=f"{SAID} (AP Photo/Jane Roe)"), ALT)
    assert shown(article)[0] == SAID
    assert lines(article) == []


def test_the_same_page_again_changes_no_row():
    ingest()
    before = everything()
    ingest()
    assert everything() == before
    ingest(file=None)
    assert everything() == before


def test_words_that_the_page_adds_later_take_the_place_of_the_file_s():
    ingest()
    article = ingest(WORDS, ALT)
    assert shown(article) == ("The page's own words.", "Max Moe", "A page's description")
    assert lines(article) == []


def test_an_editor_s_words_stay_over_the_file_s(editor):
    article = ingest(file=None)
    words.edit(article.captions.get(), 1, "Mine.", "", editor)
    files.give_file(article.captions.get().photo, store_file(FILE), editor)
    caption = article.captions.get()
    assert (caption.text, caption.credit, caption.source_text) == ("Mine.", "", SAID)


def test_every_story_of_a_photo_hears_of_its_file_when_one_brings_it():
    early = ingest(file=None)
    before = Article.objects.get(pk=early.pk).changed_at
    ingest(url="https://www.paper.example/later")
    assert shown(early)[0] == SAID
    assert lines(early) != []
    assert Article.objects.get(pk=early.pk).changed_at > before


def test_when_and_where_are_kept_in_words_and_the_position_nowhere():
    said = exif("Ferries at the pier.", position=("N", (48.0, 51.0, 29.6)))
    article = ingest(file=described(iim=WIRE, exif=said))
    words = article.captions.get().photo.file_words
    assert (words["taken"], words["city"], words["country"]) == ("2020-09-14", "Port Vale", "Norland")
    assert "48" not in str(words)


def test_a_file_that_replaces_one_with_words_speaks_for_itself_and_else_the_words_stay(editor):
    article = ingest()
    photo = Photo.objects.get()
    files.give_file(photo, store_file(described(exif=exif("Other ferries at a pier."), colour="green")), editor)
    assert shown(article) == ("Other ferries at a pier.", "AP Photo/Jane Roe", "Two white ships")
    files.give_file(photo, store_file(described(colour="red")), editor)
    assert shown(article) == ("Other ferries at a pier.", "AP Photo/Jane Roe", "Two white ships")
    assert shown(ingest(file=None)) == ("Other ferries at a pier.", "AP Photo/Jane Roe", "Two white ships")


def test_page_words_that_equal_the_former_file_s_stay_when_another_file_comes(editor):
    article = ingest(replace(WORDS, text=f"{SAID} (AP Photo/Jane Roe)"), ALT)
    files.give_file(Photo.objects.get(), store_file(described(exif=exif("Other ferries.", "Max Moe"), colour="green")), editor)
    assert shown(article) == (SAID, "AP Photo/Jane Roe", "A page's description")


def test_a_description_that_repeats_the_page_s_caption_is_not_taken():
    file = described(xmp=packet(in_languages("Iptc4xmpCore:AltTextAccessibility", default="The page's own words")))
    assert ingest(WORDS, file=file).captions.get().photo.alt is None


def test_the_receipt_of_the_story_shows_what_the_file_gave(client):
    article = ingest()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "caption, credit and description from the file" in page
