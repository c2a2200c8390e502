"""An editor's words against another editor's."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles.models import Article
from gallery.desk import pairs, words
from gallery.joining import join
from gallery.models import Caption, Comparison, Photo, Rendition, Verdict
from tests.factories import add_caption, make_article, make_photo

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


@pytest.fixture
def pair():
    """Two photos, and a question about them."""
    left, right = make_photo("green"), make_photo("olive")
    for photo, name in ((left, "a.example/1"), (right, "b.example/2")):
        Rendition.objects.create(photo=photo, url=f"https://{name}.jpg", key=name)
    return Comparison.objects.create(left=left, right=right, why="it is mirrored", coarse=0.9, fine=0.9)


def test_an_editor_makes_two_photos_one_and_their_stories_show_it(pair, editor):
    article = make_article()
    add_caption(article, "The other.", pair.right)
    pairs.decide(pair, same=True, by=editor)
    assert article.captions.get().photo == pair.left
    assert Verdict.objects.values_list("left", "right", "same", "by").get() == ("a.example/1", "b.example/2", True, editor.pk)
    assert not Comparison.objects.open().exists()


def test_what_an_editor_keeps_apart_no_later_look_joins(pair, editor):
    pairs.decide(pair, same=False, by=editor)
    assert join(pair.right, pair.left) == pair.right
    assert Photo.objects.filter(merged_into=None).count() == 2


def test_an_editors_later_word_takes_the_place_of_the_earlier(pair, editor):
    for same in (False, True):
        pairs.decide(pair, same=same, by=editor)
    assert Photo.objects.get(pk=pair.right.pk).merged_into == pair.left
    assert Verdict.objects.get().same


def test_photos_with_an_edit_each_in_one_story_are_not_joined_and_it_is_said(pair, editor):
    article = make_article()
    for photo in (pair.left, pair.right):
        caption = add_caption(article, "Words.", photo)
        words.edit(caption, caption.version, "An editor's words.", "", editor)
    with pytest.raises(pairs.Undecidable, match="Words were written under both"):
        pairs.decide(pair, same=True, by=editor)
    assert article.captions.count() == 2
    assert not Verdict.objects.exists()


def test_photos_whose_addresses_differ_in_a_size_can_be_kept_apart(editor):
    left, right = make_photo("green"), make_photo("olive")
    for photo, size in ((left, "800x600"), (right, "400x300")):
        Rendition.objects.create(photo=photo, url=f"https://a.example/a-{size}.jpg", key="a.example/a")
    pairs.decide(Comparison.objects.create(left=left, right=right, why="", coarse=0, fine=0), same=False, by=editor)
    assert join(right, left) == right
    assert Verdict.objects.get().left == "https://a.example/a-400x300.jpg"


def test_what_is_one_photo_already_is_not_said_to_be_two(pair, editor):
    pairs.decide(pair, same=True, by=editor)
    with pytest.raises(pairs.Undecidable, match="one photo already"):
        pairs.decide(pair, same=False, by=editor)
    assert Verdict.objects.get().same
