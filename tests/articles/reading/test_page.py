import json
from html import unescape

import pytest

from articles.reading.page import read_page
from articles.reading.story import Kind, Link, Unreadable
from tests.articles.reading.pages import PARAGRAPHS, URL, images, read, story_page


def test_the_body_is_one_clean_block_a_line():
    story = read("<h2>What it cost</h2><ul><li>Stone<li>Steel</ul><blockquote><p>We did it.</p></blockquote>")
    tags = [line[1 : line.index(">")] for line in story.body.splitlines()]
    assert tags == ["p", "h2", "ul", "blockquote", "p", "p", "p"]
    assert all(words in unescape(story.body) for words in PARAGRAPHS)


def test_the_dateline_stays_in_the_text_and_becomes_a_field():
    story = read()
    assert story.dateline == "HAVEN"
    assert "HAVEN -- The harbour" in story.body


def test_links_are_absolute_and_nothing_active_survives():
    story = read(
        '<p onclick="x()">See <a href="/plans" onclick="y()">the plans of the harbour</a> and <a href="javascript:z()">nothing more</a> '
        "in this paragraph, which is long enough.<script>alert(1)</script></p>"
    )
    assert '<a href="https://paper.example/plans">the plans of the harbour</a>' in story.body
    assert not any(bad in story.body for bad in ("onclick", "javascript", "script", "alert"))


def test_the_standfirst_is_found_under_the_headline_and_leaves_the_body():
    words = "Eleven years, ninety million and two hundred patient residents: Haven has its port."
    story = read(before=f'<p class="standfirst">{words}</p>')
    assert story.standfirst == words
    assert words not in story.body


def test_a_description_that_is_the_first_paragraph_stays_in_the_body():
    story = read(head=f'<meta name=description content="{PARAGRAPHS[0]}">')
    assert story.standfirst is None
    assert PARAGRAPHS[0] in unescape(story.body)


def test_a_whole_story_in_one_element_is_no_standfirst():
    said = "".join(
        f"島へ渡る船は、あざらしが桟橋で寝ていたため、{hour}時間遅れて港を出航したと船長は語った。<br><br>" for hour in range(18)
    )
    story = read_page(f'<html lang=ja><body><h1>あざらし、船を止める</h1><div class="lead_text">{said}</div></body></html>', URL)
    assert story.standfirst is None
    assert story.kind is Kind.STORY
    assert "17時間遅れて" in story.body


@pytest.mark.parametrize(
    "head",
    [
        "<font size=5><b>The harbour opens at last</b></font><br><font size=1>By Ada Lund<br>March 4, 2002</font><br><br>",
        "<p><b>The harbour opens at last</b></p><p><i>By Ada Lund</i></p><p>March 4, 2002</p>",
        "<b>The harbour opens at last</b> <i>By Ada Lund</i><br><br>March 4, 2002<br><br>",
        "<b>The harbour opens at last</b> ",
    ],
)
def test_on_an_old_page_without_headings_the_headline_is_not_the_text_s_first_line(head):
    menu = "<td><a href=/n>News</a><br><a href=/s>Sport</a><br><a href=/w>Weather</a></td>"
    text = f"<td>{head}<font size=2>{'<br><br>'.join(PARAGRAPHS)}</font></td>"
    story = read_page(f"<html><title>The harbour opens at last</title><body><table><tr>{menu}{text}</tr></table></body></html>", URL)
    assert [unescape(line.removeprefix("<p>").removesuffix("</p>")) for line in story.body.splitlines()] == list(PARAGRAPHS)
    assert story.authors == (("Ada Lund",) if "Ada" in head else ())
    assert (story.published is not None) is ("2002" in head)


def test_neither_headline_nor_furniture_nor_notices_are_text():
    more = '<p><a href="/other">Read more: the bridge closes for two years</a></p><p>Advertisement</p>'
    notice = "<p>[Video not showing up above? Click here to watch » https://www.youtube.com/watch?v=abc123]</p>"
    story = read(more + notice)
    assert not any(words in story.body for words in ("harbour opens at last", "Read more", "Advertisement", "Video not"))
    assert Link("video", "https://www.youtube.com/watch?v=abc123") in story.links


POINTS = "<ul><li>The harbour opened after eleven years of work.</li><li>Ferries will call four times a day.</li></ul>"


