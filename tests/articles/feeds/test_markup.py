"""Whatever a source wrote, a feed is one well-formed document."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articles.feeds import atom, json_feed, opml, rss
from articles.feeds.documents import Head
from articles.feeds.entry import Enclosure, Entry, File, Shown
from articles.feeds.markup import clean

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
hostile = st.text(st.characters(codec=None)) | st.sampled_from(["]]>", "<script>&\"'", "\x00\ufffe\ud800", "e\u0301 \u202e", "\r\n\t"])


def head(words):
    return Head(
        "tag:a.example,2026:feed/",
        words,
        words,
        words,
        "https://a.example/",
        "https://a.example/feed/",
        "https://a.example/feed/",
        NOW,
        "en-gb",
        "/f.css",
    )


def entry(words):
    photo = Shown((File("https://a.example/p.jpg?a&b", 600, 400),), words, words, words, (words,), (words,))
    said = ("tag:a.example,2026:x", "https://a.example/s/", "", words, words, NOW, NOW, (words,), words, "en", words)
    return Entry(*said, (photo,), Enclosure("https://a.example/p.jpg?a&b", 12))


@given(hostile)
def test_xml_feeds_are_well_formed_and_keep_every_word_that_xml_can_hold(words):
    for form in (rss, atom):
        root = etree.fromstring(form.document(head(words), [form.item(entry(words))]).encode())
        kept = clean(words).replace("\r\n", "\n").replace("\r", "\n")
        assert not kept.strip() or any((each.text or "") == kept for each in root.iter() if each.tag is not etree.PI)
    etree.fromstring(opml.document(words, [(words, words, words)]).encode())


@given(hostile)
def test_json_feeds_are_json_and_say_the_same(words):
    said = json.loads(json_feed.document(head(words), [json_feed.item(entry(words))]).encode())
    assert said["items"][0].get("title", "") == clean(words)
