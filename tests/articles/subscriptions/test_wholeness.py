from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.isolation import Reader
from articles.reading.story import STORED_KINDS, Kind, Story
from articles.subscriptions.entry import page_of
from articles.subscriptions.feed import Feed, Item
from articles.subscriptions.wholeness import better, choose, is_teaser, why_teaser
from gallery.sightings import Kind as Seen
from gallery.sightings import Sighting

URL = "https://news.example/2026/bridge/"
TEXT = " ".join(
    f"In sentence {number} the council’s engineer says of the bridge’s rivet number {number * 7} that it is {word} and has to be replaced."
    for number, word in enumerate(["rusty", "broken", "worn", "loose", "cracked", "missing", "bent", "soft", "gone", "old", "weak", "thin"])
)
WHOLE = f"<p>{TEXT}</p><p>{TEXT}</p>"
OTHER = " ".join(
    f"Goal {number} of the evening was scored by player {number + 20} after a corner kick from the left." for number in range(40)
)


def reasons(content="", summary="", url=URL):
    return [reason.removesuffix(".") for reason in why_teaser(Item("1", url, "Bridge", summary=summary, content=content))]


def test_a_long_text_that_ends_as_texts_do_looks_whole():
    assert reasons(WHOLE, f"<p>{TEXT[:200]}…</p>") == []


def test_the_line_of_the_feed_s_maker_makes_no_teaser():
    assert (
        reasons(f'{WHOLE}<p>The post <a href="{URL}">Bridge</a> appeared first on <a href="https://www.news.example/">News</a>.</p>') == []
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "It gives no text"),
        ("<p> </p><img src='/a.jpg'>", "It gives no text"),
        (f"<p>{TEXT[:300]}.</p>", "It is short"),
        *(
            (f"{WHOLE}<p>And then the{end}</p>", "It is cut off")
            for end in ("…", "...", " […]", " [...]", " [&#8230;]", "&hellip;", " (...)")
        ),
        (f'{WHOLE}<p>And then […]</p><p>The post <a href="{URL}">B</a> is on <a href="https://news.example">N</a>.</p>', "It is cut off"),
        (f'{WHOLE}<p>And then … <a href="{URL}">Read more</a></p>', "It is cut off"),
        (f'{WHOLE}<p>And then…</p><p><a href="{URL}">Continue reading →</a></p>', "It is cut off"),
        (f"{WHOLE}<p>Read more</p>", "It asks to read on at its page"),
        (f"{WHOLE} Weiterlesen &raquo;", "It asks to read on at its page"),
        (f'{WHOLE}<p><a href="https://feeds.example/~r/1">Lire la suite</a></p>', "It asks to read on at its page"),
        (f"{WHOLE}<p>続きを読む</p>", "It asks to read on at its page"),
        (
            f'{WHOLE}<p><a class="more-link" href="{URL}?utm_source=rss#more-1">Whatever it is called <b>→</b></a></p>',
            "It asks to read on at its page",
        ),
        (f"{WHOLE}<p>Subscribe to continue reading.</p>", "It offers the rest for a subscription or an account"),
    ],
)
def test_a_teaser_says_why_it_is_one(content, reason):
    assert reason in reasons(content)
    assert is_teaser(Item("1", URL, content=content))


@pytest.mark.parametrize(
    "end",
    [
        f'<p>See <a href="{URL}#comments">the comments</a></p>',
        '<p>More of it in <a href="https://news.example/2025/plan/">last year’s plan</a></p>',
        f'<p>As <a href="{URL}">we wrote here</a> before, nothing was done for years on end.</p>',
        "<p>“And that…” he said.</p>",
    ],
)
def test_an_end_that_leads_elsewhere_makes_no_teaser(end):
    assert reasons(WHOLE + end) == []


def test_a_long_text_that_ends_in_a_link_to_its_page_is_whole():
    assert reasons(f'{WHOLE * 4}<p><a href="{URL}">Permalink</a></p>') == []


def test_a_summary_is_a_teaser_unless_it_is_long_and_it_may_stand_as_the_content_too():
    assert reasons(summary=f"<p>{TEXT}</p>") == ["All it gives is a summary"]
    assert reasons(f"<div>{TEXT}</div>", f"<p>{TEXT}</p>") == ["All it gives is a summary"]
    assert reasons(summary=WHOLE) == []


def story(*paragraphs, kind=Kind.STORY, photos=0, captions=0, headline="Bridge closed until spring", **said):
    seen = [
        one
        for number in range(photos)
        for one in (
            Sighting(Seen.IMG, urls=(f"https://img.example/photos/number-{number}.jpg",), figure=number),
            *([Sighting(Seen.FIGCAPTION, text=f"Caption number {number}.", figure=number)] if number < captions else []),
        )
    ]
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Story(kind, headline=headline, body=body, sightings=tuple(seen), **said)