def told_first(inside):
    """Give the text's first two blocks, what stands before its first paragraph among them."""
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    body = f"<article><h1>The harbour opens at last</h1><div class=body>{inside}{text}</div></article>"
    return read_page(f"<html lang=en><body>{body}</body></html>", URL).body.splitlines()[:2]


def test_a_list_of_key_points_before_the_first_paragraph_stays():
    assert told_first(f"<div class=box><h3>In short</h3>{POINTS}</div>")[0] == POINTS


@pytest.mark.parametrize(
    "head",
    [
        f"<div><h2>In short</h2>{POINTS}<p>This summary was made by a machine, which our desk checked.</p><button>More</button></div>",
        "<ul><li>By Ada Lund</li><li>4 March 2026</li></ul>",
        "<ul><li><a href=/1>The harbour opened after eleven years of work.</a></li><li><a href=/2>Ferries call four times.</a></li></ul>",
    ],
)
def test_a_summary_to_be_unfolded_and_a_list_of_labels_or_links_before_the_text_go(head):
    assert told_first(head)[0].startswith("<p>HAVEN")


@pytest.mark.parametrize(
    "line",
    ["Ada Lund · 4 March 2026", "4 March 2026, 9:30 am", "<b>Ada Lund</b>", "By Ada Lund, 4 March 2026, 9:30 | Reading time: 2 min."],
)
def test_a_line_that_says_who_wrote_and_when_leaves_the_text_even_behind_a_first_sentence(line):
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    body = f"<h1>The harbour opens at last</h1><p>By Ada Lund</p><main><p>Eleven years it took.</p><p>{line}</p>{text}</main>"
    story = read_page(f"<html lang=en><body>{body}</body></html>", URL)
    assert story.authors == ("Ada Lund",)
    assert len(story.body.splitlines()) == 1 + len(PARAGRAPHS)


def test_a_paragraph_that_is_one_linked_sentence_stays_and_a_read_more_line_goes():
    linked = "<p><a href=/2019>The first stone of the breakwater was laid in the autumn of 2015.</a></p>"
    story = read(linked + "<p><a href=/x>Read more: The harbour's first stone was laid at last.</a></p>")
    assert '<a href="https://paper.example/2019">The first stone of the breakwater' in story.body
    assert "Read more" not in story.body


def test_a_notice_s_address_behind_its_link_is_kept():
    notice = '<p>[Gallery not loading above? <a href="https://photos.example/haven">Click here for more photos</a>]</p>'
    assert Link("gallery", "https://photos.example/haven") in read(notice).links


def test_a_contributors_line_leaves_the_body():
    story = read(after="<p>Information for this article was contributed by Ann Ray of Harbour Press.</p>")
    assert (story.contributors, story.agency) == (("Ann Ray",), "Harbour Press")
    assert "contributed by" not in story.body


def test_embeds_become_links_and_a_post_stays_a_quotation():
    embeds = (
        '<iframe src="https://www.youtube.com/embed/xyz" title="The opening"></iframe>'
        '<blockquote class="twitter-tweet"><p>Ships!</p><a href="https://social.example/post/1">June 1</a></blockquote>'
    )
    story = read(embeds)
    assert story.links == (
        Link("video", "https://www.youtube.com/embed/xyz", "The opening"),
        Link("embed", "https://social.example/post/1"),
    )
    assert "<blockquote>" in story.body
    assert "Ships!" in story.body


def test_the_base_element_decides_what_addresses_are_relative_to():
    story = read('<img src="quay.jpg">', head='<base href="https://cdn.example/pages/">')
    assert images(story)[0].urls == ("https://cdn.example/pages/quay.jpg",)


def test_without_any_address_the_pictures_beside_the_page_keep_theirs():
    story = read_page(story_page('<img src="./page_files/quay.jpg">'), None)
    assert images(story)[0].urls == ("page_files/quay.jpg",)


def test_a_front_page_is_an_index():
    teasers = "".join(
        f'<div><a href="/s/{at}"><h3>The seal at pier {at}</h3></a><p>{words}</p></div>' for at, words in enumerate(PARAGRAPHS * 2)
    )
    story = read_page(f"<html><head><title>The Haven Paper</title></head><body>{teasers}</body></html>", "https://paper.example/")
    assert story.kind is Kind.INDEX
    assert story.reason


def test_a_story_is_a_story_and_hardly_any_text_a_stub():
    assert read().kind is Kind.STORY
    assert read_page("<html><body><h1>Not found</h1><p>Sorry.</p></body></html>", URL).kind is Kind.STUB


