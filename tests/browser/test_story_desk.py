"""A story and its photos at the desk, in a browser: order by keyboard, corrections, a photo withdrawn."""

import pytest
from django.contrib.auth import get_user_model

from articles import desk as desk_of_stories
from articles.models import Article
from gallery.pictures import picture_of
from tests.factories import make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(open_page):
    """Open a page of the desk, logged in."""
    get_user_model().objects.create_superuser("ed", password="cut the line")

    def opened(path, **options):
        page = open_page(f"/admin/login/?next={path}", **options)
        page.fill("[name=username]", "ed")
        page.fill("[name=password]", "cut the line")
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"**{path}")
        return page

    return opened


def page_of(story):
    return f"/admin/articles/article/{story.pk}/change/"


def test_a_photo_becomes_the_lead_by_four_keys(desk):
    story = make_story(photos=3)
    first, second, third = story.captions.in_order().values_list("photo", flat=True)
    page = desk(page_of(story))
    page.focus(f"[name=place-{third}]")
    for key in ("Alt+ArrowUp", "Alt+ArrowUp"):
        page.keyboard.press(key)
    assert page.inner_text("#photo-order [aria-live]") == "Photo 3 is now number 1 of 3."
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")
    captions = story.captions.in_order()
    assert [(each.photo_id, each.role) for each in captions] == [(third, "lead"), (first, "gallery"), (second, "inline")]
    assert page.complaints == []


def test_buttons_move_a_photo_and_keep_the_focus(desk):
    story = make_story(photos=3)
    page = desk(page_of(story))
    page.click("[aria-label='Photo 1: down']")
    assert page.inner_text("#photo-order [aria-live]") == "Photo 1 is now number 2 of 3."
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Photo 1: down"


def test_a_photo_is_dragged_to_the_front_with_the_mouse(desk):
    story = make_story(photos=3)
    first, second, third = story.captions.in_order().values_list("photo", flat=True)
    page = desk(page_of(story))
    row, front = (page.locator(".order li").nth(number) for number in (2, 0))
    row.scroll_into_view_if_needed()
    row.locator(".thumbnail").hover()
    page.mouse.down()
    front.hover(position={"x": 300, "y": 4})
    front.hover(position={"x": 300, "y": 8})  # a drag begins with one move and is over something at the next
    page.mouse.up()
    assert page.inner_text("#photo-order [aria-live]") == "Photo 3 is now number 1 of 3."
    page.click("text=Save this order")
    page.wait_for_selector(".messagelist .success")
    assert list(story.captions.in_order().values_list("photo", flat=True)) == [third, first, second]
    assert page.complaints == []


def test_a_correction_is_written_and_readers_see_it(desk, live_server):
    story = make_story()
    page = desk(page_of(story))
    page.fill("#correction", "The bridge is in Vale.")
    page.click("text=Add the correction")
    page.goto(live_server.url + story.get_absolute_url())
    assert "The bridge is in Vale." in page.inner_text(".correction")
    assert page.complaints == []


def test_a_photo_is_withdrawn_and_its_file_is_gone(desk, live_server):
    photo = make_story().captions.get(position=0).photo
    src = live_server.url + picture_of(photo).src
    page = desk(f"/admin/gallery/photo/{photo.pk}/change/")
    page.fill("#because", "The licence ended.")
    page.click("text=Withdraw this photo")
    assert "The licence ended." in page.inner_text("[aria-labelledby=withdrawn]")
    assert page.complaints == []
    assert page.request.get(src).status == 410
    page.click("text=Show it again")
    assert page.request.get(src).status == 200


def test_a_draft_whose_source_changed_under_an_editor_has_no_fault(desk, live_server, faults):
    story, by = make_story(source_headline="A bridge"), get_user_model().objects.create_user("jo")
    desk_of_stories.edit(story, story.version, {"edited_headline": "The bridge", "status": "draft"}, by)
    desk_of_stories.correct(story, "The bridge is in Vale.", by)
    Article.objects.update(source_headline="A bridge opens")
    page = desk(page_of(story))
    assert page.locator("#source-says h3").all_inner_texts() == ["Was", "Source now", "Yours"]
    page.click("text=Reword it")
    assert faults(page) == []
    page.goto(live_server.url + story.get_absolute_url())
    assert "Draft" in page.inner_text("main")
    assert faults(page) == []
    page.goto(f"{live_server.url}/admin/articles/article/{story.pk}/delete/")
    assert faults(page) == []
    assert page.complaints == []


def test_the_pages_of_a_story_and_of_a_photo_have_no_fault(desk, live_server, faults):
    story = make_story()
    photo = story.captions.get(position=0).photo
    page = desk(page_of(story))
    assert faults(page) == []
    page.goto(f"{live_server.url}/admin/gallery/photo/{photo.pk}/change/")
    assert faults(page) == []
    page.fill("#because", "The licence ended.")
    page.click("text=Withdraw this photo")
    page.wait_for_selector("#withdrawn")
    assert faults(page) == []
    page.goto(live_server.url + photo.get_absolute_url())
    assert faults(page) == []
