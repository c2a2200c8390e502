"""An editor's words against another editor's."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles.models import Article
from gallery.desk import words
from gallery.models import Caption, Photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def caption():
    now = timezone.now()
    article = Article.objects.create(identity="url:x", slug="x", guid="tag:x", kind="story", headline="X", dated_at=now, changed_at=now)
    return Caption.objects.create(
        article=article, photo=Photo.objects.create(), role="lead", position=0, source_text="A dog.", source_credit="AP"
    )


def test_an_edit_is_shown_and_remembers_what_the_source_said(caption, editor):
    words.edit(caption, 1, "A dog runs.", "AP Photo", editor)
    assert (caption.text, caption.credit, caption.basis_text, caption.edited_by) == ("A dog runs.", "AP Photo", "A dog.", editor)


def test_the_second_of_two_editors_writes_nothing_and_is_told(caption, editor):
    words.edit(caption, 1, "First.", "", editor)
    with pytest.raises(words.EditConflict):
        words.edit(caption, 1, "Second.", "", editor)
    caption.refresh_from_db()
    assert caption.text == "First."


def test_an_emptied_caption_stays_empty(caption, editor):
    words.edit(caption, 1, "", "", editor)
    assert (caption.text, caption.is_edited) == ("", True)


def test_going_back_shows_the_source_again(caption, editor):
    words.edit(caption, 1, "Mine.", "", editor)
    words.back_to_source(caption, 2, editor)
    assert (caption.text, caption.is_edited, caption.edited_at) == ("A dog.", False, None)


def test_an_edit_is_a_change_for_readers_of_the_story(caption, editor):
    before = caption.article.changed_at
    words.edit(caption, 1, "Mine.", "", editor)
    assert Article.objects.get().changed_at > before
