import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.reader import read
from articles.reading.scrape import read_scrape
from articles.reading.story import Kind, Link
from gallery.sightings import Role

SEED = Path(__file__).parents[4] / "shared" / "seed"
SAID = [f"The ferry to the island left an hour late on day {day}, because a seal had settled on its gangway." for day in range(8)]


def paragraphs(story):
    return [html.unescape(re.sub(r"<[^<>]*>", "", block)) for block in story.body.split("\n") if block]


@pytest.fixture(scope="module")
def seed():
    if not SEED.is_dir():
        pytest.skip(f"the seed is not at {SEED}")
    expected = json.loads((SEED / "expected.json").read_text())
    return read((SEED / "arkansasonline-2020-09-15.txt").read_bytes()), expected


def test_the_seed_gives_its_story(seed):
    story, expected = seed
    assert story.headline == expected["title"]
    assert story.dateline == expected["dateline"]
    assert list(story.contributors) == expected["contributors"]
    assert story.agency == expected["agency"]
    assert paragraphs(story) == expected["body"]


def test_the_seed_keeps_the_addresses_of_what_did_not_load(seed):
    story, expected = seed
    assert [(link.role, link.url) for link in story.links] == [(link["role"], link["url"]) for link in expected["links"]]


def test_the_seed_has_one_lead_line_and_eighteen_gallery_lines(seed):
    story, expected = seed
    assert [sighting.role for sighting in story.sightings] == [Role.LEAD] + [Role.GALLERY] * 18
    assert {sighting.block for sighting in story.sightings} == {0, 16}
    assert sum(photo["sightings"] for photo in expected["photos"]) == len(story.sightings)
    assert story.sightings[0].text.startswith("A woman wearing white")


SCRAPE = "\n".join(
    [
        "Home News Island Harbour Sport Weather Tides Puzzles Letters",
        "ADVERTISEMENT",
        "Seal keeps ferry waiting for an hour",
        "By Jane Doe and John Roe",
        "May 3, 2024 4:19 pm",
        "A seal lies on the gangway of the island ferry. (Ann Bay/Coastal Press via AP)",
        *SAID[:3],
        "Share this article",
        "What the captain said",
        *SAID[3:6],
        "The seal, seen from the bridge on Friday. (Photo by Ann Bay)",
        *SAID[6:],
        "Read more: The harbour that moved",
        "FILE - The seal in an earlier year, on a smaller gangway.",
        "FILE - The seal in an earlier year, on a smaller gangway.",
        "Most read",
        "Mayor opens pier",
        "Tides for the week",
        "© 2024 The Harbour Post",
    ]
)


def test_a_scrape_without_empty_lines_is_parted_by_the_shape_of_its_lines():
    story = read_scrape(SCRAPE, None)
    assert story.headline == "Seal keeps ferry waiting for an hour"
    assert story.authors == ("Jane Doe", "John Roe")
    assert story.published.isoformat() == "2024-05-03T16:19:00+00:00"
    assert paragraphs(story) == [*SAID[:3], "What the captain said", *SAID[3:]]
    assert "<h2>What the captain said</h2>" in story.body


def test_captions_know_their_place_among_the_blocks():
    roles = [(sighting.role, sighting.block) for sighting in read_scrape(SCRAPE, None).sightings]
    assert roles == [(Role.LEAD, 0), (Role.INLINE, 7), (Role.GALLERY, 9), (Role.GALLERY, 9)]


def test_the_address_tells_the_headline_from_a_longer_line():
    lines = ["A much longer teaser about something that happened on the other side of the bay", "Seal keeps ferry waiting", "Island", *SAID]
    assert read_scrape("\n".join(lines), "https://news.example/island/seal-keeps-ferry-waiting-123").headline == "Seal keeps ferry waiting"


def test_a_text_broken_at_a_fixed_width_is_joined_again():
    wrapped = "\n\n".join("\n".join(re.findall(r".{1,70}(?:\s|$)", f"{one} {one} {one}")) for one in SAID)
    assert paragraphs(read_scrape(f"Seal keeps ferry waiting\n\n{wrapped}", None)) == [f"{one} {one} {one}" for one in SAID]


