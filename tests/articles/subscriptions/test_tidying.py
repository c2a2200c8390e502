"""What is kept of a feed can be kept."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from articles.subscriptions.feed import Feed, Item, Media
from articles.subscriptions.keeping import packed
from articles.subscriptions.tidying import LONGEST_ADDRESS, LONGEST_TITLE, address, tidied

WORDS = st.text(max_size=20)
MEDIA = st.builds(Media, st.lists(WORDS, max_size=2).map(tuple), WORDS, WORDS)
TIMES = st.none() | st.datetimes(datetime(1, 1, 2), datetime(9998, 1, 1)).map(lambda time: time.replace(tzinfo=UTC, fold=0))
ITEMS = st.builds(Item, WORDS.map("g{}".format), WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple), TIMES, TIMES, WORDS, WORDS)
SURROGATE = "\ud83d"


def fit(item):
    """An item as it is kept of a feed that has no other."""
    return tidied(Feed("rss20", items=(item,))).items[0]


def test_what_no_database_keeps_goes():
    item = fit(Item("a", "https://a.example/\x00", f"One\x00{SURROGATE}", (f"Jo{SURROGATE}",), content="<p>\x08Words\n</p>"))
    assert (item.url, item.title, item.authors, item.content) == ("https://a.example/", "One", ("Jo",), "<p>Words\n</p>")
    json.dumps(packed(item), ensure_ascii=False).encode()


def test_no_title_or_name_of_a_feed_turns_what_it_is_shown_beside():
    item = Item(
        "\u202eg", title="Seal \u202ewaits", authors=("\u2067Jo", "\u200fאלה"), media=(Media(("/1.jpg",), "A \u202aseal", "\u202eAl"),)
    )
    feed = tidied(Feed("rss20", "Paper \u202e", items=(item,)))
    (kept,) = feed.items
    assert (feed.title, kept.title, kept.authors) == ("Paper", "Seal waits", ("Jo", "אלה"))
    assert kept.media == (Media(("/1.jpg",), "A seal", "Al"),)
    assert kept.guid == item.guid
    cut = fit(Item("g", title=f"{'x' * (LONGEST_TITLE - 2)}\u2067 cut here\u2069"))
    assert cut.title == "x" * (LONGEST_TITLE - 2)


def test_an_address_that_no_index_holds_is_none():
    assert address("https://a.example/" + "ü" * 1500) == ""
    assert len(address("https://a.example/".ljust(LONGEST_ADDRESS, "x"))) == LONGEST_ADDRESS
    long = "https://a.example/" + "ü" * 1500
    item = fit(Item("a", long, media=(Media((long, "/1.jpg")), Media((long,), "A picture that can’t be asked for."))))
    assert (item.url, item.media) == ("", (Media(("/1.jpg",)),))


@given(ITEMS)
def test_what_is_fit_stays_as_it_is(item):
    assert fit(fit(item)) == fit(item)
