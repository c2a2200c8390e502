"""The list of captions in a browser: an editor's tasks by keyboard, keys counted, under the strict policy."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from gallery.models import Caption, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/gallery/caption/"


@pytest.fixture
def captions():
    article = make_article(headline="Ferries")
    said = ["A fery waits.", "A fery leaves.", "A fery lands."]
    return [add_caption(article, text, make_photo(size=(600, 400 + n)), credit="Jo Doe/Assosciated Press") for n, text in enumerate(said)]


@pytest.fixture
def at_desk(open_page, live_server):
    """Open a page of the desk as an editor who has logged in."""
    editor = get_user_model().objects.create_superuser("editor", password="cut the line")

    def opened(path=LIST, **options):
        client = Client()
        client.force_login(editor)
        state = {"cookies": [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]}
        return open_page(path, storage_state=state, **options)

    return opened


def press(page, *keys):
    """Press keys one after another; give how many."""
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def correct(page, *keys):
    """Correct a caption from the list; give the interactions beyond the typing."""
    done = press(page, *keys)
    page.wait_for_selector("td.words textarea:focus")
    page.keyboard.press("ControlOrMeta+a")  # typing: the words are written anew
    page.keyboard.type("A ferry.")
    done += press(page, "Control+Enter")
    page.wait_for_selector("td.words[data-saved] a.edit:focus")
    return done


def test_three_captions_are_corrected_by_keyboard_in_at_most_three_interactions_each(at_desk, captions):
    page = at_desk()
    counted = [correct(page, "e"), correct(page, "j", "e"), correct(page, "j", "e")]
    assert max(counted) <= 3
    assert [caption.text for caption in Caption.objects.order_by("position")] == ["A ferry."] * 3
    assert [caption.credit for caption in Caption.objects.all()] == ["Jo Doe/Assosciated Press"] * 3
    assert page.complaints == []


def test_saving_a_row_leaves_what_is_written_in_another(at_desk, captions):
    page = at_desk()
    page.locator("td.words a.edit").first.click()
    page.wait_for_selector("td.words textarea:focus")
    page.keyboard.type(" Not saved yet.")
    page.locator("td.words a.edit").first.click()
    page.wait_for_selector("tr:nth-child(2) textarea:focus")
    page.keyboard.type(" Saved.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("tr:nth-child(2) td[data-saved]")
    assert page.input_value("tr:nth-child(1) textarea") == "A fery waits. Not saved yet."
    assert sorted(caption.is_edited for caption in Caption.objects.all()) == [False, False, True]


def test_remarks_come_while_a_row_is_written_and_leave_its_words_alone(at_desk, captions):
    page = at_desk()
    press(page, "e")
    page.wait_for_selector("td.words textarea:focus")
    before = page.inner_text("td.words .remarks")
    page.keyboard.type(" They wait for {{ caption }} and")
    page.wait_for_function("before => document.querySelector('td.words .remarks')?.innerText !== before", arg=before)
    assert page.input_value("td.words textarea") == "A fery waits. They wait for {{ caption }} and"
    assert page.complaints == []


def left_with_words_in_it(at_desk):
    """Open the first row, write, and press Escape once."""
    page = at_desk()
    press(page, "e")
    page.wait_for_selector("td.words textarea:focus")
    page.keyboard.type(" More.")
    press(page, "Escape")
    return page


def test_escape_leaves_a_row_and_asks_first_where_words_were_changed(at_desk, captions):
    page = left_with_words_in_it(at_desk)
    assert "Press Escape again" in page.inner_text("#desk-said")
    press(page, "Escape")
    page.wait_for_selector("td.words a.edit:focus")
    assert not Caption.objects.exclude(edited_text=None).exists()


def test_who_goes_on_writing_after_the_question_is_asked_again(at_desk, captions):
    page = left_with_words_in_it(at_desk)
    page.keyboard.type(" And more.")
    press(page, "Escape")
    assert page.input_value("td.words textarea").endswith(" More. And more.")


def test_letters_are_no_keys_where_somebody_writes_and_can_be_turned_off(at_desk, captions):
    page = at_desk()
    press(page, "/")
    page.keyboard.type("jke?")
    assert page.input_value("#searchbar") == "jke?"
    page.click("#show-keys")
    page.uncheck("#letters")
    page.click("#keys button")
    press(page, "e")
    page.reload()
    press(page, "e")
    assert page.locator("td.words textarea").count() == 0


def write_while_another_saves(at_desk):
    """Open the first row and write in it, while another editor saves every caption."""
    page = at_desk()
    press(page, "e")
    page.wait_for_selector("td.words textarea:focus")
    page.keyboard.type(" Mine.")
    Caption.objects.update(
        edited_text="Theirs.", edited_credit="", basis_text="", basis_credit="", edited_at="2026-01-01T00:00Z", version=2
    )
    return page


SAVE_WHEN_TOLD = """() => {
  new MutationObserver((changes, watch) => {
    if (!document.querySelector("td.words .errornote")) return;
    watch.disconnect();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
  }).observe(document.body, { childList: true, subtree: true });
}"""


def test_a_key_pressed_in_the_moment_a_row_comes_is_heard(at_desk, captions):
    page = write_while_another_saves(at_desk)
    page.evaluate(SAVE_WHEN_TOLD)
    press(page, "Control+Enter")
    page.wait_for_selector("td.words[data-saved]")
    assert Caption.objects.filter(edited_text="A fery waits. Mine.").count() == 1


def test_the_second_of_two_editors_is_told_in_the_row_and_keeps_the_words(at_desk, captions):
    page = write_while_another_saves(at_desk)
    press(page, "Control+Enter")
    page.wait_for_selector("td.words .errornote")
    assert page.input_value("td.words textarea") == "A fery waits. Mine."
    press(page, "Escape")
    assert "Press Escape again" in page.inner_text("#desk-said")
    assert page.input_value("td.words textarea") == "A fery waits. Mine."
    press(page, "Control+Enter")
    page.wait_for_selector("td.words[data-saved]")
    assert Caption.objects.filter(edited_text="A fery waits. Mine.").count() == 1


def test_an_agency_s_name_is_corrected_everywhere_after_a_preview_and_taken_back(at_desk, captions):
    page = at_desk()
    page.check("#action-toggle")
    page.select_option("[name=action]", "rename")
    page.click("#changelist-form button")
    page.fill("[name=find]", "Assosciated Press")
    page.fill("[name=put]", "Associated Press")
    page.click("[name=show]")
    assert page.inner_text("#preview") == "3 captions would change"
    assert page.locator("del").count() == page.locator("ins").count() == 3
    assert not Decision.objects.exists()
    page.click("button.save")
    page.wait_for_selector(".take-back")
    assert {caption.credit for caption in Caption.objects.all()} == {"Jo Doe/Associated Press"}
    page.click(".take-back button")
    page.wait_for_load_state()
    assert {caption.credit for caption in Caption.objects.all()} == {"Jo Doe/Assosciated Press"}
    assert page.complaints == []


def test_the_list_a_row_being_written_and_a_preview_have_no_faults(at_desk, captions, faults):
    page = at_desk()
    assert faults(page) == []
    press(page, "e")
    page.wait_for_selector("td.words textarea:focus")
    assert faults(page) == []
    press(page, "Escape")
    press(page, "?")
    assert faults(page) == []
    preview = reverse("admin:gallery_caption_bulk", args=["replace"]) + "?all=1&of=&find=fery&put=ferry&where=both&show=1"
    page = at_desk(preview)
    assert page.locator("ins").count() == 3
    assert faults(page) == []
    assert page.complaints == []


def test_without_scripts_a_row_leads_to_the_caption_s_page(at_desk, captions):
    page = at_desk(java_script_enabled=False)
    page.locator("td.words a.edit").first.click()
    assert "/change/" in page.url


def test_a_row_with_words_that_are_not_saved_is_left_only_when_asked_twice(at_desk, captions):
    page = at_desk()
    press(page, "e")
    page.wait_for_selector("td.words textarea:focus")
    page.keyboard.type(" Not saved yet.")
    page.click("td.words .leave")
    assert page.inner_text("#desk-said") == "Not saved. Press Leave again to leave it so."
    assert page.input_value("td.words textarea") == "A fery waits. Not saved yet."
    page.click("td.words .leave")
    page.wait_for_selector("td.words a.edit:focus")
    assert page.locator("td.words textarea").count() == 0
    assert not Caption.objects.exclude(edited_text=None).exists()


def test_a_row_that_was_not_written_in_is_left_at_once(at_desk, captions):
    page = at_desk()
    press(page, "e")
    page.wait_for_selector("td.words textarea:focus")
    page.click("td.words .leave")
    page.wait_for_selector("td.words a.edit:focus")
    assert page.inner_text("#desk-said") == ""
