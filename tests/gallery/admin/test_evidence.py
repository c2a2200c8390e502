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
    assert f"Photo {gone.pk} comes, at place 2" in page
    assert "The same quay." in page
    assert not Decision.objects.exists()
    admin_client.post(page_of(joined), {"what": "part", "rendition": [chosen.pk], "seen": "1"})
    assert Photo.objects.get(pk=gone.pk).merged_into is None
    assert not Verdict.objects.filter(same=True).exists()


def test_two_photos_are_made_one_by_number(admin_client, joined):
    other = make_photo("navy")
    add_caption(make_article(), "Elsewhere.", other)
    answer = admin_client.post(page_of(joined), {"what": "one", "other": f"Photo {other.pk}", "seen": "1"}, follow=True)
    assert Photo.objects.get(pk=other.pk).merged_into == joined
    assert reverse("admin:gallery_decision_undo", args=[Decision.objects.get().pk]) in answer.content.decode()


@pytest.mark.parametrize(("said", "words"), [("999", "There is no photo"), ("x", "There is no photo"), ("self", "this very photo")])
def test_what_can_t_be_decided_is_said_in_words(admin_client, joined, said, words):
    said = str(joined.pk) if said == "self" else said
    answer = admin_client.post(page_of(joined), {"what": "one", "other": said}, follow=True)
    assert words in answer.content.decode()


def test_who_may_not_change_photos_sees_none_of_it(client, joined, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(page_of(joined)).status_code == 403
    assert client.post(page_of(joined), {"what": "part", "seen": "1"}).status_code == 403


def test_what_came_with_a_joined_photo_is_parted_in_one_answer(admin_client, joined):
    gone = Photo.objects.get(merged_into=joined)
    assert admin_client.post(page_of(joined), {"born": gone.pk}).context["asked"].chosen == set(rows(born=gone))
    admin_client.post(page_of(joined), {"born": gone.pk, "seen": "1"})
    assert Photo.objects.get(pk=gone.pk).merged_into is None


def rows(**which):
    return Rendition.objects.filter(**which).values_list("pk", flat=True)


def test_a_file_is_told_with_its_host_its_size_and_what_joined_it(admin_client, joined):
    Rendition.objects.filter(born=joined).update(state="taken")
    own, other = admin_client.get(page_of(joined)).context["births"]
    assert (own.files[0].host, own.files[0].width, own.files[0].height) == ("pictures.example", 400, 300)
    assert own.files[0].size == joined.original.size
    assert other.why == "By their pixels: they show the same."
    assert other.files[0].why == ("The library knew it: the same file, or an address seen before.",)


def test_sightings_stand_under_their_stories_which_are_one_link_away(admin_client, joined):
    other = make_article(headline="Elsewhere")
    add_caption(other, "Again.", joined)
    page = admin_client.get(page_of(joined))
    assert [str(each.story) for each in page.context["showings"]] == ["Elsewhere", "The quay"]
    for name in (other.get_absolute_url(), reverse("admin:articles_article_change", args=[other.pk])):
        assert name in page.content.decode()


def test_an_open_doubt_leads_to_its_place_in_the_queue(admin_client, joined):
    likelier, photo = make_photo("navy"), make_photo("red")
    said = {"why": "it is mirrored", "coarse": 0.9}
    Comparison.objects.create(left=likelier, right=photo, fine=0.9, **said)
    pair = Comparison.objects.create(left=joined, right=photo, fine=0.5, **said)
    where = f"{reverse('admin:gallery_comparison_queue')}?pair={pair.pk}"
    assert where in admin_client.get(page_of(joined)).content.decode()
    assert admin_client.get(where).context["pair"] == pair


def test_the_page_asks_no_more_as_files_and_stories_grow(admin_client, joined, django_assert_max_num_queries):
    for number in range(20):
        add_caption(make_article(), f"Again {number}.", joined, address=f"https://pictures.example/{number}.jpg")
    with django_assert_max_num_queries(60):
        admin_client.get(page_of(joined))
