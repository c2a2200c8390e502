from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.isolation import FeedReader, Reader
from articles.reading import reader
from articles.reading.story import Kind
from articles.subscriptions.entry import page_of
from articles.subscriptions.feed import Feed, Item, Media
from gallery.collapse import collapse
from gallery.sightings import Role

BRIDGE = "The council decided on Monday that the old bridge over the river will be closed for repairs until the spring of next year. "
MAYOR = "“We looked at every rivet of it,” the mayor told reporters in the town hall, “and the engineers left us no other choice.” "
ROAD = "Drivers who come from the harbour take the northern road, which will be open at night as well for as long as the works go on. "
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
URL = "https://news.example/2026/bridge/"
PHOTO = "https://img.example/photos/bridge-2026.jpg"
UPLOADS = "https://news.example/wp-content/uploads/2026/11"
FEED = Feed("rss20", "The News", "https://news.example/")


def item(content="", **said):
    known = {"guid": "1", "url": URL, "title": "Bridge closed until spring", "published": AT}
    return Item(content=content or f"<p>{BRIDGE * 3}</p><p>{MAYOR * 2}</p>", **(known | said))


def read(one, feed=FEED):
    return reader.read(page_of(one, feed), one.url or None)


def photos(story):
    return [(photo.role, photo.caption, photo.credit) for photo in collapse(story.sightings).photos]


def test_what_the_feed_says_apart_is_the_story_s():
    said = {"authors": ("Ann Lee", "Jo Poe"), "updated": datetime(2026, 11, 3, 9, tzinfo=UTC), "language": "en-GB"}
    story = read(item(summary="<p>Long detours through the <b>winter</b> for all drivers.</p>", **said))
    assert (story.kind, story.headline, story.authors) == (Kind.STORY, "Bridge closed until spring", said["authors"])
    assert (story.published, story.updated, story.language) == (AT, said["updated"], "en-GB")
    assert (story.publisher, story.canonical_url) == ("The News", URL)
    assert story.standfirst == "Long detours through the winter for all drivers."
    assert story.body.count("<p>") == 2


@pytest.mark.parametrize(
    "summary",
    [
        f"{BRIDGE}[&#8230;]",
        f"<p>{BRIDGE.strip()[:70]}…</p>",
        f'{BRIDGE}<p>The post <a href="{URL}">B</a> is on <a href="{FEED.site}">N</a>.',
        "",
    ],
)
def test_a_summary_that_only_begins_as_the_text_does_is_no_standfirst(summary):
    assert read(item(summary=summary)).standfirst is None


def test_of_an_item_without_content_the_summary_is_the_text():
    story = read(Item("1", URL, "Bridge closed", summary=f"<p>{BRIDGE * 2}</p><p>{ROAD}</p>"))
    assert (story.kind, story.body.count("<p>"), story.standfirst) == (Kind.STORY, 2, None)


def test_a_short_item_is_read_whole():
    story = read(item(f"<p>{BRIDGE}</p>"))
    assert (story.kind, story.body) == (Kind.STORY, f"<p>{BRIDGE.strip()}</p>")


def test_lines_without_markup_are_paragraphs():
    assert read(item(f"{BRIDGE}\n\n{MAYOR}\n \n{ROAD}")).body.count("<p>") == 3


def test_breaks_part_paragraphs():
    assert read(item(f"{BRIDGE}<br><br>{MAYOR}<br/><br/>{ROAD}")).body.count("<p>") == 3


