import pytest

from gallery.collapse import collapse
from tests.articles.reading.pages import read

A, B = (f'<img src="/photos/{name}-1200.jpg" width=1200 height=800>' for name in ("north", "south"))
BOTH = [("The old and the new pier.", "Ada Lund, Ben Holm"), ("", "Ada Lund, Ben Holm")]


def said(inside):
    """Give each photo's caption and credit, as a reader of the story gets them."""
    return [(photo.caption, photo.credit) for photo in collapse(read(inside).sightings).photos]


@pytest.mark.parametrize(
    "pair",
    [
        f"<figure>{A}{B}<figcaption>The old and the new pier. Fotos: Ada Lund, Ben Holm</figcaption></figure>",
        f"<figure>{A}{B}<figcaption>The old and the new pier. <span class=credit>Photos: Ada Lund, Ben Holm</span></figcaption></figure>",
        f"<div class=pair>{A}{B}<p class=caption>The old and the new pier. Photos: Ada Lund, Ben Holm</p></div>",
        f"<div class=pair>{A}{B}</div><p class=caption>The old and the new pier. Photos: Ada Lund, Ben Holm</p>",
        f"<div class=pair>{A}{B}<p>The old and the new pier. Photos: Ada Lund, Ben Holm</p></div>",
        f"<figure><figure>{A}</figure><figure>{B}</figure><figcaption>The old and the new pier. (Ada Lund, Ben Holm)</figcaption></figure>",
    ],
)
def test_one_caption_under_two_pictures_is_shown_once_and_its_credit_goes_to_both(pair):
    assert said(pair) == BOTH
    assert "old pier" not in read(pair).body


def test_a_credit_of_its_own_under_captioned_pictures_goes_to_each():
    one, two = (
        f"<figure>{image}<figcaption>{words}</figcaption></figure>" for image, words in ((A, "The old pier."), (B, "The new pier."))
    )
    row = f"<figure>{one}{two}<figcaption>Photos by Ada Lund</figcaption></figure>"
    assert [credit for _, credit in said(row)] == ["Photos by Ada Lund"] * 2


def test_a_credit_beside_one_of_two_pictures_in_the_text_is_not_the_other_s():
    text = "<p>Between them stands a paragraph of the story, which is long enough to be one.</p>"
    assert [credit for _, credit in said(f"{A}{text}<div>{B}<small class=credit>Photo: Ada Lund</small></div>")] == ["", "Ada Lund"]


def test_a_figure_s_own_caption_is_shown_though_the_figure_is_called_a_gallery():
    row = f"<figure class=gallery-card>{A}{B}<figcaption>The old and the new pier.</figcaption></figure>"
    assert said(row) == [("The old and the new pier.", ""), ("", "")]


def test_the_caption_of_a_slideshow_is_that_of_the_slide_to_be_seen_and_no_credit_of_the_others():
    more = "".join(f'<img src="/photos/pier-{name}-1200.jpg" width=1200 height=800>' for name in ("east", "west", "old"))
    show = f"<figure>{A}{B}{more}<figcaption>The north pier. Photo: Ada Lund</figcaption></figure>"
    assert [credit for _, credit in said(show)] == [""] * 5
