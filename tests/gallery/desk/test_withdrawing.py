"""A photo withdrawn: gone from everything that readers get, and back again exactly."""

from unittest.mock import Mock

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles import photo_files, tasks
from gallery import darkroom
from gallery.desk.journal import undo
from gallery.desk.withdrawing import bring_back, withdraw
from gallery.joining import join
from gallery.models import Decision, FormerFile, Photo
from gallery.pictures import picture_of
from gallery.renditions import photos, sources, store
from gallery.withdrawn import doubt_files
from tests.factories import add_caption, make_article, make_photo, make_story, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def story():
    return make_story()


def lead_of(article):
    return article.captions.get(position=0).photo


def test_a_withdrawn_photo_is_gone_from_every_page_and_its_story_keeps_its_text(client, story, by, django_capture_on_commit_callbacks):
    photo = lead_of(story)
    src = picture_of(photo).src
    assert client.get(src).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(photo, "The licence ended.", by)
    for path in ("/", story.get_absolute_url(), "/feed/"):
        page = client.get(path).content.decode()
        assert photo.digest not in page
        assert "Caption 1 of story" not in page
    assert "It will stand." in client.get(story.get_absolute_url()).content.decode()
    assert client.get(photo.get_absolute_url()).status_code == 410
    assert client.get(f"{story.get_absolute_url()}photo/{photo.pk}/").status_code == 410
    assert client.get(src).status_code == 410
    assert client.get(src, headers={"if-none-match": f'"{src.removeprefix("/media/")}"'}).status_code == 410


def test_the_next_photo_leads_its_story_on_every_page_and_in_the_feed(client, story, by):
    second, third = (caption.photo for caption in story.captions.in_order()[1:])
    withdraw(third, "A complaint.", by)
    withdraw(lead_of(story), "A complaint.", by)
    front, page, feed = (client.get(path).content.decode() for path in ("/", story.get_absolute_url(), "/feed/"))
    assert all(picture_of(second).src in page for page in (front, page, feed))
    assert 'class="photo lead"' in page
    assert "<enclosure" in feed
    withdraw(second, "A complaint.", by)
    assert "<figure" not in client.get(story.get_absolute_url()).content.decode()
    assert client.get("/").status_code == 200


def test_its_files_are_taken_out_of_the_storage_and_made_again_on_undo(client, story, by, django_capture_on_commit_callbacks):
    photo = lead_of(story)
    name = picture_of(photo).name
    before = client.get(story.get_absolute_url()).content
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(photo, "A complaint.", by)
    assert not photos().exists(name)
    assert default_storage.exists(photo.original.name)
    with django_capture_on_commit_callbacks(execute=True):
        undo(Decision.objects.first(), by)
    assert photos().exists(name)
    assert client.get(story.get_absolute_url()).content == before
    assert Photo.objects.get(pk=photo.pk).withdrawn_because == ""


def test_the_same_picture_again_writes_no_file_of_a_withdrawn_photo(by, django_capture_on_commit_callbacks):
    photo = make_photo("red", (500, 300))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(photo, "A complaint.", by)
    stored = store(picture("red", (500, 300)))
    assert stored.digest == photo.digest
    assert not any(photos().exists(source.jpeg) for source in sources(stored.digest, stored.width, stored.height))


def test_a_photo_that_becomes_one_with_a_withdrawn_one_is_withdrawn_until_they_are_parted(
    client, story, by, django_capture_on_commit_callbacks
):
    photo, other = lead_of(story), lead_of(make_story())
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(photo, "A complaint.", by)
        join(photo, other)
    other.refresh_from_db()
    assert other.is_withdrawn
    assert client.get(other.get_absolute_url()).status_code == 410
    assert not photos().exists(picture_of(other).name)
    with django_capture_on_commit_callbacks(execute=True):
        bring_back(other, by)
    other.refresh_from_db()
    assert not other.is_withdrawn
    assert photos().exists(picture_of(other).name)


def test_former_files_go_as_well(by, client, django_capture_on_commit_callbacks):
    photo = make_photo("red", (500, 300))
    add_caption(make_article(), photo=photo)
    former = store(picture("green", (420, 300)))
    FormerFile.objects.create(
        photo=photo, original=former.original, digest=former.digest, width=former.width, height=former.height, colour=former.colour
    )
    name = sources(former.digest, former.width, former.height)[0].jpeg
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(photo, "A complaint.", by)
    assert not photos().exists(name)
    assert client.get(f"/media/{name}").status_code == 410


