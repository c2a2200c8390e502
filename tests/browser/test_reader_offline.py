"""Reading without a network."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpResponseRedirect

from articles.models import Article
from gallery.desk import words
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = "async () => Object.keys(await (await caches.match('/offline/index'))?.json() ?? {}).filter((path) => path.startsWith('/story/'))"


@pytest.fixture
def story():
    return make_story(photos=2, headline="The bridge stands")


@pytest.fixture
def online(open_page):
    """A page whose worker has kept what it keeps."""

    def opened(path="/", count=1, **options):
        page = open_page(path, service_workers="allow", **options)
        until(page, f"(await ({KEPT})()).length === {count}")
        settled(page)
        return page

    return opened


def until(page, condition):
    """Wait for a condition that takes waiting itself, ten seconds at most."""
    wait = "await new Promise((go) => setTimeout(go, 50));"
    assert page.evaluate(f"async () => {{ for (let n = 0; n < 200; n++) {{ if ({condition}) return true; {wait} }} }}"), condition


def settled(page):
    """Wait until the worker is done with what it was told."""
    page.evaluate("async () => (await import('/static/reader/shelf.js')).tellWorker()")
    page.wait_for_timeout(700)


def test_a_story_is_read_with_its_photos_and_other_addresses_lead_to_what_is_kept(online, story, faults):
    make_article(headline="The other story")
    page = online(count=2)
    page.context.set_offline(True)
    page.goto(story.get_absolute_url())
    assert page.get_by_text("Caption 2 of story").is_visible()
    for image in page.locator("figure img").all():
        image.scroll_into_view_if_needed()
        assert image.evaluate("async (image) => { await image.decode(); return image.naturalWidth > 100 }")
    assert page.evaluate("getComputedStyle(document.querySelector('.body')).fontSize") == "20px"
    page.goto("/nowhere/")
    assert "can’t be reached just now" in page.locator("main").inner_text()
    assert page.locator("#shelf a").all_inner_texts() == ["The other story", "The bridge stands"]
    assert faults(page) == []
    page.goto("/")
    assert page.get_by_role("link", name="The other story").is_visible()


def test_an_edit_is_in_the_copy_once_there_was_a_network_and_a_withdrawn_story_is_not(online, story):
    other = make_article(headline="The other story")
    page = online(count=2)
    words.edit(story.captions.first(), 1, "In other words.", "", get_user_model().objects.create_user("ed"))
    Article.objects.filter(pk=other.pk).update(status="withdrawn")
    settled(page)
    page.context.set_offline(True)
    page.goto(story.get_absolute_url())
    assert page.get_by_text("In other words.").is_visible()
    page.goto(other.get_absolute_url())
    assert "can’t be reached just now" in page.locator("main").inner_text()


def test_a_saved_story_stays_when_it_is_none_of_the_newest(online, story, monkeypatch):
    monkeypatch.setattr("articles.versions.OFFLINE_STORIES", 1)
    page = online(story.get_absolute_url())
    page.get_by_role("button", name="Save", exact=True).click()
    settled(page)
    make_article(headline="The newer story")
    settled(page)
    settled(page)
    assert page.evaluate(KEPT)[1:] == [story.get_absolute_url()]
    page.context.set_offline(True)
    page.goto(story.get_absolute_url())
    assert page.get_by_text("It will stand.").is_visible()


OPEN = ("/login/", "/sw.js", "/offline/", "/manifest.webmanifest")


@pytest.fixture
def private(settings, monkeypatch):
    """A paper behind a login; the server's middleware stands since it was started, so the door is put into one of it."""
    settings.CUTLINE_PRIVATE = True
    let_in = AuthenticationMiddleware.process_request

    def at_the_door(self, request):
        let_in(self, request)
        is_outside = not request.user.is_authenticated and request.path not in OPEN
        return HttpResponseRedirect(f"/login/?next={request.path}") if is_outside else None

    monkeypatch.setattr(AuthenticationMiddleware, "process_request", at_the_door)


def test_a_private_paper_leaves_nothing_with_who_is_logged_out(online, story, private, client):
    client.force_login(get_user_model().objects.create_user("reader"))
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "localhost", "path": "/"}
    page = online(storage_state={"cookies": [session]})
    page.context.clear_cookies()
    page.goto("/")
    until(page, "!(await caches.match('/')) && (await caches.match('/offline/'))")
    assert page.evaluate(KEPT) == []
    page.context.set_offline(True)
    page.goto(story.get_absolute_url())
    assert "The bridge stands" not in page.locator("body").inner_text()


def test_the_desk_and_the_door_are_never_kept(online, story, client):
    get_user_model().objects.create_superuser("chief", password="a long word")
    page = online()
    for path in ("/login/", "/admin/login/"):
        page.goto(path)
    settled(page)
    each = "for (const name of await caches.keys()) all.push(...(await (await caches.open(name)).keys()));"
    kept = page.evaluate(f"async () => {{ const all = []; {each} return all.map(({{ url }}) => new URL(url).pathname) }}")
    assert "/" in kept
    assert [path for path in kept if "login" in path or path.startswith("/admin/")] == []