def test_markup_in_a_text_is_text():
    story = read_scrape("\n".join([*SAID, "The sign said <script>alert(1)</script> & nobody knew why it was written there."]), None)
    assert "<script" not in story.body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; nobody" in story.body


def test_a_notice_becomes_a_link_and_leaves():
    story = read_scrape(
        "\n\n".join([*SAID[:4], "[Video not showing up above? Click here to view  https://video.example/1]", *SAID[4:]]), None
    )
    assert story.links == (Link("video", "https://video.example/1"),)
    assert paragraphs(story) == SAID


def test_a_cookie_wall_is_a_stub():
    story = read_scrape("Your privacy\nWe use cookies.\nAccept all", None)
    assert story.kind is Kind.STUB
    assert story.reason


@given(
    st.lists(st.sampled_from([*SCRAPE.split("\n"), "", "\u202e", "x" * 400, "http://["])).map("\n".join) | st.text(),
    st.none() | st.text(max_size=30),
)
def test_any_text_is_read(text, url):
    story = read_scrape(text, url)
    blocks = len(story.body.split("\n")) if story.body else 0
    assert all(0 <= sighting.block <= blocks for sighting in story.sightings)


def test_the_sentence_under_the_headline_is_the_standfirst():
    standfirst = "A seal on the gangway has kept the whole island waiting since the early morning"
    story = read_scrape(
        "\n".join(["Seal keeps ferry waiting", standfirst, "By Jane Doe", "May 3, 2024 4:19 pm", *SAID]),
        "https://news.example/seal-keeps-ferry-waiting",
    )
    assert (story.headline, story.standfirst) == ("Seal keeps ferry waiting", standfirst)
    assert paragraphs(story) == SAID


def test_a_first_paragraph_right_under_the_headline_stays_in_the_body():
    story = read_scrape("\n".join(["Seal keeps ferry waiting for an hour", *SAID]), None)
    assert story.standfirst is None
    assert paragraphs(story) == SAID


def test_a_headline_said_twice_is_preferred_to_a_longer_line():
    lines = [
        "Seal keeps ferry waiting",
        "A teaser about something on the other side of the bay",
        "Seal keeps ferry waiting",
        "May 3, 2024",
        *SAID,
    ]
    assert read_scrape("\n".join(lines), None).headline == "Seal keeps ferry waiting"


def test_what_a_page_says_again_and_again_is_not_the_story():
    offer = "Subscribe now to read the latest news from all the harbours of the coast."
    story = read_scrape(
        "\n".join(["Seal keeps ferry waiting for an hour", *SAID[:4], "Story content", offer, *SAID[4:], "Story content", offer]), None
    )
    assert paragraphs(story) == SAID


def test_a_long_paragraph_said_again_behind_a_wall_is_kept_once():
    long = " ".join(SAID)
    assert paragraphs(read_scrape("\n".join(["Seal keeps ferry waiting for an hour", long, *SAID, long]), None)) == [long, *SAID]


@pytest.mark.parametrize("line", ["12.04.2024, 10:21 Uhr", "Today, 11:07"])
def test_a_time_heads_no_paragraph(line):
    story = read_scrape("\n".join(["Seal keeps ferry waiting for an hour", *SAID[:4], line, *SAID[4:]]), None)
    assert paragraphs(story) == SAID


def test_a_teasers_headline_heads_no_paragraph():
    story = read_scrape("\n".join(["Seal keeps ferry waiting", *SAID[:4], "Read more", "The harbour that moved", *SAID[4:]]), None)
    assert paragraphs(story) == SAID


def test_a_line_that_says_when_is_no_headline():
    text = "The bridge stands after all\nPosted October 19, 2026 at 4:10 a.m.\n\n" + "\n\n".join(SAID)
    story = read_scrape(text, None)
    assert story.headline == "The bridge stands after all"
    assert story.published is not None
