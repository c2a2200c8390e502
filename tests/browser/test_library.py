"""The library in a browser: a photo's record and a photographer's photos, for everybody and on every screen."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories import add_caption, make_article, make_photo, picture, see

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def photo():
    """A photo in two stories whose words changed, and more of the same photographer, one known by its words alone."""
    photo = make_photo("green", (900, 600))
    for words in ("A ferry waits at the old pier in Port Vale.", "A ferry waits at the new pier in Port Vale."):
        story = make_article()
        caption = add_caption(story, words, photo, "lead", credit="Jane Roe/Pool Photo via AP")
        caption.article.sightings.update(urls=["https://img.paper.example/2026/ferry-at-the-very-long-name-of-its-pier-1280x853.jpg"])
        see(story, photo, "collapsed", "same figure")
    add_caption(make_article(language="ar", direction="rtl"), "الجسر", make_photo("red", (500, 700)), credit="Jane Roe/AFP")
    add_caption(make_article(), "A bridge at dawn.", credit="Jane Roe/AP")
    return photo


@pytest.fixture
def paths(photo):
    return [photo.get_absolute_url(), "/photographer/jane-roe/", "/agency/associated-press/"]


def unfold(page):
    for summary in page.locator("main summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    assert page.locator("main details:not([open])").count() == 0


def test_no_page_of_the_library_has_a_fault_its_records_unfolded_by_key(open_page, look_over, paths):
    found = look_over(open_page("/"), paths, (1440, 390, 320), unfold)
    assert not found, "\n".join(found)


def test_without_javascript_a_reader_goes_from_a_story_to_the_photo_its_photographer_and_back(open_page, photo):
    caption = photo.captions.published().first()
    page = open_page(caption.article.get_absolute_url(), java_script_enabled=False)
    page.locator("#photo-1 a.frame").click()
    page.get_by_role("link", name="This photo in the library").click()
    assert page.url.endswith(photo.get_absolute_url())
    assert page.locator("del").first.is_visible()
    page.locator("dl").get_by_role("link", name="Jane Roe").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Jane Roe"
    page.get_by_role("link", name=caption.article.headline).click()
    assert page.url.endswith(caption.get_absolute_url())


def test_the_viewer_leads_to_the_photo_in_the_library(open_page, photo):
    page = open_page(photo.captions.published().first().article.get_absolute_url())
    page.locator("#photo-1 a.frame").click()
    page.locator("dialog.viewer").get_by_role("link", name="This photo in the library").click()
    page.wait_for_url(f"**{photo.get_absolute_url()}")
    assert page.complaints == []


def test_an_editor_gives_a_photo_its_file_and_readers_see_it(open_page, live_server):
    get_user_model().objects.create_superuser("editor", password="cut the line")
    caption = add_caption(make_article(), "A bridge.", role="lead")
    page = open_page("/admin/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "cut the line")
    page.press("[name=password]", "Enter")
    page.goto(f"{live_server.url}/admin/gallery/photo/{caption.photo_id}/change/")
    page.set_input_files("[name=file]", {"name": "bridge.jpg", "mimeType": "image/jpeg", "buffer": picture("green", (640, 400))})
    page.click("[name=_continue]")
    assert page.locator(".field-preview img").evaluate("async image => { await image.decode(); return image.naturalWidth }") == 640
    page.goto(live_server.url + caption.article.get_absolute_url())
    assert page.locator("#photo-1 img").count() == 1
    assert page.complaints == []
