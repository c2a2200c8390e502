import pytest
from lxml import html

from articles.reading.bylines import read_bylines
from articles.reading.dom import Outline


def names(body):
    tree = html.document_fromstring(f"<html><body><h1>Seal</h1>{body}</body></html>")
    return next((found for found in read_bylines(Outline(tree), tree.find(".//h1")) if found), ())


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<a rel=author href=/j>Jane Doe</a><a rel=author href=/b>Bo Cape</a>", ("Jane Doe", "Bo Cape")),
        (f"<p><a rel=author>Jane Doe</a></p><p>{'The ferry left late. ' * 9}</p><p><a rel=author>Bo Cape</a></p>", ("Jane Doe",)),
        ("<div class=authors><span class=author>Jane Doe</span><span class=author>Bo Cape</span></div>", ("Jane Doe", "Bo Cape")),
        ("<div class=byline>Jane Doe and Bo Cape, <span class=author>Harbour Wire</span></div>", ("Jane Doe", "Bo Cape", "Harbour Wire")),
        ("<div class=author-bio>Jane Doe</div>", ()),
        ("<footer><div class=author>Jane Doe</div></footer>", ()),
        ("<p><a href=/autor/jana>Jana Groß</a>, <a href=/autor/bo>Bo Cape</a></p>", ("Jana Groß", "Bo Cape")),
    ],
)
def test_bylines_are_found_by_what_they_are_marked_and_called(body, found):
    assert names(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>By HP, in News, Island</p>", ("HP",)),
        ("<p>Автор: Анна Берег</p>", ("Анна Берег",)),
        ("<p>홍길동 기자 hong@post.example</p>", ("홍길동",)),
        ("<p>文/张三</p>", ("张三",)),
        ("<div>Jane Doe | 3 May 2024</div>", ("Jane Doe",)),
        ("<div>Jane Doe | Harbour Post</div>", ()),
        ("<p>Von Menschen und Mäusen</p>", ()),
    ],
)
def test_a_line_after_the_headline_may_introduce_a_name(body, found):
    assert names(body) == found


def test_a_story_may_be_signed_at_the_right_under_its_last_paragraph():
    assert names('<p>The ferry left late.</p><p style="text-align:right"><b>Jane Doe</b></p>') == ("Jane Doe",)
    assert names('<p>The ferry left late.</p><p style="text-align:right">Read more here</p>') == ()