@pytest.mark.parametrize("markup", ["", " \n ", "\0\0", "<html><frameset><frame src=x></frameset></html>"])
def test_what_holds_no_page_is_unreadable(markup):
    with pytest.raises(Unreadable):
        read_page(markup, URL)


def test_reading_twice_says_the_same():
    markup = story_page('<figure><img src="/a.jpg"><figcaption>Quay.</figcaption></figure>')
    assert read_page(markup, URL) == read_page(markup, URL)


def test_a_short_story_beside_its_one_picture_is_no_caption():
    words = " ".join(PARAGRAPHS[1:3])
    beside = f"<article><div><img src=/quay.jpg width=800 height=600><p>{words}</p></div></article>"
    story = read_page(f"<html lang=en><body><h1>The harbour opens</h1>{beside}", URL)
    assert (story.kind, unescape(story.body)) == (Kind.STORY, f"<p>{words}</p>")


def test_a_page_that_only_a_script_would_fill_is_read_from_its_data():
    told = json.dumps({"@type": "NewsArticle", "headline": "The harbour opens", "articleBody": "\n\n".join(PARAGRAPHS)})
    head = f'<script type="application/ld+json">{told}</script>'
    story = read_page(f"<html lang=en><head>{head}</head><body><div id=app></div></body></html>", URL)
    assert story.kind is Kind.STORY
    assert [unescape(line) for line in story.body.splitlines()] == [f"<p>{words}</p>" for words in PARAGRAPHS]


STORY = f"<div class=story>{''.join(f'<p>{words}</p>' for words in PARAGRAPHS)}</div>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=app></div><noscript><h1>The harbour opens at last</h1>{STORY}</noscript>",
        f"<div id=app><h1>The harbour opens at last</h1><p>Loading …</p></div><noscript>{STORY}</noscript>",
        f"<h1>The harbour opens at last</h1><story-view><template shadowrootmode=open>{STORY}</template></story-view>",
    ],
)
def test_a_story_for_readers_without_scripts_or_in_a_template_is_read(body):
    story = read_page(f"<html lang=en><title>The harbour opens at last</title><body>{body}</body></html>", URL)
    assert story.kind is Kind.STORY
    assert len(story.body.splitlines()) == len(PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        "<div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        f"<div id=app></div><template><h1>{{{{title}}}}</h1>{STORY}</template>",
        "<noscript>" * 100 + PARAGRAPHS[0],
    ],
)
def test_a_request_for_scripts_and_a_template_for_any_story_are_none(body):
    assert read_page(f"<html lang=en><title>The harbour opens at last</title><body>{body}</body></html>", URL).kind is Kind.STUB


def test_the_first_of_several_parts_keeps_its_heading_and_a_single_one_before_the_text_goes():
    parts = "".join(f"<section><h3>Entry {at}</h3><p>{words}</p></section>" for at, words in enumerate(PARAGRAPHS))
    first = read_page(f"<html lang=en><body><article><h1>The harbour opens</h1>{parts}</article></body></html>", URL).body.splitlines()[0]
    assert first == "<h3>Entry 0</h3>"
    single = read_page(f"<html lang=en><body><article><h1>The harbour opens</h1><h3>Harbours</h3>{STORY}</article></body></html>", URL)
    assert "Harbours" not in single.body


def test_a_story_is_not_looked_for_in_a_noscript_beside_it():
    story = read(outside=f"<noscript>{STORY.replace('harbour', 'bridge')}</noscript>")
    assert len(story.body.splitlines()) == len(PARAGRAPHS)


def test_a_quotation_that_only_repeats_words_of_a_paragraph_goes_and_one_of_its_own_stays():
    pulled = "<blockquote>“Ferries will call four times a day from April on”</blockquote>"
    own = "<blockquote>“We did it, and nobody drowned,” the mayor wrote.</blockquote>"
    story = read(pulled + own)
    assert story.body.count("four times a day") == 1
    assert "nobody drowned" in story.body


def test_a_story_keeps_the_quotation_it_opens_with():
    quoted = f"<article><blockquote>{PARAGRAPHS[1]}</blockquote><p>{PARAGRAPHS[2]}</p></article>"
    assert read_page(f"<html lang=en><body><h1>The harbour</h1>{quoted}", URL).body.startswith("<blockquote>")
