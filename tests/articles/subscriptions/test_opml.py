import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.feeds import opml as ours
from articles.isolation import OpmlReader
from articles.subscriptions.opml import MAX_FEEDS, MAX_TOLD, LeftOut, NotOpml, Outline, read_opml


def opml(*outlines, head="<title>Mine</title>"):
    return f'<?xml version="1.0"?><opml version="2.0"><head>{head}</head><body>{"".join(outlines)}</body></opml>'.encode()


def feed(number=1, more=""):
    return f'<outline type="rss" text="Feed {number}" xmlUrl="https://news.example/{number}" htmlUrl="https://news.example/" {more}/>'


def at(number=1, *folder):
    return Outline(f"https://news.example/{number}", f"Feed {number}", "https://news.example/", folder)


def test_feeds_are_read_with_their_folders():
    nested = opml(
        feed(1),
        f'<outline text="News &amp; more"><outline title="Sport" text="S">{feed(2)}</outline>{feed(3)}</outline>',
        feed(4),
    )
    outlines = read_opml(nested)
    assert outlines.title == "Mine"
    assert outlines.feeds == (at(1), at(2, "News & more", "Sport"), at(3, "News & more"), at(4))
    assert (outlines.left_out, outlines.cuts) == ((), ())


def test_our_own_list_is_read():
    document = ours.document("“Ours” & all", [("News <1>", "https://paper.example/feed/?a=1&b=2", "https://paper.example/")])
    outlines = read_opml(document.encode())
    assert (outlines.title, outlines.feeds) == (
        "“Ours” & all",
        (Outline("https://paper.example/feed/?a=1&b=2", "News <1>", "https://paper.example/"),),
    )


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('<outline text="A folder"/>', LeftOut("A folder", "It names no feed.")),
        ('<outline text="A folder"></outline>', LeftOut("A folder", "It names no feed.")),
        ('<outline text="A page" type="link" url="https://news.example/"/>', LeftOut("A page", "It names no feed.")),
        (
            '<outline text="Other" type="include" url="https://a.example/b.opml"/>',
            LeftOut("Other", "It stands for another list, which is not fetched."),
        ),
        ('<outline text="Local" xmlUrl="file:///etc/passwd"/>', LeftOut("Local", "Its address is none of the web.")),
        ('<outline xmlUrl="javascript:alert(1)"/>', LeftOut("javascript:alert(1)", "Its address is none of the web.")),
        ('<outline text="Again" xmlUrl=" https://news.example/1 "/>', LeftOut("Again", "Its address stands in the list before.")),
    ],
)
def test_each_line_that_is_left_out_is_told_with_the_reason(line, left):
    outlines = read_opml(opml(feed(1), line, feed(2)))
    assert (outlines.feeds, outlines.left_out) == ((at(1), at(2)), (left,))


@pytest.mark.parametrize(
    "broken",
    [
        "<OPML><BODY><OUTLINE TEXT='Feed 1' XMLURL=https://news.example/1 HTMLURL='https://news.example/'></BODY>",
        f"<opml><body>{feed(1)}",
        f"<opml><body>{feed(1)}<outline text='Cut",
        f"<opml><body>{feed(1)}</outline></outline></body></outline>",
        f"<b>Warning</b>: in export.php<opml>{feed(1)}",
        f"<opml><!-- {feed(2)} --><![CDATA[{feed(3)}]]>{feed(1)}<!-- {feed(4)}",
        "<opml><outline type='RSS' text='Feed 1' url='feed:https://news.example/1' htmlurl='https://news.example/'/>",
    ],
)
def test_a_broken_list_gives_what_can_be_had(broken):
    assert at(1) in read_opml(broken.encode()).feeds
    assert len(read_opml(broken.encode()).feeds) == 1


def test_feeds_that_are_not_closed_are_no_folders_and_ampersands_are_mended():
    line = '<outline text="A & B" xmlUrl="https://news.example/?a=1&b=2">'
    assert read_opml(opml(f'<outline text="F">{line}{feed(2)}')).feeds == (
        Outline("https://news.example/?a=1&b=2", "A & B", "", ("F",)),
        at(2, "F"),
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_any_encoding_is_read(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><opml><outline text="Zürich" xmlUrl="https://news.example/"/></opml>'.encode(
        encoding
    )
    assert read_opml(data).feeds[0].title == "Zürich"
    assert read_opml(gzip.compress(data)).feeds[0].title == "Zürich"


def test_of_ever_so_many_feeds_the_first_are_taken_and_it_is_said():
    outlines = read_opml(opml(*map(feed, range(MAX_FEEDS + 7))))
    assert len(outlines.feeds) == MAX_FEEDS
    assert outlines.cuts == ("It has 5,007 feeds, of which the first 5,000 were taken.",)
    many = read_opml(opml(feed(1) * (MAX_TOLD + 10)))
    assert (len(many.left_out), many.cuts) == (MAX_TOLD, ("9 more lines were left out than are told.",))


def test_folders_are_bounded():
    deep = "".join(f'<outline text="{number}">' for number in range(100_000))
    (one,) = read_opml(opml(deep, feed(1))).feeds
    assert one.folder == tuple(map(str, range(20)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html><body>Sign in</body></html>", "no OPML"),
        (b"<rss><channel/></rss>", "no OPML"),
        (b"<!-- <opml> -->", "no OPML"),
        (b"<opml><body></body></opml>", "lists no feeds"),
        (b'<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><outline text="&b;"/></opml>', "entities of its own"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 60, "binary|no OPML"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data, words):
    with pytest.raises(NotOpml, match=words):
        read_opml(data)


def test_a_bomb_is_refused():
    with pytest.raises(NotOpml, match="too large"):
        read_opml(gzip.compress(b" " * 20_000_000))


def test_a_child_process_gives_the_same_list():
    data = opml(feed(1), f"<outline text='F'>{feed(2)}{feed(1)}</outline>")
    with OpmlReader() as reader:
        assert reader.read(data) == read_opml(data)
        with pytest.raises(NotOpml, match="no OPML"):
            reader.read(b"words")


pieces = st.lists(
    st.sampled_from(
        ["<opml>", "<outline ", "</outline>", "xmlUrl=", "https://a.example/", '"', "'", ">", "/>", "text=", "<!--", "-->", "&", "\0"]
    )
    | st.text(max_size=4)
).map("".join)


@given(pieces.map(lambda text: f"<opml>{text}".encode("utf-8", "replace")) | st.binary(max_size=300))
def test_any_bytes_are_a_list_or_none(data):
    try:
        outlines = read_opml(data)
    except NotOpml:
        return
    assert all(one.url.startswith(("http://", "https://")) for one in outlines.feeds)
    assert len({one.url for one in outlines.feeds}) == len(outlines.feeds)
