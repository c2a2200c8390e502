import pytest

from tests.articles.reading.pages import captions, read

PICTURE = '<div class=wide><img src="/quay-1200.jpg" alt="The new quay from the sea" width=1200 height=800></div>'
SENTENCE = "The new quay is the longest in the county, and nobody has yet found a name for it."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<p class=small>Workers on the quay. <i>Ann Ray / Harbour Post</i></p>", "Workers on the quay."),
        ("<p><i>Workers on the quay. Photo by Ann Ray</i></p>", "Workers on the quay. Photo by Ann Ray"),
        ("<p>The new quay from the sea on Monday. (Ann Ray/AP)</p>", "The new quay from the sea on Monday. (Ann Ray/AP)"),
    ],
)
def test_a_line_right_after_a_picture_is_its_caption_where_its_words_or_its_credit_say_so(line, said):
    story = read(PICTURE + line)
    assert captions(story) == [said]
    assert "quay" not in story.body


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{SENTENCE}</p>",
        f"<p>{SENTENCE} (dpa)</p>",
        f"<p class=x>{SENTENCE}</p>",
        f"<p>The new quay from the sea: {SENTENCE}</p>",
        "<p class=small>Advertisement</p>",
    ],
)
def test_the_story_s_next_paragraph_is_no_caption(line):
    assert captions(read(PICTURE + line)) == []
