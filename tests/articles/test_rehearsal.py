"""What would come of a story is said exactly, and nothing of it stays."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage

from articles import desk
from articles.ingest import NotStored, store
from articles.reading.story import Kind
from articles.rehearsal import edition_of, rehearse
from gallery.desk import words
from tests.articles.test_ingest import GIVEN, LEAD, LEAD_WORDS, SECOND, SECOND_WORDS, STORY, everything
from tests.gallery.scenes import encoded, scene

pytestmark = pytest.mark.django_db
PICTURED = replace(GIVEN, pictures={LEAD.urls[0]: encoded(scene(1))})
CORRECTED = replace(
    STORY, headline="The bridge fell", sightings=(LEAD, LEAD_WORDS, SECOND, replace(SECOND_WORDS, text="The river under it. (AP)"))
)


def without_keys(edition):
    return replace(edition, prints=tuple(replace(each, photo=0) for each in edition.prints))


@pytest.mark.parametrize("given", [GIVEN, PICTURED], ids=["without pictures", "with a picture"])
def test_what_is_rehearsed_is_what_is_stored(given):
    rehearsed = rehearse(STORY, given)
    assert rehearsed.before is None
    assert without_keys(rehearsed.after) == without_keys(edition_of(store(STORY, given)))


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_neither_row_nor_file():
    store(STORY, GIVEN)
    before = everything()
    rehearsed = rehearse(CORRECTED, PICTURED)
    assert everything() == before
    assert not default_storage.exists("originals")
    assert list(rehearsed.pictures) == [rehearsed.after.prints[0].digest]


def test_a_story_that_is_here_is_held_against_what_it_is():
    store(STORY, GIVEN)
    changed = [(each.what, each.after) for each in rehearse(CORRECTED, GIVEN).differences]
    assert changed == [
        ("Headline", "The bridge fell"),
        ("Photo 2, caption", "The river under it."),
        ("Photo 2, credit line", "AP"),
    ]


def test_an_editor_s_words_hold():
    caption = store(STORY, GIVEN).captions.get(position=1)
    words.edit(caption, caption.version, "The Arda.", "Jane Roe", get_user_model().objects.create_user("ed"))
    rehearsed = rehearse(CORRECTED, GIVEN)
    assert rehearsed.after.prints[1].text == "The Arda."
    assert [each.what for each in rehearsed.differences] == ["Headline", "Photo 2, source"]


def test_what_the_source_would_change_under_an_editor_s_headline_is_said_with_all_three():
    story = store(STORY, GIVEN)
    desk.edit(story, story.version, {"edited_headline": "A bridge holds"}, get_user_model().objects.create_user("ed"))
    (told,) = [each for each in rehearse(CORRECTED, GIVEN).differences if "Headline" in each.what]
    assert (told.what, told.before, told.after) == ("Headline, source", STORY.headline, "The bridge fell")
    assert told.remark == "the editor’s “A bridge holds” stands over it and stays"


def test_what_is_no_article_is_said():
    with pytest.raises(NotStored, match="a list"):
        rehearse(replace(STORY, kind=Kind.INDEX, reason="a list"), GIVEN)
