"""A line that only credits a photo, at the story's end or right after the photo."""

import pytest

from gallery.collapse import collapse
from tests.articles.reading.pages import PARAGRAPHS, read

PHOTO = '<figure><img src="/photos/quay.jpg"></figure>'


def credits(story):
    return [photo.credit for photo in collapse(story.sightings).photos]


@pytest.mark.parametrize("line", ["Photo: Jane Roe/Herald", "Beitragsbild: Max Muster", "Foto: Freitag"])
def test_a_credit_that_ends_the_story_is_that_of_its_one_photo_and_no_text(line):
    story = read(PHOTO, after=f"<p>{line}</p>")
    assert credits(story) == [line.partition(": ")[2]]
    assert PARAGRAPHS[-1] in story.body
    assert line not in story.body


@pytest.mark.parametrize(
    ("photos", "line"),
    [
        (PHOTO + PHOTO.replace("quay", "pier"), "Photo: Jane Roe/Herald"),
        ('<figure><img src="/q.jpg"><figcaption>The quay. (Ann Ray/AP)</figcaption></figure>', "Photo: Jane Roe/Herald"),
        (PHOTO, "Source: Harbour Press"),
        (PHOTO, "Photos of the quay were shown all week."),
    ],
)
def test_of_several_photos_or_a_credited_one_or_of_the_text_it_stays_text(photos, line):
    story = read(photos, after=f"<p>{line}</p>")
    assert line in story.body


@pytest.mark.parametrize("line", ["Photo: Jane Roe/Herald", "Credit: Harbour Press"])
def test_a_credit_right_after_a_photo_is_its_own(line):
    story = read(f'<p><img src="/photos/quay.jpg"></p><p>{line}</p><p>{PARAGRAPHS[1]}</p>')
    assert credits(story) == [line.partition(": ")[2]]
    assert line not in story.body


def test_a_film_s_cameraman_in_its_list_of_roles_took_no_photo_of_the_story():
    story = read(PHOTO, after="<p>Dirección: Ana Ruiz</p><p>Fotografía: Rodrigo Prieto</p>")
    assert credits(story) == [""]
    assert "Rodrigo Prieto" in story.body


def test_a_photo_after_the_last_line_stands_at_the_end_once_the_credit_is_gone():
    story = read(after=f"<p>Photo: Jane Roe/Herald</p>{PHOTO}")
    assert all(seen.block is None or seen.block <= len(story.body.splitlines()) for seen in story.sightings)
