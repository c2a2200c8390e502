"""Pairs in doubt, answered by keys."""

import pytest
from django.contrib.auth import get_user_model

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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pair_is_laid_over_each_other_and_accessible(open_page, live_server, faults, pair, theme):
    page = at_queue(open_page, live_server, color_scheme=theme)
    page.focus(".overlay input")
    page.keyboard.press("End")
    assert page.evaluate("document.querySelector('.over').style.clipPath") == "inset(0px 0px 0px 100%)"
    page.keyboard.press("b")
    assert page.evaluate("document.querySelector('.over').style.clipPath") == "inset(0px 0px 0px 0%)"
    assert faults(page) == []
    page.goto(f"{live_server.url}/admin/gallery/photo/{pair.left_id}/evidence/")
    assert faults(page) == []
    page.fill("[name=other]", str(pair.right_id))
    page.click("text=The same photograph")
    assert faults(page) == []
    assert "Nothing is decided yet" in page.content()
    assert page.complaints == []