class TestFilesThatAreDue:
    """What a kill between the decision and the storage cuts off: the decision's callbacks never run."""

    def test_a_deletion_that_was_cut_off_is_done_by_the_next_look_for_work(self, story, by, django_capture_on_commit_callbacks):
        photo = lead_of(story)
        withdraw(photo, "A complaint.", by)
        assert photos().exists(picture_of(photo).name)
        with django_capture_on_commit_callbacks(execute=True):
            tasks.see_to_all()
        assert not photos().exists(picture_of(photo).name)
        assert not Photo.objects.filter(files_due=True).exists()

    def test_so_are_files_that_were_to_be_made_again(self, story, by, django_capture_on_commit_callbacks):
        photo = lead_of(story)
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(photo, "A complaint.", by)
        bring_back(photo, by)
        assert not photos().exists(picture_of(photo).name)
        tasks.see_to_all()
        assert photos().exists(picture_of(photo).name)

    def test_a_storage_that_fails_is_asked_again_and_costs_the_editor_nothing(
        self, story, by, monkeypatch, django_capture_on_commit_callbacks
    ):
        photo = lead_of(story)
        with monkeypatch.context() as broken, django_capture_on_commit_callbacks(execute=True):
            broken.setattr(type(photos()), "delete", Mock(side_effect=OSError("The store is down.")))
            withdraw(photo, "A complaint.", by)
        assert photos().exists(picture_of(photo).name)
        tasks.see_to_all()
        assert not photos().exists(picture_of(photo).name)

    def test_files_that_came_late_go_when_a_worker_begins_its_day(self, story, by, django_capture_on_commit_callbacks):
        photo = lead_of(story)
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(photo, "A complaint.", by)
        photos().save(picture_of(photo).name, ContentFile(b"late"))
        doubt_files()
        tasks.see_to_all()
        assert not photos().exists(picture_of(photo).name)


def test_avif_that_was_being_made_while_its_photo_was_withdrawn_is_not_stored(
    story, by, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.CUTLINE_AVIF = True
    photo = lead_of(story)
    develop = darkroom.develop_avif

    def withdraw_meanwhile(data):
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(photo, "A complaint.", by)
        return develop(data)

    monkeypatch.setattr(darkroom, "develop_avif", withdraw_meanwhile)
    photo_files.make_avif(photo.pk)
    assert not any(photos().exists(source.avif) for source in sources(photo.digest, photo.width, photo.height))
    assert Photo.objects.get(pk=photo.pk).has_avif is None


def test_another_reason_is_no_change_for_readers(story, by):
    withdraw(lead_of(story), "A complaint.", by)
    story.refresh_from_db()
    before = story.changed_at
    withdraw(lead_of(story), "A court said so.", by)
    story.refresh_from_db()
    assert (lead_of(story).withdrawn_because, story.changed_at) == ("A court said so.", before)


def test_a_reason_must_be_given(by):
    with pytest.raises(ValueError, match="reason"):
        withdraw(make_photo(), "  ", by)


def test_a_long_reason_is_kept_to_its_last_word(by, story):
    reason = "The photographer’s lawyer wrote: " + "and furthermore " * 100
    withdraw(lead_of(story), reason, by)
    assert Photo.objects.get(pk=lead_of(story).pk).withdrawn_because == reason.strip()


def test_the_desk_withdraws_with_a_reason_that_is_kept_with_who_and_when(at_desk, editor, story):
    photo = lead_of(story)
    address = f"/admin/gallery/photo/{photo.pk}/withdraw/"
    assert at_desk.get(address).status_code == 405
    at_desk.post(address, {"because": " "})
    assert not Photo.objects.get(pk=photo.pk).is_withdrawn
    page = at_desk.post(address, {"because": "<b>Licence</b>"}, follow=True).content.decode()
    assert "&lt;b&gt;Licence&lt;/b&gt;" in page
    assert "Caption 1 of story" in page
    decision = Decision.objects.first()
    assert (decision.by, decision.said) == (editor, f"Withdrew photo {photo.pk}: <b>Licence</b>")
    assert at_desk.get("/admin/gallery/photo/?withdrawn=yes").content.decode().count("Withdrawn</td>") == 1
    at_desk.post(address, {"back": "1"})
    assert not Photo.objects.get(pk=photo.pk).is_withdrawn


def test_who_may_not_change_photos_withdraws_none(client, story):
    photo = lead_of(story)
    client.force_login(get_user_model().objects.create_user("captions", is_staff=True))
    assert client.post(f"/admin/gallery/photo/{photo.pk}/withdraw/", {"because": "x"}).status_code == 403
    assert not Photo.objects.get(pk=photo.pk).is_withdrawn
