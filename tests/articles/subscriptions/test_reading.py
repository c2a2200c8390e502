import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.isolation import FeedReader
from articles.subscriptions.feed import Media, NotAFeed
from articles.subscriptions.reading import MAX_ITEMS, read_feed

URL = "https://news.example/feed"
MRSS = 'xmlns:media="http://search.yahoo.com/mrss/"'


def rss(*items, head="<title>News</title><link>https://news.example/</link>", attributes=MRSS):
    return f'<rss version="2.0" {attributes}><channel>{head}{"".join(items)}</channel></rss>'


def item(number=1, more=""):
    return f"<item><guid>g{number}</guid><link>/s/{number}</link><title>Story {number}</title>{more}</item>"


def read(text, charset=None):
    return read_feed(text.encode(), URL, charset)


def test_an_rss_item_is_read_with_absolute_addresses_and_times_in_utc():
    feed = read(rss(item(more="<pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate><description>A teaser.</description>")))
    (one,) = feed.items
    assert (feed.format, feed.title, feed.site, feed.cuts) == ("rss20", "News", "https://news.example/", ())
    assert (one.guid, one.url, one.title, one.summary) == ("g1", "https://news.example/s/1", "Story 1", "A teaser.")
    assert one.published == datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ('<rss version="0.91"><channel><title>N</title><item><title>T</title><link>/1</link></item></channel></rss>', "rss091u"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>N</title>'
            '</channel><item rdf:about="/1"><title>T</title><link>/1</link></item></rdf:RDF>',
            "rss10",
        ),
        (
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>N</title><entry><title>T</title><id>1</id>'
            '<link rel="alternate" href="/1"/></entry></feed>',
            "atom03",
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>T</title><id>1</id><link href="/1"/></entry></feed>',
            "atom10",
        ),
        ('{"version": "https://jsonfeed.org/version/1", "title": "N", "items": [{"id": 1, "url": "/1", "title": "T"}]}', "json1"),
        ('{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{"id": "1", "url": "/1", "title": "T"}]}', "json11"),
        (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>'
            "<loc>/1</loc><n:news><n:publication><n:name>N</n:name></n:publication><n:title>T</n:title></n:news></url></urlset>",
            "sitemap",
        ),
    ],
)
def test_every_format_gives_the_same_item(text, format_):
    feed = read(text)
    assert (feed.format, feed.title) == (format_, "N")
    assert [(each.url, each.title) for each in feed.items] == [("https://news.example/1", "T")]


def test_a_group_is_one_picture_with_its_own_words_the_largest_first():
    group = (
        '<media:group><media:content url="/a-300.jpg" width="300" medium="image"/><media:content url="/a-900.jpg" width="900" '
        'medium="image"/><media:thumbnail url="/a-90.jpg"/><media:description>One.</media:description><media:credit>Ann</media:credit>'
        '</media:group><media:content url="/b.jpg" type="image/jpeg"><media:description>Two.</media:description></media:content>'
    )
    (one,) = read(rss(item(more=group))).items
    at = "https://news.example/"
    assert one.media == (Media((f"{at}a-900.jpg", f"{at}a-300.jpg", f"{at}a-90.jpg"), "One.", "Ann"), Media((f"{at}b.jpg",), "Two."))


def test_words_of_the_item_are_its_only_picture_s():
    words = "<media:description>Whose?</media:description>"
    one, two = ('<media:thumbnail url="/a.jpg"/>', '<enclosure url="/b.jpg" type="image/jpeg" length="1"/>')
    alone, among = read(rss(item(1, words + one), item(2, words + one + two))).items
    assert [each.caption for each in alone.media] == ["Whose?"]
    assert [each.caption for each in among.media] == ["", ""]


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", None])
def test_a_wrong_charset_of_the_server_spoils_no_word(charset):
    feed = read_feed(
        f"<?xml version='1.0' encoding='utf-8'?>{rss(item(1, '<description>Zürich – Öl</description>'))}".encode(), URL, charset
    )
    assert feed.items[0].summary == "Zürich – Öl"


