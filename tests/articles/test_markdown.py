"""A story as Markdown and as plain text."""

from types import SimpleNamespace

import pytest

from articles.markdown import Named, as_markdown, as_text
from articles.pages import spread
from gallery.sightings import Role

NAMED = Named({1: ("https://p.example/1.jpg", "A [red] boat")}, "https://p.example/story/a/", "https://o.example/a", "3 October 2026")


def article(body="<p>It stands.</p>", *captions, **fields):
    said = {"headline": "A *star*", "standfirst": "", "source": None, "authors": [], "contributors": [], "agency": "", "dateline": ""}
    corrections = SimpleNamespace(all=list)
    kept = {"blocks": body.splitlines(), "gallery": captions, "lost_its_lead": False, "corrections": corrections}
    return SimpleNamespace(**said | kept | fields)


def caption(photo, text="", credit="", role=Role.GALLERY, block=None):
    digest = "ab" if photo in NAMED.pictures else None
    return SimpleNamespace(photo_id=photo, photo=SimpleNamespace(digest=digest), text=text, credit=credit, role=role, block=block)


def written(body):
    story = article(body)
    return as_markdown(story, spread(story), NAMED).split("\n\n---\n\n")[0].partition("3 October 2026\n\n")[2]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<p>A <strong>b </strong>c, <em>d</em> <a href='https://x.example/a_(b)'>e</a></p>",
            "A **b** c, *d* [e](https://x.example/a_%28b%29)",
        ),
        ("<h2>Then</h2>", "## Then"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<p>5 * 3 _is_ [x] &lt;b&gt; `c` \\</p>", "5 \\* 3 \\_is\\_ \\[x\\] \\<b\\> \\`c\\` \\\\"),
        ("<p># no heading</p>", "\\# no heading"),
        ("<p>1. no list</p>", "\\1. no list"),
        ("<p>- no list</p>", "\\- no list"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n  1. b\n- c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"),
        ("<pre>a\u2028b ```</pre>", "````\na\u2028b ```\n````"),
        ("<table><tr><th>a</th><th>b|c</th></tr><tr><td>d</td></tr></table>", "| a | b\\|c |\n| --- | --- |\n| d |  |"),
        ("<p>x<sup>2</sup> <code>y</code></p>", "x2 `y`"),
    ],
)
def test_a_block_is_written_with_markdowns_marks(html, markdown):
    assert written(html.replace("\u2028", "&#8232;")) == markdown


def test_each_photo_is_one_figure_with_one_caption_in_its_place():
    story = article(
        "<p>One.</p>\n<p>Two.</p>", caption(1, "A boat.", "(Jo Doe/AP)", Role.INLINE, 1), caption(2, "Words alone."), standfirst="In short."
    )
    assert as_markdown(story, spread(story), NAMED) == (
        "# A \\*star\\*\n\n*In short.*\n\n3 October 2026\n\nOne.\n\n"
        "![A \\[red\\] boat](https://p.example/1.jpg)\\\nA boat. *(Jo Doe/AP)*\n\nTwo.\n\n"
        "\\[Photo not supplied\\] Words alone.\n\n---\n\nOriginal: <https://o.example/a>\n\nRead at: <https://p.example/story/a/>\n"
    )


def test_plain_text_has_no_marks():
    story = article("<p>One <em>two</em> 5 * 3.</p>", caption(1, "A boat.", "Jo Doe/AP"), authors=["Ann Roe"])
    assert as_text(story, spread(story), NAMED) == (
        "A *star*\n\nBy Ann Roe · 3 October 2026\n\nOne two 5 * 3.\n\n[Photo: A boat. (Jo Doe/AP)]\n\n"
        "Original: https://o.example/a\n\nRead at: https://p.example/story/a/\n"
    )
