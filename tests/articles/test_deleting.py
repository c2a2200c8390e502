"""A story deleted at the desk: by whom, what goes with it, what stays."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage

from articles import desk
from articles.ingest import store
from articles.kept_pages import AsRead
from articles.models import Article
from gallery.desk import words
from gallery.desk.journal import CantUndo, undo
from gallery.models import Caption, Decision, Photo
from tests.articles.test_ingest import GIVEN, STORY
from tests.factories import add_caption, make_article, make_story

pytestmark = pytest.mark.django_db


def delete(client, story):
    return client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})


def test_what_was_taken_back_of_a_deleted_story_cant_be_done_again():
    story, by = make_story(), get_user_model().objects.create_user("jo")
    desk.correct(story, "The bridge is in Vale.", by)
    undo(Decision.objects.latest("pk"), by)
    desk.delete(story, by)
    with pytest.raises(CantUndo, match="deleted"):
        undo(Decision.objects.get(undoes__isnull=False), by)


def test_an_administrator_sees_what_goes_and_deletes_a_story_whose_editors_words_stay_in_the_log(log_in):
    story, other = make_story(), make_story()
    editor = get_user_model().objects.create_superuser("ed")
    words.edit(story.captions.first(), 1, "An editor’s words.", "", editor)
    desk.correct(story, "It is in Vale.", editor)
    photos = set(Photo.objects.values_list("pk", flat=True))
    client = log_in("administrator")
    asked = client.get(f"/admin/articles/article/{story.pk}/delete/").content.decode()
    assert "3 captions, 1 of them in an editor’s words" in asked
    assert delete(client, story).status_code == 302
    assert list(Article.objects.all()) == [other]
    assert set(Caption.everything.values_list("article", flat=True)) == {other.pk}
    assert set(Photo.objects.values_list("pk", flat=True)) == photos
    assert client.get(story.get_absolute_url()).status_code == 404
    kept = client.get(f"/admin/gallery/decision/{Decision.objects.first().pk}/change/").content.decode()
    for said in ("Deleted the story", "Vale", "editor’s"):
        assert said in kept


def test_chosen_stories_are_deleted_from_the_list(log_in):
    stories = [make_story(), make_story()]
    said = {"action": "delete_selected", "_selected_action": [story.pk for story in stories], "post": "yes"}
    log_in("administrator").post("/admin/articles/article/", said)
    assert not Article.objects.exists()


@pytest.mark.parametrize("role", ["caption editor", "editor"])
def test_a_role_whose_table_does_not_say_so_deletes_none(log_in, role):
    story = make_story()
    client = log_in(role)
    assert delete(client, story).status_code == 403
    client.post("/admin/articles/article/", {"action": "delete_selected", "_selected_action": story.pk, "post": "yes"})
    assert Article.objects.exists()


def test_a_deletion_is_not_taken_back_and_it_is_said_how_the_story_comes_again(log_in):
    story = make_story()
    by = get_user_model().objects.create_superuser("ed")
    words.edit(story.captions.first(), 1, "An editor’s words.", "", by)
    desk.delete(story, by)
    for decision in Decision.objects.all():
        with pytest.raises(CantUndo):
            undo(decision, by)
    with pytest.raises(CantUndo, match="take it in from there again"):
        undo(Decision.objects.first(), by)
    assert not Article.objects.exists()


def test_photos_known_from_its_words_alone_go_with_it():
    story = make_article()
    add_caption(story, "A bridge.")
    desk.delete(story, get_user_model().objects.create_superuser("ed"))
    assert not Photo.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_page_kept_of_it_goes_once_the_deletion_is_there_for_everybody():
    page = AsRead(b"<p>One page</p>", "bridge.html", saved=True)
    given = replace(GIVEN, page=page)
    article = store(STORY, given)
    assert len(default_storage.listdir("pages")[1]) == 1
    desk.delete(article, get_user_model().objects.create_superuser("ed"))
    assert default_storage.listdir("pages")[1] == []
    store(STORY, given)
    assert len(default_storage.listdir("pages")[1]) == 1
