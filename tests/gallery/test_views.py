"""The library's photo page and the files of its pictures."""

import pytest
from lxml import html

from gallery.models import Photo
from gallery.renditions import sources
from tests.factories import add_caption, make_article, make_photo, make_story

pytestmark = pytest.mark.django_db


def names(photo):
    return [name for _, webp, jpeg, _ in sources(photo.digest, photo.width, photo.height) for name in (webp, jpeg)]


def test_a_photo_page_names_every_published_story_that_ran_it_with_its_words_there(client):
    photo = make_photo("green")
    for number in range(2):
        add_caption(make_article(), f"Words {number}.", photo)
    add_caption(make_article(status="withdrawn"), "Withdrawn words.", photo)
    page = html.fromstring(client.get(photo.get_absolute_url()).content)
    assert page.xpath("//p[@class='caption']/text()") == ["Words 1.", "Words 0."]
    assert len(page.xpath("//main//img")) == 1


def test_a_merged_photo_leads_on_to_the_end_of_the_chain(client):
    kept = make_story(photos=1).captions.get().photo
    first = Photo.objects.create(merged_into=Photo.objects.create(merged_into=kept))
    answer = client.get(first.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())


def test_a_photo_that_no_published_story_ran_is_not_shown(client):
    assert client.get(make_photo("red").get_absolute_url()).status_code == 404


def test_a_derived_file_is_served_for_ever_with_its_exact_type(client):
    for name in names(make_photo("blue", (700, 500))):
        answer = client.get(f"/media/{name}", HTTP_ACCEPT_ENCODING="gzip")
        body = b"".join(answer.streaming_content)
        assert answer["Content-Type"] == ("image/webp" if name.endswith("webp") else "image/jpeg")
        assert "immutable" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert int(answer["Content-Length"]) == len(body)
        assert body[:4] in (b"RIFF", b"\xff\xd8\xff\xe0")


def test_a_repeated_file_is_answered_304(client):
    address = f"/media/{names(make_photo())[0]}"
    tag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        "originals/{digest}.jpg",
        "photos/../originals/{digest}.jpg",
        "photos/%2e%2e/secret_key",
        "../secret_key",
        "/etc/passwd",
        "photos/",
        "",
        "photos/aa/nothing-320.webp",
        "{derived}/",
        "{derived}%00",
        "{derived}%0a",
        "{missing}",
    ],
)
def test_nothing_but_derived_files_is_served(client, name):
    photo = make_photo()
    derived = names(photo)[0]
    path = name.format(digest=photo.digest, derived=derived, missing=derived.replace(photo.digest, "0" * 64))
    assert client.get(f"/media/{path}").status_code == 404
