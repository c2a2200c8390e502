"""Looking for something, with and without JavaScript."""

import pytest

from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _stories():
    for number in range(22):
        story = make_article(headline=f"Ferries leave quay {number}", dateline="Lima" if number % 2 else "Rome")
        add_caption(story, f"A quay at dawn, {number}.", make_photo(size=(300 + number, 200)), credit="Jane Roe/AP")


@pytest.mark.usefixtures("_stories")
@pytest.mark.parametrize("width", [390, 1280])
def test_results_come_as_you_type_and_lead_on(open_page, faults, width):
    page = open_page("/search/", width=width)
    page.get_by_label("Search stories and captions").last.press_sequentially("dawn qua")
    page.get_by_text("22 stories.").wait_for()
    assert page.locator("#number[role=status]").inner_text() == "22 stories."
    assert page.url.endswith("/search/?q=dawn+qua&open=1")
    assert page.locator(".strip mark").first.inner_text().lower() == "quay"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []
    page.get_by_role("link", name="Older stories").click()
    page.get_by_text("Ferries leave quay 0").wait_for()
    page.get_by_role("link", name="All with these words").click()
    page.locator(".sheet").wait_for()
    assert faults(page) == []
    assert page.complaints == []


@pytest.mark.usefixtures("_stories")
def test_everything_works_without_a_script(open_page, faults):
    page = open_page("/", width=390, java_script_enabled=False)
    page.get_by_role("searchbox").fill("quay")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".facets summary").click()
    page.get_by_role("link", name="Lima").click()
    assert page.locator("#number").inner_text() == "11 stories."
    page.get_by_role("link", name="Don’t narrow down to Lima").click()
    page.get_by_role("link", name="Best first").click()
    page.get_by_role("link", name="More stories").click()
    assert page.get_by_text("Ferries leave quay 0").is_visible()
