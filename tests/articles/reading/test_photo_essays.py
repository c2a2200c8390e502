import pytest

from articles.reading.page import read_page
from articles.reading.story import Kind
from gallery.collapse import collapse
from gallery.sightings import Role
from tests.articles.reading.pages import PARAGRAPHS, URL, images, read

NAMES = ("north", "south", "east", "west")
CAPTIONED = "".join(
    f"<figure><img src=/photos/{name}-1600.jpg><figcaption>The {name} pier from the sea.</figcaption></figure>" for name in NAMES
)
BARE = "".join(f"<p><img src=/photos/{name}-1600.jpg width=1600 height=900></p>" for name in NAMES)
ROLES = [Role.LEAD, *[Role.GALLERY] * 3]


def essay(inside, head=""):
    story = read_page(f"<html lang=en><head>{head}</head><body><article><h1>Four piers</h1>{inside}</article></body></html>", URL)
    return story, [(photo.role, photo.urls[0].rsplit("/", 1)[-1]) for photo in collapse(story.sightings).photos]


@pytest.mark.parametrize(
    "inside",
    [CAPTIONED, f"<p>{PARAGRAPHS[0]}</p>{CAPTIONED}", f"{CAPTIONED}<p>{PARAGRAPHS[0]}</p>", f"<p>{PARAGRAPHS[0]}</p>{BARE}"],
)
def test_of_a_page_of_pictures_the_first_leads_and_the_others_are_its_gallery(inside):
    story, photos = essay(inside, "<meta property=og:image content=https://paper.example/photos/north-900.jpg>")
    assert story.kind is Kind.GALLERY
    assert photos == [(role, f"{name}-1600.jpg") for role, name in zip(ROLES, NAMES, strict=True)]


def test_several_captioned_pictures_after_a_story_are_its_gallery_and_one_is_not():
    assert [(one.dropped, one.role) for one in images(read(after=CAPTIONED))] == [("", Role.GALLERY)] * 4
    assert {one.dropped for one in images(read(after=BARE))} == {"after the story"}
    single = '<figure><img src="/photos/quay.jpg"><figcaption>The new quay on Monday.</figcaption></figure>'
    assert [one.dropped for one in images(read(after=single))] == ["after the story"]
