"""The viewer in a browser: keys, fingers, Back and Forward, both directions of writing; and a photo's own page, led alike."""

import re

import pytest

from articles.models import Article
from tests.factories import add_caption, make_photo, make_story

pytestmark = pytest.mark.django_db(transaction=True)


def counter(page):
    return page.locator("dialog.viewer .counter").inner_text()


IS_IN_SIGHT = """(number) => {
    const [stage, slide] = [".stage", `.slide:nth-child(${number})`].map((each) => document.querySelector(`dialog.viewer ${each}`));
    return Math.abs(slide.getBoundingClientRect().left - stage.getBoundingClientRect().left) < 2;
}"""


def swipe(page, across, turned_to):
    """Draw a finger over the photo, which is the browser's own to scroll, until another photo has come to rest."""
    said = page.context.new_cdp_session(page)
    places = [195 + across * step // 8 for step in range(-4, 5)]
    for kind, x in [("touchStart", places[0]), *(("touchMove", place) for place in places[1:])]:
        said.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 300}]})
    said.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(IS_IN_SIGHT, arg=turned_to)


def test_the_viewer_is_led_by_keys_and_gives_the_focus_back(open_page, story):
    page = open_page(story.get_absolute_url())
    addresses = [caption.get_absolute_url() for caption in story.captions.in_order()]
    opener = page.locator("#photo-3 a.frame")
    opener.focus()
    page.keyboard.press("Enter")
    assert counter(page) == "3 of 5"
    assert page.url.endswith(addresses[2])
    for key, number in [
        ("ArrowRight", 4),
        ("ArrowRight", 5),
        ("ArrowRight", 5),
        ("Home", 1),
        ("ArrowLeft", 1),
        ("End", 5),
        ("ArrowLeft", 4),
    ]:
        page.keyboard.press(key)
        assert counter(page) == f"{number} of 5"
        assert page.url.endswith(addresses[number - 1])
        assert page.evaluate(IS_IN_SIGHT, number)
    assert "Caption 4." in page.locator("dialog.viewer").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(re.escape(story.get_absolute_url()) + "$"))
    assert not page.locator("dialog.viewer").is_visible()
    assert opener.evaluate("link => link === document.activeElement")
    assert page.complaints == []