WORDPRESS = f"""<p><img width="300" height="200" src="{UPLOADS}/bridge-300x200.jpg" class="wp-post-image" alt="bridge" loading="lazy"
srcset="{UPLOADS}/bridge-300x200.jpg 300w, {UPLOADS}/bridge-1024x683.jpg 1024w" /></p><p>{BRIDGE}</p><p>{MAYOR}</p>
<figure id="attachment_1" class="wp-caption alignnone"><img src="{UPLOADS}/mayor-800x600.jpg" />
<figcaption>The mayor on Monday. (Ann Lee/Reuters)</figcaption></figure><p>{ROAD}</p>
<img src="https://pixel.wp.com/b.gif?host=news.example&#038;blog=1" width="1" height="1" alt="" />
<img src="http://feeds.feedburner.com/~r/news/~4/abc" height="1" width="1" alt=""/>
<p>The post <a rel="nofollow" href="{URL}?utm_source=rss">Bridge closed until spring</a> appeared first on
<a rel="nofollow" href="https://news.example">The News</a>.</p>"""
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The News</title>
<link>https://news.example</link><language>en-GB</language><item><title>Bridge closed &#8216;until spring&#8217;</title>
<link>{URL}</link><guid isPermaLink="false">https://news.example/?p=1</guid><dc:creator><![CDATA[Ann Lee]]></dc:creator>
<pubDate>Mon, 02 Nov 2026 09:00:00 +0000</pubDate><description><![CDATA[{BRIDGE}[&#8230;]]]></description>
<content:encoded><![CDATA[{WORDPRESS}]]></content:encoded>
<enclosure url="{UPLOADS}/bridge.jpg" type="image/jpeg" length="12345" />
<media:thumbnail url="{UPLOADS}/bridge-150x150.jpg" />
<media:group><media:content url="{UPLOADS}/bridge-2048x1366.jpg" medium="image" width="2048" />
<media:content url="{UPLOADS}/bridge-640x427.jpg" medium="image" width="640" />
<media:description>The old bridge on Monday.</media:description><media:credit>Jo Poe/AP</media:credit></media:group>
<media:content url="https://0.gravatar.com/avatar/abcd?s=96&#38;d=identicon" medium="image"><media:title>ann</media:title></media:content>
</item></channel></rss>"""


def test_a_photo_in_enclosure_thumbnail_group_and_text_is_one_with_its_caption():
    with FeedReader() as feeds, Reader() as pages:
        feed = feeds.read(RSS.encode(), "https://news.example/feed/")
        (one,) = feed.items
        story = pages.read(page_of(one, feed), one.url, "utf-8")
    assert (story.headline, story.authors, story.language) == ("Bridge closed ‘until spring’", ("Ann Lee",), "en-GB")
    assert story.body == "\n".join(f"<p>{words.strip()}</p>" for words in (BRIDGE, MAYOR, ROAD))
    assert photos(story) == [
        (Role.LEAD, "The old bridge on Monday.", "Jo Poe/AP"),
        (Role.INLINE, "The mayor on Monday.", "Ann Lee/Reuters"),
    ]
    assert story.standfirst is None


def test_the_text_s_own_caption_is_shown_before_the_one_beside_it():
    content = f'<p>{BRIDGE}</p><figure><img src="{PHOTO}"><figcaption>In the text.</figcaption></figure><p>{MAYOR}</p>'
    assert photos(read(item(content, media=(Media((PHOTO,), "Beside it."),)))) == [(Role.LEAD, "In the text.", "")]


def test_a_rendition_that_stands_in_the_text_under_another_name_is_the_same_photo():
    other = "https://cdn.example/a81f/small.jpg"
    content = f'<p>{BRIDGE}</p><img src="{other}"><p>{MAYOR}</p>'
    assert len(photos(read(item(content, media=(Media((PHOTO, other), "The bridge."),))))) == 1


def test_a_relative_address_in_the_text_is_known_beside_it():
    content = f'<p>{BRIDGE}</p><img src="photos/bridge.jpg"><p>{MAYOR}</p>'
    story = read(item(content, base="https://img.example/", media=(Media(("https://img.example/photos/bridge.jpg?w=90",), "The bridge."),)))
    assert photos(story) == [(Role.LEAD, "The bridge.", "")]


def test_pictures_that_the_text_does_not_show_lead_it_and_follow_it():
    beside = (
        Media(("https://0.gravatar.com/avatar/abcd",)),
        Media((PHOTO, f"{PHOTO}?w=90"), "The bridge on Monday.", "Ann Lee/Reuters"),
        Media(("https://img.example/photos/mayor,1.jpg", "https://img.example/photos/mayor,1.jpg?w=90")),
        Media(("https://img.example/photos/road.jpg",), "The road."),
    )
    story = read(item(media=beside))
    assert photos(story) == [
        (Role.LEAD, "The bridge on Monday.", "Ann Lee/Reuters"),
        (Role.GALLERY, "", ""),
        (Role.GALLERY, "The road.", ""),
    ]
    assert story.body.count("<p>") == 2


def test_a_text_that_begins_with_a_picture_keeps_it_as_its_lead():
    content = f'<p><a href="{PHOTO}"><img src="{PHOTO}?w=600"></a></p><p>{BRIDGE}</p><p>{MAYOR}</p>'
    story = read(item(content, media=(Media(("https://img.example/photos/mayor.jpg",), "The mayor."),)))
    assert photos(story) == [(Role.LEAD, "", ""), (Role.GALLERY, "The mayor.", "")]


def test_a_captioned_picture_after_the_last_paragraph_is_the_story_s():
    content = f'<p>{BRIDGE}</p><p>{MAYOR}</p><figure><img src="/b.jpg?a=1&amp;b=2"><figcaption>At the end.</figcaption></figure>'
    assert [caption for _, caption, _ in photos(read(item(content)))] == ["At the end."]


def test_no_word_of_a_feed_s_data_becomes_markup():
    bad = '"></script><script>alert(1)</script>'
    media = (Media((f"https://a.example/{bad}",), bad, bad),)
    story = read(item(title=f"Bridge {bad}", authors=(bad,), media=media, language=bad, base=bad), Feed("rss20", bad))
    assert "<script" not in story.body
    assert story.headline == f"Bridge {bad}"


@pytest.mark.parametrize(
    "hostile",
    [
        "<!-- never closed",
        "<script>if (a < b) {",
        "<style>p {",
        "<textarea>",
        "<title>",
        "<plaintext>",
        "<template>",
        "<xmp>",
        '<img src="never closed',
        "</div></div></div></article></body></html>",
        '<base href="https://evil.example/"><link rel="canonical" href="https://news.example/other">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Other", "url": "https://news.example/bridge"}</script>',
        '<meta property="og:title" content="Other"><meta name="author" content="Other">',
        '<scr<!-- -->ipt type="application/ld+json">{"@type": "NewsArticle", "headline": "Other"}</scr<!-- -->ipt>',
        "<!DOCTYPE html><html lang='xx'><head><title>Other</title></head><body>",
        "<![CDATA[ ",
        "\x00\ud800",
    ],
)
def test_no_part_of_an_item_hides_or_changes_the_others(hostile):
    beside = (Media((PHOTO,), "The bridge."), Media(("https://img.example/photos/road.jpg",), "The road."))
    story = read(item(f"<p>{BRIDGE}</p><p>{MAYOR}</p>{hostile}", media=beside, authors=("Ann Lee",)))
    assert (story.headline, story.authors, story.canonical_url) == ("Bridge closed until spring", ("Ann Lee",), URL)
    assert story.body.startswith(f"<p>{BRIDGE.strip()}</p>\n<p>{MAYOR.strip()}</p>")
    assert [caption for _, caption, _ in photos(story)] == ["The bridge.", "The road."]


def test_a_comment_in_a_word_parts_it_not():
    assert "It is 10% more." in read(item(f"<p>{BRIDGE}It is 10<!-- -->% more.</p><p>{MAYOR}</p>")).body


def test_a_last_paragraph_with_two_links_elsewhere_stays():
    last = f'<p>{ROAD}<a href="https://other.example/a">The plan</a> and <a href="https://other.example/b">the map</a> are there.</p>'
    assert "The plan" in read(item(f"<p>{BRIDGE}</p>{last}")).body


pieces = st.lists(
    st.sampled_from(
        ["<", ">", "<p>", "<a href='", "<!--", "-->", "<script", "</", "<figure>", "<img src=", " ", '"', "&", "&#", "word", "\0"]
    )
    | st.text(max_size=9)
).map("".join)


@settings(deadline=None, max_examples=200)
@given(pieces, pieces, pieces, st.lists(st.builds(Media, st.lists(pieces, min_size=1, max_size=3).map(tuple), pieces, pieces), max_size=3))
def test_any_item_is_written_and_its_headline_stands(title, content, url, media):
    one = Item("1", url, title, (title,), summary=content, content=content, media=tuple(media), language=url, base=url)
    page = page_of(one, Feed("rss20", title, url)).decode()
    assert page.count("<body>") == page.count("</body>") == page.count("<article>") == page.count("</article>") == 1
    assert page.endswith("</article></body></html>")
