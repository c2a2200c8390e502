"""A photo's file at the desk: given, replaced, refused, put back."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gallery.barred import is_barred
from gallery.desk import files, pairs, photos, words
from gallery.desk.journal import undo
from gallery.desk.withdrawing import withdraw
from gallery.models import Decision, Fingerprint, FormerFile, Photo
from gallery.pixels.checking import LARGEST_FILE
from gallery.renditions import sources, store
from tests.factories import add_caption, make_article, make_photo, picture
from tests.gallery.described_pictures import described, exif

pytestmark = pytest.mark.django_db


@pytest.fixture
def caption():
    """A caption of a photo with a file, edited."""
    caption = add_caption(make_article(), "A bridge.", make_photo("red", (500, 300)), role="lead", credit="Jane Roe/AP")
    words.edit(caption, 1, "The old bridge.", "Jane Roe/AP", get_user_model().objects.create_user("other"))
    return caption


@pytest.fixture
def card():
    """A caption of a photo known by its words alone."""
    return add_caption(make_article(), "A river.", role="lead")


def page_of(photo):
    return reverse("admin:gallery_photo_change", args=[photo.pk])


def give(client, photo, data=None, **written):
    said = {"alt": photo.alt or "", "focal_x": photo.focal_x, "focal_y": photo.focal_y, **written}
    if data is not None:
        said["file"] = SimpleUploadedFile("bridge.jpg", data, "image/jpeg")
    for inlines in ("former_files", "renditions", "sightings"):
        said |= {f"{inlines}-TOTAL_FORMS": 0, f"{inlines}-INITIAL_FORMS": 0}
    return client.post(page_of(photo), said)


def test_the_list_finds_a_photo_by_its_caption_in_few_questions(at_desk, caption, card, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = at_desk.get(reverse("admin:gallery_photo_changelist"), {"q": "old bridge"})
    assert [photo.pk for photo in page.context_data["cl"].result_list] == [caption.photo.pk]


def test_a_photo_without_a_file_is_given_one_and_readers_see_it(at_desk, client, card):
    before = card.article.changed_at
    assert give(at_desk, card.photo, picture("green", (640, 400))).status_code == 302
    photo = Photo.objects.get(pk=card.photo.pk)
    assert (photo.width, photo.height, default_storage.exists(photo.original.name)) == (640, 400, True)
    assert f"{photo.digest}-640.jpg" in client.get(card.article.get_absolute_url()).content.decode()
    card.article.refresh_from_db()
    assert card.article.changed_at > before
    assert not FormerFile.objects.exists()


def test_a_replaced_file_keeps_captions_and_edits_and_the_former_file(at_desk, editor, caption):
    former = caption.photo
    give(at_desk, former, picture("green", (640, 400)))
    photo = Photo.objects.get(pk=former.pk)
    assert photo.digest != former.digest
    assert all(default_storage.exists(each.jpeg) for each in sources(photo.digest, photo.width, photo.height))
    caption.refresh_from_db()
    assert (caption.text, caption.source_text, caption.photo_id) == ("The old bridge.", "A bridge.", photo.pk)
    kept = FormerFile.objects.get()
    assert (kept.photo, kept.digest, kept.replaced_by) == (photo, former.digest, editor)
    assert default_storage.exists(kept.original)


def test_the_log_says_who_gave_which_file(at_desk, editor, caption):
    give(at_desk, caption.photo, picture("green", (640, 400)))
    entry = LogEntry.objects.get()
    assert entry.user == editor
    assert "“bridge.jpg”, 640 × 400 pixels" in entry.get_change_message()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        (picture()[:200], "it is damaged or cut off"),
        (picture(size=(5, 5)), "it is too small for a photo (5 × 5 pixels)"),
        (b"\xff" * (LARGEST_FILE + 1), "it is larger than 30 MB"),
    ],
    ids=["svg", "cut off", "tiny", "huge"],
)
def test_what_is_no_picture_is_refused_in_a_sentence_and_nothing_is_lost(at_desk, caption, data, reason):
    before = Photo.objects.values().get()
    answer = give(at_desk, caption.photo, data, alt="Two arches")
    page = answer.content.decode()
    assert f"“bridge.jpg” can’t be shown: {reason}. The photo keeps the file it has." in page
    assert "Two arches" in page
    assert Photo.objects.values().get() == before
    assert not FormerFile.objects.exists()


def test_an_empty_file_is_refused(at_desk, caption):
    assert "The submitted file is empty." in give(at_desk, caption.photo, b"").content.decode()


def test_a_file_that_is_another_photo_s_is_refused_and_named(at_desk, caption, card):
    answer = give(at_desk, card.photo, picture("red", (500, 300)))
    assert f"already that of {caption.photo}" in answer.content.decode()
    card.photo.refresh_from_db()
    assert card.photo.digest is None


def test_the_photo_s_own_file_again_changes_nothing(at_desk, caption):
    before = Photo.objects.values().get()
    give(at_desk, caption.photo, picture("red", (500, 300)))
    assert Photo.objects.values().get() == before
    assert not FormerFile.objects.exists()


def test_a_description_is_saved_without_touching_the_file_that_another_process_just_gave(at_desk, card):
    # The editor opened the page before the file came.
    opened = Photo.objects.get(pk=card.photo.pk)
    files.give_file(Photo.objects.get(pk=card.photo.pk), store(picture("green")), None)
    give(at_desk, opened, alt="A river between hills")
    photo = Photo.objects.get(pk=card.photo.pk)
    assert (photo.alt, bool(photo.digest)) == ("A river between hills", True)


def test_a_new_description_is_a_change_for_readers_of_the_story(at_desk, caption):
    before = caption.article.changed_at
    give(at_desk, caption.photo, alt="Two arches")
    caption.article.refresh_from_db()
    assert caption.article.changed_at > before


def test_an_upright_picture_is_cropped_from_its_head_unless_the_editor_chose_otherwise(at_desk):
    chosen, unchosen = (add_caption(make_article(), f"Words {number}.").photo for number in range(2))
    give(at_desk, chosen, picture("green", (300, 500)), focal_y=70)
    give(at_desk, unchosen, picture("blue", (300, 500)))
    assert [Photo.objects.get(pk=photo.pk).focal_y for photo in (chosen, unchosen)] == [70, 10]


def test_words_in_an_uploaded_file_fill_what_nobody_said(at_desk):
    caption = add_caption(make_article(), "", address="https://img.paper.example/x.jpg")
    give(at_desk, caption.photo, described(exif=exif("Ferries at the old pier.", "Jane Roe")))
    caption.refresh_from_db()
    assert (caption.text, caption.credit) == ("Ferries at the old pier.", "Jane Roe")
    assert "Ferries at the old pier." in at_desk.get(page_of(caption.photo)).content.decode()


def test_a_former_file_can_be_put_back(at_desk, caption):
    first = caption.photo.digest
    give(at_desk, caption.photo, picture("green", (640, 400)))
    action = {"action": "put_back", "_selected_action": [FormerFile.objects.get().pk]}
    page = at_desk.post(reverse("admin:gallery_formerfile_changelist"), action, follow=True).content.decode()
    photo = Photo.objects.get(pk=caption.photo.pk)
    assert (photo.digest, photo.width, photo.height) == (first, 500, 300)
    assert f"{photo} has its former file again." in page
    assert FormerFile.objects.get().width == 640


@pytest.mark.parametrize("size", [(640, 400), (100, 60)])
def test_a_given_file_is_taken_back_and_given_again_by_the_decision(at_desk, caption, size):
    first = caption.photo.digest
    give(at_desk, caption.photo, picture("green", size))
    second = Photo.objects.get(pk=caption.photo.pk).digest
    for digest, former in ((first, second), (second, first)):
        at_desk.post(reverse("admin:gallery_decision_undo", args=[Decision.objects.latest("pk").pk]))
        photo = Photo.objects.get(pk=caption.photo.pk)
        assert (photo.digest, photo.own_digest, photo.file_chosen) == (digest, digest, digest == second)
        assert FormerFile.objects.get().digest == former
        assert list(Fingerprint.objects.filter(photo=photo).values_list("compared", flat=True)) == [False] * (digest == second)
    assert f"{second}-{min(size[0], 320)}.jpg" in at_desk.get(page_of(photo)).content.decode()


def test_a_file_that_was_shown_for_another_photo_is_kept_as_its_own_when_taken_back(caption, editor):
    other = make_photo("blue", (300, 200))
    files.give_file(other, store(picture("green", (640, 400))), editor)
    given = Decision.objects.latest("pk")
    pairs.make_one(caption.photo, other, editor)
    undo(given, editor)
    assert [(each.photo, each.width) for each in FormerFile.objects.all()] == [(other, 640)]
    undo(Decision.objects.get(said__startswith="Made one", stands=True), editor)
    assert Photo.objects.get(pk=other.pk).width == 300
    withdraw(other, "A complaint.", editor)
    assert is_barred(FormerFile.objects.get().digest)


def test_the_first_file_of_a_photo_is_taken_back_and_kept(at_desk, card):
    give(at_desk, card.photo, picture("green"))
    at_desk.post(reverse("admin:gallery_decision_undo", args=[Decision.objects.latest("pk").pk]))
    assert Photo.objects.get(pk=card.photo.pk).digest is None
    assert FormerFile.objects.get().photo == card.photo


def test_a_given_file_is_not_taken_back_once_the_former_one_is_another_photo_s(at_desk, caption, card):
    first = caption.photo
    give(at_desk, first, picture("green", (640, 400)))
    decision = Decision.objects.latest("pk")
    give(at_desk, card.photo, picture("red", (500, 300)))
    page = at_desk.post(reverse("admin:gallery_decision_undo", args=[decision.pk]), follow=True).content.decode()
    assert "this very file became another photo’s" in page
    assert Photo.objects.get(pk=first.pk).width == 640


def test_a_former_file_that_became_another_photo_s_is_not_put_back(at_desk, caption, card):
    give(at_desk, caption.photo, picture("green", (640, 400)))
    give(at_desk, card.photo, picture("red", (500, 300)))
    action = {"action": "put_back", "_selected_action": [FormerFile.objects.get().pk]}
    page = at_desk.post(reverse("admin:gallery_formerfile_changelist"), action, follow=True).content.decode()
    assert f"already that of {card.photo}" in page


def test_a_merged_photo_is_given_no_file_and_the_one_it_became_is_named(at_desk, caption):
    tombstone = Photo.objects.create(merged_into=caption.photo)
    assert f"This photo became {caption.photo}" in give(at_desk, tombstone, picture("green")).content.decode()
    tombstone.refresh_from_db()
    assert tombstone.digest is None


def test_who_may_only_look_gives_no_file(client, caption):
    reader = get_user_model().objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["view_photo", "view_formerfile"]))
    client.force_login(reader)
    assert give(client, caption.photo, picture("green")).status_code == 403
    assert b"put_back" not in client.get(reverse("admin:gallery_formerfile_changelist")).content


def test_the_photo_s_page_shows_it_as_it_is(at_desk, caption):
    give(at_desk, caption.photo, picture("green", (640, 400)))
    page = at_desk.get(page_of(caption.photo)).content.decode()
    photo = Photo.objects.get(pk=caption.photo.pk)
    assert f"{photo.digest}-640.jpg" in page
    assert f"{FormerFile.objects.get().digest}-320.jpg" in page


def opened(photo):
    """What a browser sends along of what it opened."""
    return {"initial-alt": photo.alt or "", "initial-focal_x": photo.focal_x, "initial-focal_y": photo.focal_y}


def test_a_description_that_another_editor_wrote_meanwhile_is_not_put_back_by_who_changed_something_else(at_desk, editor, caption):
    seen = Photo.objects.get(pk=caption.photo_id)
    photos.change(caption.photo, {"alt": "A bridge\nover a river"}, editor)
    assert give(at_desk, seen, focal_x=10, **opened(seen)).status_code == 302
    now = Photo.objects.get(pk=seen.pk)
    assert (now.alt, now.focal_x) == ("A bridge\nover a river", 10)


def test_the_second_of_two_who_describe_a_photo_is_told_and_may_save_again(at_desk, editor, caption):
    seen = Photo.objects.get(pk=caption.photo_id)
    photos.change(caption.photo, {"alt": "First.", "focal_y": 7}, editor)
    answer = give(at_desk, seen, alt="Second.", **opened(seen))
    page = answer.content.decode()
    assert "ed changed what is said of Photo" in page
    assert "“First.”" in page
    assert Photo.objects.get(pk=seen.pk).alt == "First."
    form = answer.context["adminform"].form
    again = {field.html_name: field.value() for field in form if field.name != "file"}
    again |= {field.html_initial_name: form.data[field.html_initial_name] for field in form if field.name != "file"}
    assert (again["alt"], again["focal_y"]) == ("Second.", 7)
    assert give(at_desk, seen, **again).status_code == 302
    now = Photo.objects.get(pk=seen.pk)
    assert (now.alt, now.focal_y) == ("Second.", 7)


def test_of_two_who_describe_a_photo_at_the_very_moment_the_second_is_told_her_words(at_desk, editor, caption, monkeypatch):
    def just_then(*args, said=photos.change, **options):
        Photo.objects.filter(pk=caption.photo_id).update(alt="First.")
        said(*args, **options)

    monkeypatch.setattr(photos, "change", just_then)
    give(at_desk, caption.photo, alt="Second.", **opened(caption.photo))
    assert "You wrote: “Second.”" in at_desk.get(page_of(caption.photo)).content.decode()
    assert Photo.objects.get(pk=caption.photo_id).alt == "First."


def test_a_description_of_several_lines_is_no_other_one_for_its_line_ends(at_desk, editor, caption):
    photos.change(caption.photo, {"alt": "A bridge\nover a river"}, editor)
    seen = {name: str(value).replace("\n", "\r\n") for name, value in opened(caption.photo).items()}
    assert give(at_desk, caption.photo, alt="A bridge\r\nover the Arda", **seen).status_code == 302
    assert Photo.objects.get(pk=caption.photo_id).alt.endswith("Arda")