def test_the_viewer_shows_each_photo_with_its_own_caption_once(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator("#photo-1 a.frame").click()
    shown = "dialog.viewer :is(.slide[aria-hidden=false], .words)"
    for number in (1, 2, 3, 4):
        assert page.locator(f"{shown} .caption").all_inner_texts() == [f"Caption {number}."]
        for image in page.locator(f"{shown} img").all():
            assert image.evaluate("async image => { await image.decode(); return image.naturalWidth > 300 }")
        page.get_by_role("button", name="Next photo").click()


def test_back_and_forward_close_and_open_the_viewer(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator("#photo-2 a.frame").click()
    page.go_back()
    page.locator("dialog.viewer").wait_for(state="hidden")
    page.go_forward()
    assert counter(page) == "2 of 5"


def test_loaded_again_while_the_viewer_is_open_a_photo_has_its_page_and_back_leads_to_the_story(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator("#photo-2 a.frame").click()
    page.reload()
    assert page.locator("div.viewer .counter").text_content() == "Photo 2 of 5"
    page.go_back()
    page.get_by_role("heading", level=1, name=story.headline).wait_for()
    page.locator("#photo-2 a.frame").wait_for()
    assert page.url.endswith(story.get_absolute_url())
    page.go_forward()
    assert counter(page) == "2 of 5"
    page.keyboard.press("Escape")
    page.locator("dialog.viewer").wait_for(state="hidden")
    assert page.locator("#photo-2 a.frame").is_visible()


def test_back_and_forward_lead_where_they_should_before_the_scripts_are_there(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator("#photo-2 a.frame").click()
    held = []
    page.route(re.compile(r"/(viewer|photo-page)[^/]*\.js"), lambda route: held.append(route))

    def arrive(wanted):
        while not any(wanted in route.request.url for route in held):
            page.wait_for_timeout(20)
        for route in held:
            route.continue_()
        held.clear()

    page.reload(wait_until="load")
    page.evaluate("history.back()")
    page.wait_for_url(f"**{story.get_absolute_url()}")
    arrive("photo-page")
    page.locator("#photo-2 a.frame").wait_for()
    page.evaluate("history.forward()")
    page.wait_for_url(f"**{story.captions.in_order()[1].get_absolute_url()}")
    arrive("viewer")
    assert counter(page) == "2 of 5"


@pytest.mark.parametrize(("direction", "onward"), [("ltr", -1), ("rtl", 1)])
def test_a_finger_scrolls_from_photo_to_photo(open_page, story, direction, onward):
    Article.objects.update(direction=direction)
    page = open_page(story.get_absolute_url(), width=390, has_touch=True)
    page.locator("#photo-1 a.frame").click()
    for across, number in [(onward, 2), (onward, 3), (-onward, 2)]:
        swipe(page, 250 * across, number)
        assert counter(page) == f"{number} of 5"
        assert page.locator("dialog.viewer .words .caption").inner_text() == f"Caption {number}."
        assert page.url.endswith(story.captions.in_order()[number - 1].get_absolute_url())


def test_a_story_from_right_to_left_is_turned_to_the_left(open_page, story):
    Article.objects.update(direction="rtl", language="ar")
    page = open_page(story.get_absolute_url())
    page.locator("#photo-2 a.frame").click()
    boxes = [page.get_by_role("button", name=f"{name} photo").bounding_box()["x"] for name in ("Next", "Previous")]
    assert boxes[0] < boxes[1]
    for key, number in [("ArrowLeft", 3), ("ArrowRight", 2), ("End", 5), ("Home", 1)]:
        page.keyboard.press(key)
        assert (counter(page), page.evaluate(IS_IN_SIGHT, number)) == (f"{number} of 5", True)
    assert page.locator("dialog.viewer .counter").evaluate("counter => getComputedStyle(counter).direction") == "ltr"


def test_the_photo_in_sight_stays_there_when_the_window_changes(open_page, story):
    page = open_page(story.get_absolute_url(), width=1280)
    page.locator("#photo-3 a.frame").click()
    page.set_viewport_size({"width": 500, "height": 900})
    page.wait_for_function(IS_IN_SIGHT, arg=3)
    assert counter(page) == "3 of 5"


def test_photos_are_loaded_for_the_viewer_when_they_are_near_and_not_before(open_page):
    story = make_story(photos=12)
    page = open_page("/offline/", width=1280)
    asked = []
    page.on("request", lambda request: "/media/" in request.url and asked.append(request.url))
    page.goto(story.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog.viewer").count() == 0
    page.locator("#photo-1 a.frame").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog.viewer img").count() == 2
    page.get_by_role("button", name="Next photo").click()
    assert page.locator("dialog.viewer img").count() == 3
    assert len({url.split("-")[0] for url in asked}) < 12


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_photo_fades_in_only_for_who_likes_motion(open_page, story, motion):
    page = open_page(story.get_absolute_url(), reduced_motion=motion)
    page.locator("#photo-1 a.frame").click()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.getAnimations().length") == (motion == "no-preference")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_photo_s_own_page_is_led_by_the_same_keys(open_page, story, direction):
    Article.objects.update(direction=direction)
    page = open_page(story.captions.in_order()[1].get_absolute_url())
    onward, back = ("ArrowRight", "ArrowLeft") if direction == "ltr" else ("ArrowLeft", "ArrowRight")
    for key, number in [(onward, 3), (back, 2), ("End", 5), (onward, 5), ("Home", 1)]:
        page.keyboard.press(key)
        page.wait_for_url(f"**{story.captions.in_order()[number - 1].get_absolute_url()}")
        assert page.locator("div.viewer .counter").text_content() == f"Photo {number} of 5"
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{story.get_absolute_url()}#photo-1")
    assert page.complaints == []


def test_a_long_caption_is_read_to_its_end_in_the_viewer_on_a_phone(open_page):
    story = make_story(photos=1)
    add_caption(story, "Many words. " * 200 + "The end.", make_photo(size=(900, 600)))
    page = open_page(story.get_absolute_url(), width=320)
    page.locator("figure .frame").last.click()
    words = page.locator("dialog .words")
    words.evaluate("words => words.scrollTo(0, words.scrollHeight)")
    assert words.evaluate("words => words.scrollTop + words.clientHeight >= words.scrollHeight - 1 && words.clientHeight > 120")
    assert page.locator("dialog .slide[aria-hidden=false] img").evaluate("image => image.getBoundingClientRect().height > 100")


def test_axe_finds_nothing_in_the_open_viewer_and_the_open_receipt(open_page, story, faults):
    page = open_page(story.get_absolute_url())
    page.locator("summary").click()
    assert faults(page) == []
    page.locator("#photo-1 a.frame").click()
    assert faults(page) == []
    page.keyboard.press("End")
    assert faults(page) == []
