"""Which file of a photo is worth fetching, and which photos wait for one."""

from datetime import UTC, datetime, timedelta

import pytest

from gallery import offers
from gallery.models import Photo, Rendition
from tests.factories import add_caption, make_article, make_photo

NOW = datetime(2026, 10, 3, 8, 0, tzinfo=UTC)


def order(*files):
    rows = [Rendition(url=url, width=width) for url, width in files]
    return [row.url for row in offers.most_useful_first(rows)]


def test_the_smallest_that_is_wide_enough_comes_first_then_larger_ones_then_the_widest_of_the_rest():
    files = [("a", 640), ("b", 4000), ("c", 1920), ("d", 1280), ("e", 2048)]
    assert order(*files) == ["c", "e", "b", "d", "a"]


def test_a_width_in_the_address_counts_where_nothing_else_declares_one():
    assert order(("https://img.example/a-300x200.jpg", None), ("https://img.example/a-2048x1365.jpg", None)) == [
        "https://img.example/a-2048x1365.jpg",
        "https://img.example/a-300x200.jpg",
    ]


def test_one_without_any_width_stands_between_a_thumbnail_and_a_large_one():
    assert order(("small", 320), ("unknown", None), ("large", 1280)) == ["large", "unknown", "small"]


def test_equals_stay_as_the_source_had_them():
    assert order(("b", 1920), ("a", 1920)) == ["b", "a"]


@pytest.fixture
def photo(db):
    return Photo.objects.create()


def offer(photo, url="https://img.example/a.jpg", **fields):
    return Rendition.objects.create(photo=photo, url=url, key=fields.pop("key", url), **fields)


def wanting():
    return offers.wanting(NOW).exists()


def test_a_photo_that_is_offered_on_the_web_wants_its_file(photo):
    offer(photo)
    assert wanting()


@pytest.mark.parametrize("url", ["page_files/a.jpg", "saved:0123/page_files/a.jpg", "ni:///sha-256;abc", "ftp://img.example/a.jpg"])
def test_what_came_with_its_page_is_not_asked_for(photo, url):
    offer(photo, url)
    assert not wanting()
    assert list(offers.never_offered()) == [photo]


def test_a_placeholder_is_not_asked_for(photo):
    offer(photo, key="")
    assert not wanting()


@pytest.mark.parametrize(
    ("state", "next_try", "wants", "given_up"),
    [
        ("failed", NOW - timedelta(1), True, False),
        ("failed", NOW + timedelta(1), False, False),
        ("failed", None, False, True),
        ("refused", None, False, True),
    ],
)
def test_what_failed_is_tried_again_when_it_is_time_or_given_up(photo, state, next_try, wants, given_up):
    offer(photo, state=state, next_try=next_try)
    assert (wanting(), offers.given_up().exists()) == (wants, given_up)


def test_a_photo_with_a_file_a_task_or_a_successor_wants_none(photo):
    offer(photo)
    Photo.objects.update(task="one")
    assert not wanting()
    Photo.objects.filter(pk=photo.pk).update(task=None, merged_into=Photo.objects.create())
    assert not wanting()
    offer(make_photo(), "https://img.example/b.jpg")
    assert not wanting()


def test_asked_again_what_was_given_up_is_tried_anew(photo):
    offer(photo, state="refused", reason="it is empty")
    offer(photo, "https://img.example/b.jpg", state="failed", tries=6)
    assert offers.again(Photo.objects.all()) == 2
    assert wanting()
    assert set(Rendition.objects.values_list("state", "tries")) == {("offered", 0)}


def test_progress_counts_an_article_s_photos_that_are_offered(db):
    article = make_article()
    add_caption(article, "Here.", make_photo())
    add_caption(article, "Words alone.")
    for number, state in enumerate(["offered", "refused", "refused"]):
        photo = Photo.objects.create()
        offer(photo, f"https://img.example/{number}.jpg", state=state)
        add_caption(article, f"Photo {number}.", photo)
    assert str(offers.progress_of(article.pk)) == "1 of 4 photos fetched, 2 can't be had"


def test_progress_of_a_story_without_offers_says_so(db):
    assert str(offers.progress_of(make_article().pk)) == "no photo to fetch"