SUMMARY = "The town’s engineer wants many a rusty rivet of the bridge replaced, and the council agreed on Monday."
HALF = TEXT[: len(TEXT) // 2]


@pytest.mark.parametrize(
    ("feed", "page", "kept", "why"),
    [
        (story(HALF), story(TEXT), "page", "more of the text"),
        (story(SUMMARY), story(TEXT), "page", "more of the text"),
        (story(SUMMARY, headline="Brücke"), story(TEXT), "page", "more of the text"),
        (story(TEXT), story(HALF), "feed", "feed has more"),
        (story(TEXT), story(TEXT), "feed", "no more than"),
        (story(TEXT), story(TEXT, "A line of the page's own."), "feed", "no more than"),
        (story(TEXT), story(TEXT, photos=1), "page", "photos or captions"),
        (story(TEXT, photos=2), story(TEXT, photos=1, captions=1), "feed", "no more than"),
        (story(TEXT, photos=1), story(TEXT, photos=1, captions=1), "page", "photos or captions"),
        (story(HALF, photos=3), story(TEXT), "page", "more of the text"),
        (story(HALF), story(TEXT, kind=Kind.LIVE), "page", "more of the text"),
        (story(HALF), story(TEXT, kind=Kind.STUB, reason="locked"), "feed", "no story"),
        (story(HALF), story(TEXT, kind=Kind.INDEX), "feed", "no story"),
        (story(HALF), story(TEXT, kind=Kind.VIDEO), "feed", "no story"),
        (story(HALF), story(OTHER), "feed", "another text"),
        (story(SUMMARY), story(OTHER, headline="Seven goals"), "feed", "another text"),
        (
            story(SUMMARY),
            story("We and our 812 partners store cookies and ask for consent. " * 20, headline="News"),
            "feed",
            "another text",
        ),
        (story(SUMMARY, kind=Kind.STUB), story(TEXT), "page", "feed gives no story"),
        (story(kind=Kind.STUB), story(TEXT), "page", "feed gives no story"),
        (story(SUMMARY, kind=Kind.STUB), story(OTHER, headline="Seven goals"), "feed", "another text"),
        (story(SUMMARY, kind=Kind.STUB), story(kind=Kind.STUB, reason="locked"), "page", "no story"),
        (story(SUMMARY, photos=1), story("The bridge, rivet by rivet.", kind=Kind.GALLERY, photos=9), "page", "more photos"),
        (
            story("議会は月曜日に、川にかかる古い橋を来春まで閉鎖すると決めた。", headline="橋を閉鎖"),
            story("川にかかる古い橋は来春まで閉鎖される。議会が月曜日に決めた。" * 9, headline="古い橋、来春まで閉鎖"),
            "page",
            "more of the text",
        ),
        (
            story("議会は月曜日に、川にかかる古い橋を来春まで閉鎖すると決めた。", headline="橋を閉鎖"),
            story("市民マラソンは日曜日に行われ、三千人の選手が港から公園まで走った。" * 9, headline="マラソンに三千人"),
            "feed",
            "another text",
        ),
    ],
)
def test_the_better_reading_of_an_item_is_kept(feed, page, kept, why):
    chosen = choose(feed, page)
    assert chosen.story is (page if kept == "page" else feed)
    assert why in chosen.why
    assert better(feed, page) is chosen.story


words = st.lists(st.sampled_from(TEXT.split()) | st.sampled_from(OTHER.split()) | st.text(max_size=6), max_size=150).map(" ".join)
stories = st.builds(story, words, kind=st.sampled_from(Kind), photos=st.integers(0, 3), captions=st.integers(0, 3), headline=words)


@given(stories, stories)
def test_one_of_the_two_is_kept_and_never_what_is_none_to_be_stored_over_a_story(feed, page):
    kept = better(feed, page)
    assert kept is feed or kept is page
    if feed.kind in STORED_KINDS:
        assert kept.kind in STORED_KINDS


@given(stories)
def test_a_page_that_says_the_same_is_not_preferred(feed):
    if feed.kind in STORED_KINDS:
        assert better(feed, replace(feed)) is feed


@given(stories, st.integers(100, 300))
def test_a_text_that_is_not_on_the_page_is_never_given_up_for_it(page, count):
    feed = story(" ".join(f"unheard{number}" for number in range(count)), headline=page.headline)
    assert better(feed, page) is feed


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=40))
def test_any_item_is_judged(content, summary, url):
    assert is_teaser(Item("1", url, "", summary=summary, content=content))


def test_the_readings_of_an_item_and_its_page_are_weighed():
    page = f"<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>{WHOLE}</article></body></html>"
    one = Item("1", URL, "Bridge closed", summary=f"<p>{TEXT[:400]}…</p>")
    with Reader() as reader:
        from_feed = reader.read(page_of(one, Feed("rss20", "News")), URL)
        from_page = reader.read(page.encode(), URL)
    assert better(from_feed, from_page) is from_page
