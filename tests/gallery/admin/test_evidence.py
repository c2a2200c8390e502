"""A photo's evidence at the desk, and deciding against it with everything that changes seen first."""

import pytest
from django.urls import reverse

from gallery.joining import join
from gallery.models import Comparison, Decision, Photo, Rendition, Verdict
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined():
    """A photo that another one was joined to, and the story that showed both."""
    story, kept, gone = make_article(headline="The quay"), make_photo("green"), make_photo("olive", (300, 200))
    add_caption(story, "The quay at dawn.", kept)
    add_caption(story, "The same quay.", gone)
    Comparison.objects.create(left=kept, right=gone, same=True, why="they show the same", coarse=0.9, fine=0.9)
    return join(gone, kept)


def page_of(photo):
    return reverse("admin:gallery_photo_evidence", args=[photo.pk])


def test_the_page_says_where_it_was_seen_and_what_made_it_one(admin_client, joined):
    page = admin_client.get(page_of(joined)).content.decode()
    for words in ("The quay", "they show the same", "https://pictures.example/photo-", "The same quay."):
        assert words.lower() in page.lower()


def test_parting_shows_first_what_changes_and_writes_nothing(admin_client, joined):
    gone = Photo.objects.get(merged_into=joined)
    chosen = Rendition.objects.get(born=gone)
    page = admin_client.post(page_of(joined), {"what": "part", "rendition": [chosen.pk]}).content.decode()
    assert f"Photo {gone.pk}: The same quay." in page
    assert not Decision.objects.exists()
    admin_client.post(page_of(joined), {"what": "part", "rendition": [chosen.pk], "seen": "1"})
    assert Photo.objects.get(pk=gone.pk).merged_into is None
    assert not Verdict.objects.filter(same=True).exists()


def test_two_photos_are_made_one_by_number(admin_client, joined):
    other = make_photo("navy")
    add_caption(make_article(), "Elsewhere.", other)
    answer = admin_client.post(page_of(joined), {"what": "one", "other": f"Photo {other.pk}", "seen": "1"}, follow=True)
    assert Photo.objects.get(pk=other.pk).merged_into == joined
    assert "take it back" in answer.content.decode()


@pytest.mark.parametrize(("said", "words"), [("999", "There is no photo"), ("x", "There is no photo"), ("self", "this very photo")])
def test_what_can_t_be_decided_is_said_in_words(admin_client, joined, said, words):
    said = str(joined.pk) if said == "self" else said
    answer = admin_client.post(page_of(joined), {"what": "one", "other": said}, follow=True)
    assert words in answer.content.decode()


def test_who_may_not_change_photos_sees_none_of_it(client, joined, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(page_of(joined)).status_code == 403
    assert client.post(page_of(joined), {"what": "part", "seen": "1"}).status_code == 403