@settings(deadline=None)
@given(st.integers(min_value=0))
def test_of_a_feed_that_is_cut_off_anywhere_the_whole_items_are_read(cut):
    whole = rss(*(item(number, f'<media:thumbnail url="/{number}.jpg"/>') for number in range(4)))
    begun, end = whole.index("<item>"), whole.rindex("</item>")
    cut = begun + cut % (end - begun)
    feed = read(whole[:cut])
    assert [each.guid for each in feed.items[: whole[:cut].count("</item>")]] == [f"g{n}" for n in range(whole[:cut].count("</item>"))]
    assert len(feed.items) == whole[:cut].count("</item>")
    assert all(len(each.media) == 1 for each in feed.items)
    assert feed.cuts


def test_of_a_hundred_thousand_items_the_first_are_read_and_it_is_said():
    feed = read(rss(*map(item, range(100_000))))
    assert [each.guid for each in feed.items] == [f"g{number}" for number in range(MAX_ITEMS)]
    assert feed.cuts == ("It has 100,000 items, of which the first 1,000 were read.",)


def test_of_items_that_share_a_guid_and_an_address_the_first_stays():
    assert [each.title for each in read(rss(item(1), item(1).replace("<title>", "<title>Again: "))).items] == [
        read(rss(item(1))).items[0].title
    ]


def test_a_guid_of_several_addresses_names_none_of_them_alone():
    one, other = read(rss(item(1), item(1).replace("/s/1", "/s/2"))).items
    assert (one.url, other.url) == ("https://news.example/s/1", "https://news.example/s/2")
    assert {one.guid, other.guid} == {f"g1 {one.url}", f"g1 {other.url}"}


MAPS = (
    "<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap><sitemap><loc>/undated.xml</loc></sitemap>"
    "<sitemap><loc>/new.xml</loc><lastmod>2026-11-01T08:00:00Z</lastmod></sitemap></sitemapindex>"
)


def test_an_index_lists_its_newest_maps_first():
    assert read(MAPS).maps == tuple(f"https://news.example/{name}.xml" for name in ("new", "old", "undated"))


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (["/sitemap-2026-10.xml", "/sitemap-2026-11.xml", "/sitemap-2025-12.xml"], "/sitemap-2026-11.xml"),
        (["/sitemap.xml", "/sitemap9.xml", "/sitemap10.xml"], "/sitemap10.xml"),
        (["/sitemap-pages.xml", "/sitemap-tags-2026.xml", "/sitemap-News.xml"], "/sitemap-News.xml"),
        (["/newest/sitemap.xml", "/other/sitemap.xml"], "/newest/sitemap.xml"),
        (["http://[broken/9.xml", "/maps/1.xml"], "/maps/1.xml"),
        ([f"/{'9' * 1500}.xml", "/maps/1.xml"], f"/{'9' * 1500}.xml"),
    ],
)
def test_of_an_index_without_times_the_map_for_news_is_first_then_that_with_the_highest_numbers(listed, asked):
    maps = read(f"<sitemapindex>{''.join(f'<sitemap><loc>{path}</loc></sitemap>' for path in listed)}</sitemapindex>").maps
    assert maps[0] == f"https://news.example{asked}"


def test_a_map_for_news_is_asked_before_one_of_pages_that_changed_later():
    pages = "".join(f"<sitemap><loc>/{page}.xml</loc><lastmod>2026-11-02</lastmod></sitemap>" for page in ("posts", "tags"))
    maps = read(f"<sitemapindex>{pages}<sitemap><loc>/news.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>").maps
    assert maps[0] == "https://news.example/news.xml"


def test_an_old_map_called_news_and_one_of_newsletters_come_after_the_live_one():
    old = "".join(f"<sitemap><loc>/{name}.xml</loc><lastmod>2019-05-01</lastmod></sitemap>" for name in ("news-2019", "newsletters"))
    maps = read(f"<sitemapindex>{old}<sitemap><loc>/posts.xml</loc><lastmod>2026-11-02</lastmod></sitemap></sitemapindex>").maps
    assert maps[0] == "https://news.example/posts.xml"


