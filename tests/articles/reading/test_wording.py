import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.story import Link
from articles.reading.wording import contributors, find_dateline, gallery_heading, is_furniture, notice_links


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "- Anzeige -",
        "Publicité",
        "広告",
        "Sponsor Content",
        "Article continues below advertisement",
        "COMMENTS - It looks like you're using an old browser.",
        "12 comments",
        "© 2024 Harbour Post. All rights reserved",
        "Copyright The Harbour Press 2024. This material may not be published, broadcast or rewritten.",
        "Copyright by Harbour Post",
        "Harbour Post Ltd | All rights reserved",
        "The morning's news, delivered straight to your inbox",
        "Sign up for our free morning newsletter",
        "[Video not showing up above? Click here to view https://video.example/1]",
        "Read more: The harbour that moved",
        "Lesen Sie auch: Der Hafen",
        "Share this article",
        "Facebook Twitter Email",
        "Gallery: A day at the harbour",
        "© 2024 The Harbour Post",
        "* * *",
        "Filed under: Science Harbour",
        "Tags: canals, seals",
        "Schlagworte: Hafen, Robben",
        "Image 2 of 5",
        "Bild 3 von 12",
    ],
)
def test_lines_that_only_serve_their_page_are_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The advertisement ran for three weeks before the council noticed it.",
        "He shared this with nobody, and the harbour master shared it with everybody.",
        "Comments by the mayor angered the fishermen, who had been promised a new pier.",
        "Photos of the pier show how much of it the storm took.",
        "Share prices fell by three percent.",
        "Topics such as this one: the council leaves them alone.",
        "Tagged birds were seen again in spring.",
        "More on this would be known in spring, she said.",
        "All rights reserved for women were won in 1920 after a long fight in the courts.",
        "All rights reserved by treaty passed to the city when the harbour closed.",
        "Copyright lawyers say that the ruling of 1998 does not apply.",
        "(c) The council must publish its plan.",
        "Police sent two officers directly to the door of the house.",
        "What happened next",
        "1989",
        "★★★★☆ 4/5",
        "9/11",
        "2 of 5 seals",
        "Image 2 of 5 shows the pier.",
    ],
)
def test_sentences_about_such_things_stay(line):
    assert not is_furniture(line)


def test_a_notice_keeps_its_addresses_as_links():
    line = "[Gallery not loading above? Click here for more photos   news.example/915harbour/]"
    assert notice_links(line) == (Link("gallery", "https://news.example/915harbour/"),)


def test_a_video_is_told_from_a_gallery():
    line = "[Video not showing up above? Click here to view https://video.example/watch?v=1.]"
    assert notice_links(line) == (Link("video", "https://video.example/watch?v=1"),)


def test_a_sentence_with_an_address_is_no_notice():
    assert notice_links("The report stands on https://news.example/report for everybody to read.") == ()


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("MOSCOW -- The river froze.", "MOSCOW"),
        ("WASHINGTON (AP) — The river froze.", "WASHINGTON"),
        ("BERLIN, Sept. 14 (Reuters) - The river froze.", "BERLIN"),
        ("LITTLE ROCK, Ark. — The river froze.", "LITTLE ROCK, Ark."),
        ("МОСКВА — Река замёрзла.", "МОСКВА"),
        ("Berlin (dpa) - Der Fluss ist zugefroren.", "Berlin"),
        ("The river -- frozen -- was quiet.", None),
        ("WATCH - The river freezes", None),
        ("EU-wide rules for rivers were agreed.", None),
        ("", None),
    ],
)
def test_the_dateline_is_the_place_before_the_dash(paragraph, place):
    assert find_dateline(paragraph) == place


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Information for this article was contributed by Ann Bay, Bo Cape and Cy Dune of The Coastal Press.",
            (("Ann Bay", "Bo Cape", "Cy Dune"), "The Coastal Press"),
        ),
        (
            "Coastal Press writers Ann Bay in Oslo and Bo Cape in Turku contributed to this report.",
            (("Ann Bay", "Bo Cape"), "Coastal Press"),
        ),
        ("Additional reporting by Ann Bay", (("Ann Bay",), None)),
        ("The mayor contributed a large sum to the new pier.", None),
    ],
)
def test_contributors_and_their_agency_are_read_from_their_line(line, told):
    assert contributors(line) == told


def test_a_gallery_heading_gives_its_words():
    assert gallery_heading("Gallery: The harbour that moved") == "The harbour that moved"
    assert gallery_heading("Gallery") == ""
    assert gallery_heading("Galleries open late on Friday") is None


@given(st.text(max_size=1200))
def test_no_line_whatever_makes_them_fail(line):
    is_furniture(line)
    notice_links(line)
    find_dateline(line)
    contributors(line)
