"""Sources at the desk, in a browser, by keyboard, under the strict policy."""

import pytest
from django.utils import timezone

from articles.models import Subscription
from tests.articles.conftest import _publisher, publisher  # noqa: F401 (a test's own server)
from tests.articles.subscriptions.papers import RSS, entry, rss, whole
from tests.articles.subscriptions.test_desk import LATER, made

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/articles/subscription/"


def tab_to(page, words):
    """Go on by Tab until what has the focus says that."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || document.activeElement.value || ''").strip() == words:
            return
    raise AssertionError(f"the keyboard does not reach “{words}”")


def test_a_source_is_added_by_its_address_seen_in_the_list_and_paused_by_keyboard(desk, publisher, faults):  # noqa: F811
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1)), entry(2, "/2")))
    page = desk(LIST)
    found = faults(page)
    tab_to(page, "Give an address, or the list of your feed reader")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=address]:focus")
    found += faults(page)
    page.keyboard.type("news")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=it is no address of the web")
    found += faults(page)
    page.keyboard.press("Control+A")
    page.keyboard.type(publisher.url("/feed"))
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('The Harbour Paper')")
    tab_to(page, "Subscriptions")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result_list")
    assert "Fine" in page.inner_text("#result_list .field-how")
    found += faults(page)
    tab_to(page, "The Harbour Paper")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ask now")
    assert "Seal 1 keeps ferry waiting" in page.inner_text(".items")
    tab_to(page, "Pause")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Nobody asks this source")
    assert Subscription.objects.get().is_paused
    assert found + faults(page) + page.complaints == []


def test_a_page_shows_by_itself_when_its_source_was_asked(desk, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    source = made(1)
    page = desk(f"{LIST}{source.pk}/change/")
    page.click("text=Ask now")
    page.wait_for_selector("text=No worker is running")
    Subscription.objects.update(due_at=timezone.now() + LATER, title="The Renamed Paper")
    page.wait_for_selector("h1:text('The Renamed Paper')")
    assert not page.is_visible("text=It is being asked")
    assert page.complaints == []
