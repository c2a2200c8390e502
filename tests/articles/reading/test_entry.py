from datetime import UTC, datetime

from articles.reading.entry import read_entry
from articles.reading.story import Kind
from articles.subscriptions.feed import Item, Media
from gallery.collapse import collapse

PROSE = "The council decided on Monday that the old bridge over the river will be closed for repairs until the spring of next year. "
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
PHOTO = "https://img.example/photos/bridge-2026.jpg"


def item(content="", **said):
    known = {"guid": "1", "url": "https://news.example/bridge", "title": "Bridge closed until spring", "published": AT}
    return Item(content=content or f"<p>{PROSE * 3}</p><p>{PROSE * 2}</p>", **(known | said))


def photos(story):
    return collapse(story.sightings).photos


def test_an_item_s_own_words_become_a_story():
    story = read_entry(item(authors=("Ann Lee",)), "The News")
    assert (story.kind, story.headline, story.published) == (Kind.STORY, "Bridge closed until spring", AT)
    assert (story.authors, story.publisher, story.canonical_url) == (("Ann Lee",), "The News", "https://news.example/bridge")
    assert story.body.count("<p>") == 2


def test_a_photo_in_the_text_and_beside_it_is_one_photo_with_its_caption():
    content = f'<p>{PROSE * 3}</p><img src="{PHOTO}"><p>{PROSE * 2}</p>'
    beside = (Media((PHOTO, f"{PHOTO}?w=90"), "The bridge on Monday.", "Ann Lee/Reuters"), Media((f"{PHOTO}?w=300",)))
    (photo,) = photos(read_entry(item(content, media=beside)))
    assert "The bridge on Monday." in repr(photo)


def test_a_rendition_that_stands_in_the_text_under_another_name_is_the_same_photo():
    other = "https://cdn.example/a81f/small.jpg"
    content = f'<p>{PROSE * 3}</p><img src="{other}"><p>{PROSE * 2}</p>'
    assert len(photos(read_entry(item(content, media=(Media((PHOTO, other), "The bridge."),))))) == 1


def test_no_word_of_a_feed_s_data_becomes_markup():
    bad = '"><script>alert(1)</script>'
    story = read_entry(item(title=f"Bridge {bad}", authors=(bad,), media=(Media((f"https://a.example/{bad}",), bad, bad),)), bad)
    assert "<script" not in story.body
    assert story.headline == f"Bridge {bad}"


def test_a_teaser_alone_is_no_story_to_store():
    assert read_entry(item("<p>The bridge is closed.</p>")).kind is not Kind.STORY