def test_a_map_that_an_index_lists_under_many_fragments_is_one_and_the_index_itself_none():
    listed = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in ("/a.xml#x1", "/a.xml#x2", "/index.xml#top", "/a.xml", "/b.xml#"))
    feed = read_feed(f"<sitemapindex>{listed}</sitemapindex>".encode(), "https://paper.example/index.xml")
    assert feed.maps == ("https://paper.example/a.xml", "https://paper.example/b.xml")


def test_of_a_site_map_that_is_cut_off_the_last_entry_is_left_out():
    whole = read(MAPS)
    cut = read(MAPS[: MAPS.index("/new.xml") + 3])
    assert (whole.is_cut_off, cut.is_cut_off) == (False, True)
    assert cut.maps == ("https://news.example/old.xml", "https://news.example/undated.xml")


def test_a_news_map_that_has_no_news_just_now_is_one_and_any_other_empty_map_is_none():
    news = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    assert (read(f"<urlset {news}></urlset>").format, read(f"<urlset {news}></urlset>").items) == ("sitemap", ())
    for no_news in ("<urlset></urlset>", f"<urlset {news}><url><loc>/about</loc></url></urlset>"):
        with pytest.raises(NotAFeed, match="without news"):
            read(no_news)


def test_an_item_without_an_address_has_none_and_not_its_feed_s():
    assert read(rss("<item><guid isPermaLink='false'>a</guid><link></link><title>A</title></item>")).items[0].url == ""


def test_an_item_without_a_guid_is_known_by_its_address():
    assert read(rss("<item><link>/s/1</link><title>A</title></item>")).items[0].guid == "https://news.example/s/1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"<!doctype html><html><body>Sign in</body></html>", "it is a page, not a feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "entities of its own"),
        (gzip.compress(b" " * 20_000_000), "too large"),
        (b"<rss><channel>" + b"<a>" * 100_000 + b"</channel></rss>", "nested"),
        (b'{"items": []}', "JSON data, not a feed"),
        (b'{"items": ', "broken JSON"),
        (b"{" * 200_000, "broken JSON"),
        (b"just words", "neither a feed"),
        (b"<urlset><url><loc>https://news.example/</loc></url></urlset>", "without news"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(data, words):
    with pytest.raises(NotAFeed, match=words):
        read_feed(data, URL)


def test_an_item_with_nothing_to_be_known_by_is_left_out_and_told():
    feed = read(rss(item(1), "<item><guid> </guid><description>Words alone.</description></item>", item(2)))
    assert [each.guid for each in feed.items] == ["g1", "g2"]
    assert feed.cuts == ("1 of its items have neither a name nor an address and were left out.",)


def test_a_title_with_markup_is_text_and_one_that_speaks_of_markup_stays():
    titles = ("A &lt;b&gt;bold&lt;/b&gt; &amp;amp; brave one", "Use the &lt;b&gt; tag", "AT&amp;T &#8216;wins&#8217;", "R&D")
    text = rss(*(f"<item><link>/{number}</link><title>{title}</title></item>" for number, title in enumerate(titles)))
    assert [each.title for each in read(text).items] == ["A bold & brave one", "Use the <b> tag", "AT&T ‘wins’", "R&D"]


def test_relative_addresses_are_relative_to_what_the_feed_says():
    picture = '<enclosure url="a.jpg" type="image/jpeg"/>'
    text = f'<rss xml:base="https://img.example/x/"><channel><item><link>s</link><guid>1</guid>{picture}</item></channel></rss>'
    (one,) = read(text).items
    assert (one.url, one.base, one.media) == (
        "https://img.example/x/s",
        "https://img.example/x/",
        (Media(("https://img.example/x/a.jpg",)),),
    )
    assert read(rss(item())).items[0].base == ""


def test_pictures_of_the_text_keep_all_their_addresses():
    content = '<picture><source srcset="/b.webp 900w"></picture><img src="/a.jpg" srcset="/a.jpg 300w" data-id="1">'
    assert read(rss(item(more=f"<description><![CDATA[{content}]]></description>"))).items[0].summary == content


def test_numbers_of_json_are_names_as_they_are_written():
    items = ", ".join(f'{{"id": {number}, "title": "T"}}' for number in ("1", "1.0", "1e999999", "-0", "NaN", "9" * 5_000, "true"))
    feed = read(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}')
    assert [each.guid for each in feed.items] == ["1", "1.0", "1e999999", "-0", "NaN", "9" * 5_000, "T"]


def test_no_sign_that_a_database_refuses_comes_in():
    of_json = (
        r'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "\ud800a\u0000b", "title": "\u0001T", "content_html": "\udfff"}]}'
    )
    (one,) = read(of_json).items
    assert (one.guid, one.title, one.content) == ("ab", "T", "")
    text = rss("<item><link>/1</link><title>A\x01&#1;&amp;#2;B\ufffe</title><description>C&#0;\x00D</description></item>")
    (one,) = read(text).items
    assert (one.title, one.summary) == ("AB", "CD")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "iso-8859-1", "windows-1251"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "us-ascii", None])
