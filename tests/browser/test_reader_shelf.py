"""What is saved and read, kept on the device alone."""

import json

import pytest

from articles.models import Article
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "\n".join(f"<p>Paragraph {number}. {'It stands. ' * 60}</p>" for number in range(14))


@pytest.fixture
def story():
    return make_article(body=LONG, headline="The bridge stands")


def kept(page, name):
    return json.loads(page.evaluate(f"localStorage.getItem('cutline:{name}')") or "{}")


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_story_is_saved_seen_on_the_list_and_removed(open_page, story, faults):
    page = open_page(story.get_absolute_url())
    save(page)
    page.get_by_role("button", name="Saved").wait_for()
    page.goto("/")
    assert "Saved" in page.locator(".teaser .meta").first.inner_text()
    page.goto("/saved/")
    assert page.get_by_role("link", name="The bridge stands").get_attribute("href") == story.get_absolute_url()
    assert faults(page) == []
    page.get_by_role("button", name="Remove The bridge stands").click()
    assert "Nothing saved yet" in page.locator("main").inner_text()
    assert faults(page) == []
    assert page.complaints == []


def test_the_key_s_saves_and_another_tab_sees_it(open_page, story):
    page = open_page("/saved/")
    other = page.context.new_page()
    other.goto(story.get_absolute_url())
    other.keyboard.press("s")
    page.get_by_role("link", name="The bridge stands").wait_for()


def test_a_withdrawn_story_among_the_saved_says_so(open_page, story):
    page = open_page(story.get_absolute_url())
    save(page)
    Article.objects.filter(pk=story.pk).update(status="withdrawn")
    page.goto("/saved/")
    page.get_by_text("It was withdrawn").wait_for()


def test_what_is_saved_goes_to_another_device_and_loses_nothing_there(open_page, story, tmp_path):
    page = open_page(story.get_absolute_url())
    save(page)
    page.goto("/saved/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export everything (JSON)").click()
    file = tmp_path / "shelf.json"
    download.value.save_as(file)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as a list (Markdown)").click()
    assert f"]({page.url.removesuffix('/saved/')}{story.get_absolute_url()})" in download.value.path().read_text()
    elsewhere = open_page("/saved/")
    elsewhere.set_input_files("#import", {"name": "no.json", "mimeType": "application/json", "buffer": b'{"saved": 3}'})
    elsewhere.get_by_text("nothing was changed").wait_for()
    broken = json.loads(file.read_text())
    broken["saved"] |= {"javascript:alert(1)": {"title": "x", "at": 1}, "/story/y/": {"title": 3}}
    file.write_text(json.dumps(broken))
    elsewhere.set_input_files("#import", file)
    elsewhere.get_by_text("1 more saved").wait_for()
    assert elsewhere.locator("#shelf a").all_inner_texts() == ["The bridge stands"]


def test_broken_data_are_laid_aside_and_a_full_or_forbidden_storage_is_said(open_page, story):
    page = open_page("/saved/")
    page.evaluate("localStorage.setItem('cutline:saved', '{broken')")
    page.reload()
    assert "Nothing saved yet" in page.locator("main").inner_text()
    assert "{broken" in page.evaluate("localStorage.getItem('cutline:saved.broken')")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(story.get_absolute_url())
    save(page)
    page.get_by_text("This browser keeps nothing here").wait_for()
    assert page.complaints == []


def test_a_reader_is_offered_the_place_where_they_stopped(open_page, story):
    page = open_page(story.get_absolute_url())
    page.locator(".body > p").nth(8).evaluate("block => block.scrollIntoView()")
    page.wait_for_timeout(400)
    page.goto("/")
    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="Go on where you were").click()
    assert page.evaluate("document.activeElement.textContent").startswith("Paragraph 8.")
    page.locator(".body > p").last.evaluate("block => block.scrollIntoView()")
    page.wait_for_timeout(400)
    assert kept(page, "read")[story.get_absolute_url()]["place"] == 0
    page.goto("/")
    assert "Read" in page.locator(".teaser .meta").first.inner_text()


def test_the_front_says_what_is_new_since_the_last_visit(open_page, story):
    page = open_page("/")
    assert page.locator("#since").inner_text() == ""
    page.evaluate("localStorage.setItem('cutline:visit', JSON.stringify({ ...JSON.parse(localStorage['cutline:visit']), at: 0 }))")
    page.wait_for_timeout(1100)  # What came is told by the second.
    make_article(headline="It fell")
    page.goto("/")
    assert page.locator("#since").inner_text() == "1 story here is new since your last visit"
    assert "New" in page.locator(".teaser", has_text="It fell").inner_text()
    page.reload()
    assert page.locator("#since").inner_text() == "1 story here is new since your last visit"


def test_a_story_is_copied_as_markdown_and_its_address_where_nothing_shares(open_page, story):
    add_caption(story, "A boat.", make_photo(), "inline", block=2)
    page = open_page(story.get_absolute_url(), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Copy as Markdown").click()
    page.get_by_text("Copied as Markdown").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# The bridge stands")
    assert copied.count("A boat.") == copied.count("![") == 1
    page.get_by_role("button", name="Share").click()
    page.get_by_text("Address copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
