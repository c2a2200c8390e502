"""A caption's page in a browser: an editor's tasks by keyboard, keys counted, under the strict policy."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from gallery.desk import words
from gallery.models import Caption, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("editor", password="cut the line")


@pytest.fixture
def caption(editor):
    article = make_article(headline="A ferry line opens")
    caption = add_caption(article, "A ferry waits in Vale.", make_photo(size=(900, 600)), role="lead", credit="Jo Doe/AP")
    add_caption(make_article(headline="Ten years of ferries"), "The ferry.", caption.photo, credit="Jo Doe/AP")
    return caption


@pytest.fixture
def changed(caption, editor):
    """Its source changed after an editor's correction."""
    words.edit(caption, 1, "A white ferry waits in Vale.", "Jo Doe/AP", editor)
    Caption.objects.filter(pk=caption.pk).update(source_text="A ferry waits in Port Vale.")
    caption.refresh_from_db()
    return caption


@pytest.fixture
def at_desk(open_page, live_server, editor):
    """Open a page of the desk as somebody who has logged in."""

    def opened(path, user=editor, **options):
        client = Client()
        client.force_login(user)
        state = {"cookies": [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]}
        return open_page(path, storage_state=state, **options)

    return opened


def page_of(caption):
    return reverse("admin:gallery_caption_change", args=[caption.pk])


def remarked(page, box, words):
    """Wait until the remarks say so."""
    page.locator(box).get_by_text(words).wait_for()


def press(page, *keys):
    """Press keys one after another; give how many."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_load_state()
    return len(keys)


def test_mine_are_kept_by_one_key(at_desk, changed):
    page = at_desk(page_of(changed))
    with page.expect_navigation():
        assert press(page, "Enter") == 1
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == ("A white ferry waits in Vale.", False)
    assert page.complaints == []


def test_the_source_s_are_taken_by_two_keys(at_desk, changed):
    page = at_desk(page_of(changed))
    with page.expect_navigation():
        assert press(page, "Tab", "Enter") == 2
    changed.refresh_from_db()
    assert changed.text == "A ferry waits in Port Vale."


def test_both_merged_are_saved_by_four_keys_and_taken_back_by_page(at_desk, changed, live_server):
    page = at_desk(page_of(changed))
    assert page.input_value("[name=text]") == "A white ferry waits in Port Vale."
    with page.expect_navigation():
        assert press(page, "Tab", "Tab", "Tab", "Enter") == 4
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == ("A white ferry waits in Port Vale.", False)
    page.goto(live_server.url + reverse("admin:gallery_decision_change", args=[Decision.objects.first().pk]))
    with page.expect_navigation():
        page.get_by_role("button", name="Take back").press("Enter")
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == ("A white ferry waits in Vale.", True)
    assert page.complaints == []


def test_who_leaves_with_words_that_are_not_saved_is_asked(at_desk, caption):
    page, asked = at_desk(page_of(caption)), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("[name=text]").press_sequentially(" More.")
    page.evaluate("location.reload()")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert " More." in page.input_value("[name=text]")


@pytest.mark.parametrize("width", [1040, 1280])
def test_the_words_have_their_whole_field_in_sight(at_desk, caption, width):
    page = at_desk(page_of(caption))
    page.set_viewport_size({"width": width, "height": 900})
    edges = "[...document.querySelectorAll('#content, [name=text]')].map((one) => one.getBoundingClientRect().right)"
    content, field = page.evaluate(edges)
    assert field <= content


def test_remarks_come_while_somebody_writes_and_are_said_politely(at_desk, caption):
    page = at_desk(page_of(caption))
    box = page.locator("#id_text-remarks")
    assert box.get_attribute("aria-live") == "polite"
    assert box.inner_text() == "Nothing to remark."
    page.fill("#id_text", "A ferry waits in Vale on Sunday and the")
    remarked(page, "#id_text-remarks", "cut off")
    page.fill("#id_text", "A ferry waits in Vale on Sunday.")
    remarked(page, "#id_text-remarks", "Nothing to remark")
    page.fill("[name=credit]", "Jo Doe/Rueters")
    remarked(page, "#id_text-remarks", "is Reuters meant?")
    caption.refresh_from_db()
    assert not caption.is_edited
    assert page.complaints == []


def test_remarks_on_a_story_s_page_are_about_the_row_that_is_written(at_desk, caption):
    add_caption(caption.article, "A pier in Vale on Sunday.", make_photo("green"), credit="Jo Doe/AP")
    page = at_desk(reverse("admin:articles_article_change", args=[caption.article_id]))
    page.fill("[name=captions-1-text]", "A pier in Vale on Sunday …")
    remarked(page, "#id_captions-1-text-remarks", "cut off")
    assert "cut off" not in page.inner_text("#id_captions-0-text-remarks")
    assert page.complaints == []


def test_two_editors_at_once_lose_no_word(at_desk, caption):
    other = get_user_model().objects.create_superuser("bo", password="x")
    mine, theirs = at_desk(page_of(caption)), at_desk(page_of(caption), user=other)
    theirs.fill("#id_text", "A white ferry waits in Vale.")
    theirs.click("[name=_continue]")
    mine.fill("#id_text", "A ferry waits in Port Vale.")
    mine.click("[name=_continue]")
    assert "bo saved while you were writing" in mine.inner_text("#overtaken")
    assert mine.input_value("#id_text") == "A ferry waits in Port Vale."
    with mine.expect_navigation():
        press(mine, "Enter")
    caption.refresh_from_db()
    assert caption.text == "A white ferry waits in Port Vale."
    assert mine.complaints == theirs.complaints == []


def test_the_pages_are_accessible_in_light_and_dark(at_desk, changed, editor, look_over):
    page = at_desk(page_of(changed))
    addresses = [page_of(changed), reverse("admin:gallery_decision_changelist")]
    addresses += [reverse("admin:gallery_decision_change", args=[Decision.objects.first().pk])]
    found = look_over(page, addresses, (1440, 390))
    words.keep_over(changed, changed.version, words.source_mark(changed), editor)
    found += look_over(page, [page_of(changed)], (1440, 390))
    assert not found, "\n".join(found)
