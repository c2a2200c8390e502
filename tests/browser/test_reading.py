"""Reading in a browser: the viewer, without JavaScript, on a small screen, for everybody."""

import re

import pytest

from tests.factories import add_caption, make_article, make_photo, make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    """Five photos of which the fourth is known by its words alone."""
    story = make_article(
        standfirst="It was expected to fall.", dateline="RIVERTON", body="<p>RIVERTON — It stands.</p>\n<p>It will stand.</p>"
    )
    for number, role in enumerate(["lead", "inline", "gallery", "gallery", "gallery"], 1):
        photo = None if number == 4 else make_photo(size=(700 + number, 500))
        add_caption(story, f"Caption {number}.", photo, role, block=1 if role == "inline" else None, credit="Jo Doe")
    return story


@pytest.fixture
def paths(story):
    """A page of every kind."""
    for _ in range(8):
        make_story(photos=2)
    caption = story.captions.in_order()[2]
    card = story.captions.in_order()[3]
    return [
        "/",
        story.section.get_absolute_url(),
        "/?before=999999",
        f"/?before={story.pk + 3}",
        story.get_absolute_url(),
        caption.get_absolute_url(),
        card.get_absolute_url(),
        caption.photo.get_absolute_url(),
        "/nowhere/",
    ]


def counter(page):
    return page.locator("dialog.viewer .counter").inner_text()


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
    assert "Caption 4." in page.locator("dialog.viewer").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(re.escape(story.get_absolute_url()) + "$"))
    assert not page.locator("dialog.viewer").is_visible()
    assert opener.evaluate("link => link === document.activeElement")
    assert page.complaints == []


def test_the_viewer_shows_each_photo_with_its_own_caption_once(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator("#photo-1 a.frame").click()
    for number in (1, 2, 3):
        assert page.locator("dialog.viewer .caption").all_inner_texts() == [f"Caption {number}."]
        assert page.locator("dialog.viewer img").evaluate("async image => { await image.decode(); return image.naturalWidth > 300 }")
        page.get_by_role("button", name="Next photo").click()


def test_back_and_forward_close_and_open_the_viewer(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator("#photo-2 a.frame").click()
    page.go_back()
    page.locator("dialog.viewer").wait_for(state="hidden")
    page.go_forward()
    assert counter(page) == "2 of 5"


def test_a_swipe_turns_to_the_next_photo(open_page, story):
    page = open_page(story.get_absolute_url(), width=390, has_touch=True)
    page.locator("#photo-1 a.frame").click()
    page.evaluate(
        """() => {
            const stage = document.querySelector("dialog.viewer .stage");
            const at = (x) => [new Touch({ identifier: 1, target: stage, clientX: x, clientY: 300 })];
            stage.dispatchEvent(new TouchEvent("touchstart", { touches: at(300), changedTouches: at(300) }));
            stage.dispatchEvent(new TouchEvent("touchend", { changedTouches: at(120) }));
        }"""
    )
    assert counter(page) == "2 of 5"


def test_without_javascript_every_photo_is_reached_by_links(open_page, story):
    page = open_page(story.get_absolute_url(), java_script_enabled=False)
    page.locator("#photo-1 a.frame").click()
    for number in range(1, 6):
        assert page.locator(".counter").text_content() == f"Photo {number} of 5"
        assert page.get_by_text(f"Caption {number}.").is_visible()
        if number < 5:
            page.get_by_role("link", name="Next photo").click()
    page.get_by_role("link", name="Back to the story").click()
    assert page.url.endswith(f"{story.get_absolute_url()}#photo-5")


def test_older_stories_come_under_the_newer_ones_and_take_the_focus(open_page):
    for _ in range(30):
        make_article()
    page = open_page("/")
    first = page.locator("main article").count()
    page.get_by_role("link", name="Older stories").click()
    page.locator(".river article").first.wait_for()
    assert page.locator("main article").count() == 30 > first
    assert page.evaluate("document.activeElement.closest('.river') !== null")
    assert page.complaints == []


def test_no_page_breaks_the_policy_or_misses_a_file(open_page, paths):
    for path in paths[:-1]:
        page = open_page(path)
        page.wait_for_load_state("networkidle")
        assert page.complaints == [], path


def test_no_page_scrolls_sideways_on_the_smallest_screen(open_page, paths):
    for path in paths:
        assert open_page(path, width=320).evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, paths, faults, scheme):
    for path in paths:
        assert faults(open_page(path, color_scheme=scheme)) == [], path


def test_axe_finds_nothing_in_the_open_viewer_and_the_open_receipt(open_page, story, faults):
    page = open_page(story.get_absolute_url())
    page.locator("summary").click()
    assert faults(page) == []
    page.locator("#photo-1 a.frame").click()
    assert faults(page) == []
    page.keyboard.press("End")
    assert faults(page) == []