def test_what_a_feed_declares_of_its_encoding_spoils_nothing(encoding, declared):
    title = "Новости дня и ночи" if encoding == "windows-1251" else "Zürich, Öl, Straße"
    said = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    if declared == "us-ascii" or (encoding in {"iso-8859-1", "windows-1251"}):
        said = f'<?xml version="1.0" encoding="{encoding}"?>'  # what nobody declares rightly is only guessed
    data = f"{said}\n{rss(f'<item><link>/1</link><title>{title}</title></item>')}".encode(encoding)
    assert read_feed(data, URL).items[0].title == title
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    data = f'{said}<urlset xmlns:n="{news}"><url><loc>/1</loc><n:news><n:title>{title}</n:title></n:news></url></urlset>'.encode(encoding)
    assert read_feed(data, URL).items[0].title == title


def test_a_program_s_complaint_before_a_feed_costs_nothing():
    assert len(read(f"<br />\n<b>Warning</b>: in feed.php\n<?xml version='1.0'?>{rss(item())}").items) == 1


HEAD, TAIL = "<rss><channel>", "</channel></rss>"
HOSTILE = {
    "items begun": HEAD + "<item" * 1_500_000,
    "items opened": HEAD + "<item>" * 250_000 + TAIL,
    "empty items": HEAD + "<item/>" * 250_000 + TAIL,
    "categories": f"{HEAD}{item()}<item>{''.join(f'<category>{number}</category>' for number in range(50_000))}</item>{TAIL}",
    "attributes": f"{HEAD}{item()}<item {' '.join(f'a{number}="1"' for number in range(100_000))}/>{TAIL}",
    "namespaces": f"{HEAD}{item()}{''.join(f'<n{number}:a xmlns:n{number}="u{number}"/>' for number in range(30_000))}{TAIL}",
    "an author": f"{HEAD}{item()}<item><author>{'a' * 1_000_000}</author></item>{TAIL}",
    "bases": f"{HEAD}{item()}{''.join(f'<a xml:base="{"b/" * 20_000}">' for _ in range(150))}{TAIL}",
    "CDATA begun": f"{HEAD}{item()}{'<![CDATA[ ]] ' * 200_000}",
    "comments begun": f"{HEAD}{item()}{'<!-- ' * 300_000}",
    "an endless tag": f"{HEAD}{item()}<{'a' * 5_000_000}",
    "a quote begun": f"{HEAD}{item()}{'<a b="' * 300_000}",
    "maps": f"<sitemapindex>{''.join(f'<sitemap><loc>/{number}</loc></sitemap>' for number in range(50_000))}</sitemapindex>",
    "an endless number": '{"version": "https://jsonfeed.org/version/1", "items": [{"id": %s}]}' % ("9" * 5_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_costs_the_child_no_more_than_others(name):
    with FeedReader() as reader:
        feed = reader.read(HOSTILE[name].encode(), URL)
    assert len(feed.items) <= MAX_ITEMS
    assert feed.maps or feed.cuts or feed.items


PIECES = [
    "<rss>",
    "<channel>",
    "<item>",
    "<item",
    "</item>",
    "</rss>",
    "<feed>",
    "<entry>",
    "<urlset>",
    "<url>",
    "<loc>",
    "<title>",
    "</title>",
]
PIECES += ["<link>", "<guid>", "<author>", "<media:content url='/a.jpg'/>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml encoding='utf-16'?>"]
PIECES += [
    "<!DOCTYPE",
    "<!ENTITY a 'b'>",
    "&a;",
    "&#0;",
    "\ufeff",
    "\x00",
    '{"version": "https://jsonfeed.org/version/1", "items": [',
    "{",
    "]}",
    "1e999",
]
PIECES += [
    '"id": ',
    '"\\ud800"',
    ",",
    " xml:base='//['",
    " href='http://['",
    "<pubDate>",
    "9" * 30,
    "<div xmlns='http://www.w3.org/1999/xhtml'>",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


@settings(deadline=None, max_examples=300)
@given(
    st.binary(max_size=300)
    | texts.map(lambda text: text.encode("utf-8", "replace"))
    | texts.map(lambda text: f"<rss><channel><item>{text}".encode("utf-8", "replace"))
    | texts.map(lambda text: f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{text}'.encode("utf-16", "replace")),
    st.sampled_from([None, "utf-8", "utf-16", "nonsense"]),
)
def test_any_bytes_are_a_feed_or_none(data, charset):
    try:
        feed = read_feed(data, URL, charset)
    except NotAFeed:
        return
    assert len({each.guid for each in feed.items}) == len(feed.items) <= MAX_ITEMS
    assert all(each.guid and (not each.url or each.url.startswith("http")) for each in feed.items)
    repr(feed).encode()


def test_ttl_and_the_syndication_hints_are_seconds():
    syndicated = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    hints = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert read(rss(head="<ttl>90</ttl>")).ttl == 5400
    assert read(rss(head=hints, attributes=syndicated)).ttl == 21_600
    assert read(rss()).ttl is None


def test_any_other_word_of_an_item_changes_its_digest_and_the_same_words_do_not():
    said = [read(rss(item(1, f"<description>{words}</description>"))).items[0].content_digest for words in ("A", "A", "B")]
    assert said[0] == said[1] != said[2]


def test_a_child_process_gives_the_same_feed():
    text = rss(item(1, '<media:thumbnail url="/a.jpg"/><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>'))
    with FeedReader() as reader:
        assert reader.read(text.encode(), URL) == read(text)
        with pytest.raises(NotAFeed, match="it is a page"):
            reader.read(b"<html>", URL)


@pytest.mark.parametrize("base", ["http://old.example/feed", "https://new.example/rss"])
def test_a_guid_does_not_change_with_the_feed_s_address(base):
    assert read_feed(rss(item()).encode(), base).items[0].guid == "g1"


def test_a_prefix_that_nobody_declared_costs_no_item():
    text = rss(item(1, '<media:group><media:content url="/a.jpg"/></media:group>'), attributes="")
    assert [each.title for each in read(text).items] == ["Story 1"]


@pytest.mark.parametrize(
    "feed",
    [
        rss(
            item(more="<content:encoded>&lt;p>The whole story.&lt;/p></content:encoded>"),
            attributes='xmlns:content="http://purl.org/rss/1.0/modules/content/"',
        ),
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>T</title>'
        '<content type="html">&lt;p>The whole story.&lt;/p></content></entry></feed>',
    ],
    ids=["rss", "atom"],
)
def test_a_content_without_a_summary_is_not_taken_for_its_own_summary(feed):
    (one,) = read(feed).items
    assert (one.content, one.summary) == ("<p>The whole story.</p>", "")
