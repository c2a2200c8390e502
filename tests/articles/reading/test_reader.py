import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.reader import MAX_BYTES, looks_like_html, read
from articles.reading.story import Unreadable

PARAGRAPHS = [f"The ferry to the island left an hour late on day {day}, because a seal had settled on its gangway." for day in range(9)]
TEXT = "\n\n".join(["Seal keeps ferry waiting", *PARAGRAPHS])
PAGE = f"""<!DOCTYPE html><html lang=en><head><title>Seal keeps ferry waiting</title></head>
<body><article><h1>Seal keeps ferry waiting</h1>{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}</article></body></html>"""


@pytest.mark.parametrize("source", [PAGE, TEXT])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_page_and_a_text_are_read_packed_or_not(source, pack):
    story = read(pack(source.encode()))
    assert story.headline == "Seal keeps ferry waiting"
    assert story.body.count("<p>") == 9


@pytest.mark.parametrize("sign", ["\u202e", "&#x202E;", "&#8238;", "\u2067", "\u200f"])
def test_no_headline_or_name_of_a_page_turns_what_it_is_shown_beside(sign):
    said = f'<meta name="author" content="Jo Doe{sign}"><meta property="og:site_name" content="{sign}Paper">'
    page = PAGE.replace("<head>", f"<head>{said}").replace("Seal keeps", f"{sign}Seal keeps")
    story = read(page.encode())
    assert (story.headline, story.authors, story.publisher) == ("Seal keeps ferry waiting", ("Jo Doe",), "Paper")


def test_no_headline_of_a_text_turns_what_it_is_shown_beside():
    assert read(TEXT.replace("Seal", "\u202eSeal").encode()).headline == "Seal keeps ferry waiting"


def test_right_to_left_words_stay_as_they_are():
    headline = "חתול \u2068(WHO)\u2069 על הגג\u200f, 5 בבוקר"
    assert read(PAGE.replace("Seal keeps ferry waiting", headline).encode()).headline == headline


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (gzip.compress(b""), "it is empty"),
        (b"%PDF-1.7 ...", "it is a PDF file, not a page or its text"),
        (b"\x89PNG\r\n\x1a\n....", "it is a PNG picture, not a page or its text"),
        (b"PK\x03\x04....", "it is a zip archive, not a page or its text"),
        (gzip.compress(gzip.compress(b"text")), "it is packed more than once, not a page or its text"),
        (bytes(range(256)) * 40, "it is binary data, not a page or its text"),
        (b"\x00\x00" * 500, "it is binary data, not a page or its text"),
        (gzip.compress(TEXT.encode())[:-20], "its gzip packing is cut off"),
        (b"\x1f\x8b" + b"not gzip", "its gzip packing is broken"),
        (b"a" * (50 * 1024 * 1024), "it is too large: 50 MB, at most 10 MB are read"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "it is a feed or site map, not a page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_can_not_be_read_is_refused_in_one_sentence(data, reason):
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert str(refusal.value) == reason


def test_a_gzip_bomb_is_stopped_at_the_limit():
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(bytes(1024 * 1024)) for _ in range(200)) + bomb.flush()
    assert len(packed) < MAX_BYTES
    with pytest.raises(Unreadable, match="unpacks to more than 10 MB"):
        read(packed)


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!doctype html><p>x", True),
        ("\n<!-- saved --><!-- twice --><html>", True),
        ("<div><p>One</p><p>Two</p></div>", True),
        ("Menu\n<p>One</p><p>Two</p><p>Three</p>", True),
        ("In HTML the tag <p> begins a paragraph, and <br> breaks a line.", False),
        ("3 < 4 and 5 > 4", False),
        ("", False),
        ("<!--" * 10_000, False),
    ],
    ids=range(8),
)
def test_html_is_told_from_text_by_looking(text, is_html):
    assert looks_like_html(text) is is_html


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode) | st.binary(max_size=200).map(gzip.compress))
def test_any_bytes_are_a_story_or_refused(data):
    try:
        told = read(data).reason or ""
    except Unreadable as refusal:
        told = str(refusal)
    assert "\n" not in told
