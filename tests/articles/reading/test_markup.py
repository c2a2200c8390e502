from contextlib import suppress

import pytest

from articles.reading.markup import MAX_CHARACTERS, MAX_DEPTH, MAX_ELEMENTS, parse
from articles.reading.page import read_page
from articles.reading.story import Unreadable
from tests.articles.reading.pages import URL, story_page


@pytest.mark.parametrize(
    "markup",
    [
        "<body>" + "".join(f"<b id=x{n}><p>words" for n in range(5_000)),
        "<body>" + "<div>" * 50_000,
        "<body>" + "<i></i>" * 210_000,
        "<p>" + "x" * MAX_CHARACTERS,
    ],
    ids=["unclosed formatting", "endless nesting", "endless elements", "endless text"],
)
def test_pages_that_would_cost_too_much_are_refused_before_parsing(markup):
    with pytest.raises(Unreadable):
        parse(markup)


def test_absurdly_many_attributes_are_left_out_and_it_is_said():
    crowd = " ".join(f"a{n}=1" for n in range(20_000))
    parsed = parse(f"<body><p {crowd} title=kept>Words.</p>")
    assert len(parsed.tree.find(".//p").attrib) == 0
    assert parsed.tree.find(".//p").text == "Words."
    assert len(parsed.cuts) == 1


@pytest.mark.parametrize("quoted", ["<", ">", "<p>", "'"])
def test_brackets_in_quotes_hide_no_attributes(quoted):
    parsed = parse("<body><p " + " ".join(f'a{n}="{quoted}"' for n in range(50_000)) + ">Words.</p>")
    assert len(parsed.tree.find(".//p").attrib) == 0
    assert parsed.cuts


def test_attributes_in_moderate_number_stay():
    assert len(parse("<body><p " + " ".join(f"a{n}=1" for n in range(150)) + ">Words.</p>").tree.find(".//p").attrib) == 150


def test_a_long_attribute_stays():
    assert len(parse(f'<body><p data-state="{"x" * 100_000}">Words.</p>').tree.find(".//p").get("data-state")) == 100_000


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        ("<i></i>" * (MAX_ELEMENTS + 1), "made of more than"),
        ("<b>" * 2_000, "leaves more than"),
        ("<div>" * 5_000 + "</div>" * 5_000, "nests more than"),
    ],
)
def test_the_reason_says_what_there_was_too_much_of(markup, word):
    with pytest.raises(Unreadable, match=word):
        parse(f"<body>{markup}</body>")


def test_what_stands_too_deep_is_cut_and_it_is_said():
    deep = MAX_DEPTH + 100
    parsed = parse("<body><p>Above.</p>" + "<div>" * deep + "below" + "</div>" * deep)
    assert "below" not in parsed.tree.text_content()
    assert "Above." in parsed.tree.text_content()
    assert parsed.cuts


def test_tags_inside_scripts_and_comments_do_not_count():
    parse("<body><script>var s = '" + "<div>" * 5_000 + "'</script><!-- " + "<div>" * 5_000 + "--><p>Words.</p>")


@pytest.mark.parametrize("left_open", ["<script>", "<!--", "<style>", "<", '<p a="', "<title>"])
def test_what_is_left_open_a_hundred_thousand_times_is_read_in_one_pass(left_open):
    with suppress(Unreadable):
        parse("<html><body><p>Words.</p>" + left_open * 100_000)


def test_an_encoding_declaration_in_the_text_does_not_stop_the_parser():
    assert parse('<?xml version="1.0" encoding="utf-8"?><html><body><p>Words.</p></body></html>').tree.find(".//p") is not None


@pytest.mark.parametrize(
    "broken",
    [
        '<base href="http://[">',
        '<img src="http://[/a.jpg" srcset="//[ 2x, , ,  3x">',
        '<a href="http://["><img src="/a.jpg"></a>',
        '<iframe src="http://["></iframe>',
        '<img width="1e9" height="-4" style="width:;background:url(">',
        '<script type="application/ld+json">{"@type": [3, "NewsArticle"], "image": [null, ["x"], {"url": ["http://[", 7]}]}</script>',
    ],
)
def test_broken_addresses_and_odd_types_never_raise(broken):
    assert read_page(story_page(broken, head=broken), URL).body


@pytest.mark.parametrize("hyphen", ["\u00ad", "&shy;", "&#173;", "&#xAD;"])
def test_words_are_whole_where_a_maker_says_how_they_may_be_parted(hyphen):
    assert parse(f"<p>Har{hyphen}bour mas{hyphen}ter</p>").tree.text_content() == "Harbour master"
