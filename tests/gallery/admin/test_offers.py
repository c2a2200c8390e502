"""Editors see what became of photos' files, and can have them tried again."""

import pytest
from django.urls import reverse

from gallery.models import Photo, Rendition
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db
PHOTOS = reverse("admin:gallery_photo_changelist")


@pytest.fixture
def photos():
    """One of each fate."""
    photos = {"here": make_photo(), "awaited": Photo.objects.create(), "failed": Photo.objects.create(), "never": Photo.objects.create()}
    Rendition.objects.create(photo=photos["awaited"], url="https://img.example/a.jpg", key="a")
    Rendition.objects.create(
        photo=photos["failed"], url="https://img.example/b.jpg", key="b", state="refused", reason="the server answered 410 Gone"
    )
    return photos


@pytest.mark.parametrize("fate", ["here", "awaited", "failed", "never"])
def test_photos_are_found_by_what_became_of_their_file(admin_client, photos, fate):
    listed = admin_client.get(PHOTOS, {"picture": fate}).context["cl"].queryset
    assert list(listed) == [photos[fate]]


def test_the_reason_stands_in_the_list_and_on_the_photo_s_page(admin_client, photos):
    assert "410 Gone" in admin_client.get(PHOTOS).content.decode()
    assert "410 Gone" in admin_client.get(reverse("admin:gallery_photo_evidence", args=[photos["failed"].pk])).content.decode()


def test_the_list_asks_no_more_for_more_photos(admin_client, photos, django_assert_num_queries):
    with django_assert_num_queries(6):
        admin_client.get(PHOTOS)


def test_a_failed_picture_is_tried_again_when_an_editor_asks(admin_client, photos):
    answer = admin_client.post(PHOTOS, {"action": "fetch_again", "_selected_action": [photos["failed"].pk]}, follow=True)
    assert "1 file will be tried again within a minute." in answer.content.decode()
    assert Rendition.objects.get(key="b").state == "offered"


def test_renditions_are_listed_by_state(admin_client, photos):
    listed = admin_client.get(reverse("admin:gallery_rendition_changelist"), {"state__exact": "refused"})
    assert [row.key for row in listed.context["cl"].queryset] == ["b"]


def test_a_story_s_page_says_how_many_of_its_photos_are_here(admin_client, photos):
    article = make_article()
    for photo in photos.values():
        add_caption(article, f"Photo {photo.pk}.", photo)
    page = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "1 of 3 photos fetched, 1 can&#x27;t be had" in page


def test_readers_are_told_that_a_photo_is_on_its_way(client, photos):
    article = make_article()
    Photo.objects.filter(pk=photos["awaited"].pk).update(task="one")
    for name in ("awaited", "failed"):
        add_caption(article, f"Photo {name}.", photos[name])
    page = client.get(article.get_absolute_url()).content.decode()
    assert (page.count("Photo on its way"), page.count("Photo not supplied")) == (1, 1)
