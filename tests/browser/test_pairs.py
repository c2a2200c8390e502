"""Pairs in doubt, answered by keys."""

import pytest
from django.contrib.auth import get_user_model

from gallery.joining import join
from gallery.models import Comparison, Photo
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair():
    get_user_model().objects.create_superuser("editor", password="cut the line")
    left, right = make_photo("green"), make_photo("olive")
    for photo, text in ((left, "A bridge at dawn."), (right, "A bridge at dusk.")):
        add_caption(make_article(), text, photo)
    return Comparison.objects.create(left=left, right=right, why="it is mirrored", coarse=0.9, fine=0.9)


def at_queue(open_page, live_server, **options):
    page = open_page("/admin/", **options)
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "cut the line")
    page.press("[name=password]", "Enter")
    page.goto(f"{live_server.url}/admin/gallery/comparison/queue/")
    return page


def test_one_key_answers_a_pair_and_one_takes_it_back(open_page, live_server, pair):
    page = at_queue(open_page, live_server)
    assert "dusk" in page.inner_text(".sides ins")
    page.keyboard.press("s")
    page.wait_for_selector("text=No pair is in doubt")
    assert Photo.objects.get(pk=pair.right_id).merged_into_id == pair.left_id
    page.keyboard.press("u")
    page.wait_for_selector("text=1 pair in doubt")
    assert Photo.objects.get(pk=pair.right_id).merged_into_id is None
    assert page.complaints == []


def test_a_key_held_down_answers_one_pair(open_page, live_server, pair):
    left, right = make_photo("red"), make_photo("orange")
    for photo in (left, right):
        add_caption(make_article(), f"Photo {photo.pk}.", photo)
    unseen = Comparison.objects.create(left=left, right=right, why="it is mirrored", coarse=0.9, fine=0.8)
    page = at_queue(open_page, live_server)
    page.keyboard.down("d")
    page.wait_for_selector("text=1 pair in doubt")
    page.keyboard.down("d")  # the same key, not let go: a repeat
    page.keyboard.up("d")
    page.keyboard.press("n")
    page.wait_for_selector("text=No pair is in doubt but the 1 you left for later")
    assert list(Comparison.objects.open()) == [unseen]


def test_the_pair_is_laid_over_each_other_and_accessible(open_page, live_server, faults, pair):
    page = at_queue(open_page, live_server)
    page.focus(".overlay input")
    page.keyboard.press("End")
    assert page.evaluate("document.querySelector('.over').style.clipPath") == "inset(0px 0px 0px 100%)"
    page.keyboard.press("b")
    assert page.evaluate("document.querySelector('.over').style.clipPath") == "inset(0px 0px 0px 0%)"
    assert faults(page) == []
    page.keyboard.press("x")
    assert page.evaluate("getComputedStyle(document.querySelector('.over')).mixBlendMode") == "difference"
    assert page.is_visible("text=What is black is the same in both")
    page.keyboard.press("?")
    assert faults(page) == []
    assert page.complaints == []


def test_the_keys_are_listed_and_the_focus_comes_back(open_page, live_server, pair):
    page = at_queue(open_page, live_server)
    page.focus(".answers [data-key=d]")
    page.keyboard.press("?")
    assert "one photograph" in page.inner_text("#keys")
    page.keyboard.press("s")  # is no answer while they are read
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys")
    assert page.evaluate("document.activeElement.dataset.key") == "d"
    assert Comparison.objects.open().exists()
    page.click("#show-keys")
    page.uncheck("#letters")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.reload()
    assert Comparison.objects.open().exists()


def test_what_only_one_picture_shows_lies_outside_the_outline(open_page, live_server, pair):
    Comparison.objects.update(left_part=[0.25, 0, 0.75, 1], right_part=[0, 0, 1, 1])
    page = at_queue(open_page, live_server)
    frame, outline = (page.locator(f".frame {each}").first.bounding_box() for each in ("img", "rect"))
    assert outline["x"] - frame["x"] == pytest.approx(frame["width"] / 4, abs=2)
    assert outline["width"] == pytest.approx(frame["width"] / 2, abs=4)
    assert page.locator(".frame rect").count() == 1


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def __call__(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)


@pytest.mark.parametrize("key", ["s", "d"])
def test_each_answer_is_one_key_and_so_is_taking_it_back(open_page, live_server, pair, key):
    page = at_queue(open_page, live_server)
    press = Keys(page)
    press(key)
    page.wait_for_selector("text=No pair is in doubt")
    assert press.pressed == 1
    press("u")
    page.wait_for_selector("text=1 pair in doubt")
    assert press.pressed == 2


@pytest.fixture
def joined(pair):
    """A photo that another one was joined to, and one more in the same story as it."""
    story = make_article(headline="The quay")
    third = make_photo("navy")
    for photo, text in ((pair.left, "The quay."), (third, "The quay again.")):
        add_caption(story, text, photo)
    kept = join(pair.right, pair.left)
    return kept, pair.right, third


def test_a_photo_is_parted_from_its_page_by_two_keys_and_made_one_again_by_one(open_page, live_server, faults, joined):
    kept, gone, _ = joined
    page = at_queue(open_page, live_server)
    page.goto(f"{live_server.url}/admin/gallery/photo/{kept.pk}/evidence/")
    press, found = Keys(page), faults(page)
    press("2")
    page.wait_for_selector("text=Nothing is decided yet")
    found += faults(page)
    assert Photo.objects.get(pk=gone.pk).merged_into_id == kept.pk
    press("Enter")
    page.wait_for_selector(f"text=Parted photo {kept.pk}")
    assert Photo.objects.get(pk=gone.pk).merged_into_id is None
    assert press.pressed == 2
    found += faults(page)
    press("u")
    page.wait_for_selector("text=Taken back")
    assert Photo.objects.get(pk=gone.pk).merged_into_id == kept.pk
    assert press.pressed == 3
    assert found + page.complaints == []


def test_two_photos_are_made_one_by_two_keys_and_no_number(open_page, live_server, faults, joined):
    kept, _, third = joined
    page = at_queue(open_page, live_server)
    page.goto(f"{live_server.url}/admin/gallery/photo/{kept.pk}/evidence/")
    press = Keys(page)
    press("s")
    page.wait_for_selector("text=stands for both")
    found = faults(page)
    press("Enter")
    page.wait_for_selector(f"text=Made one of photos {kept.pk} and {third.pk}")
    assert Photo.objects.get(pk=third.pk).merged_into_id == kept.pk
    assert press.pressed == 2
    assert found + faults(page) + page.complaints == []


def test_a_photo_in_another_story_is_found_by_its_words_from_the_keyboard(open_page, live_server, joined):
    kept, *_ = joined
    other = make_photo("red")
    add_caption(make_article(), "A heron on the weir.", other)
    page = at_queue(open_page, live_server)
    page.goto(f"{live_server.url}/admin/gallery/photo/{kept.pk}/evidence/")
    press = Keys(page)
    press("/")
    page.keyboard.type("heron")
    press("Enter")
    page.wait_for_selector("text=Photos with “heron”")
    press("s")
    page.wait_for_selector("text=Nothing is decided yet")
    press("Enter")
    page.wait_for_selector("text=Made one of photos")
    assert Photo.objects.get(pk=other.pk).merged_into_id == kept.pk
    assert press.pressed == 4
