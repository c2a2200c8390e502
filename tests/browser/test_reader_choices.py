"""What a reader chooses, and single keys."""

import pytest

from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "\n".join(f"<p>Paragraph {number}. {'It stands. ' * 40}</p>" for number in range(12))


@pytest.fixture
def story():
    story = make_article(body=LONG)
    add_caption(story, "A boat.", make_photo(), "inline", block=2)
    make_article(headline="The other story")
    return story


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.fixture
def settings_of():
    def opened(page):
        page.get_by_role("button", name="Reading settings").first.click()
        return page.get_by_role("dialog", name="Reading settings")

    return opened


@pytest.mark.parametrize(("device", "chosen"), [("light", "Dark"), ("dark", "Light")])
def test_a_theme_is_chosen_against_the_devices_and_stands_before_anything_is_drawn(open_page, story, settings_of, device, chosen):
    page = open_page("/", color_scheme=device)
    usual = background(page)
    settings_of(page).get_by_label(chosen).check()
    assert background(page) != usual
    page.route("**/site.js", lambda route: route.abort())  # All but the one script that pages wait for.
    page.goto(story.get_absolute_url())
    assert background(page) != usual
    page.emulate_media(color_scheme={"light": "dark", "dark": "light"}[device])
    assert background(page) != usual


def test_size_width_and_face_change_the_page_at_once_and_go_back_to_the_usual(open_page, story, settings_of):
    page = open_page(story.get_absolute_url())
    page.reload()  # With the face, which the first page asked for.
    look = "(() => { const s = getComputedStyle(document.querySelector('.body')); return [s.fontSize, s.maxInlineSize, s.fontFamily] })()"
    usual = page.evaluate(look)
    panel = settings_of(page)
    for label in ("Largest", "Wide", "Without"):
        panel.get_by_label(label, exact=True).check()
    assert all(new != old for new, old in zip(page.evaluate(look), usual, strict=True))
    page.reload()
    assert page.evaluate(look) != usual
    settings_of(page).get_by_role("button", name="Back to the usual").click()
    assert page.evaluate(look) == usual
    assert page.complaints == []


def test_the_panels_are_led_by_the_keyboard_and_give_the_focus_back(open_page, story, faults):
    page = open_page(story.get_absolute_url())
    opener = page.get_by_role("button", name="Reading settings").first
    opener.press("Enter")
    assert page.evaluate("document.activeElement.name") == "size"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.size") == "4"
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert opener.evaluate("button => button === document.activeElement")
    page.keyboard.press("?")
    assert faults(page) == []
    page.keyboard.press("j")
    assert page.get_by_role("dialog", name="Keys").is_visible()


def test_keys_walk_a_list_and_open_a_story(open_page, story):
    page = open_page("/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "The other story"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == story.headline
    page.keyboard.press("s")
    assert "Saved" in page.locator("article", has_text=story.headline).last.inner_text()
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(f"**{story.get_absolute_url()}")
    page.keyboard.press("u")
    page.wait_for_url(lambda url: url.endswith("/") and "story" not in url)


def test_keys_walk_a_story_block_by_block_and_open_its_photos(open_page, story):
    page = open_page(story.get_absolute_url())
    for _ in range(3):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('figure.photo')")
    page.keyboard.press("o")
    assert page.locator("dialog.viewer").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent").startswith("Paragraph 2.")
    assert page.complaints == []


def test_g_and_a_letter_lead_to_the_front_and_to_what_is_saved(open_page, story):
    page = open_page(story.get_absolute_url())
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/saved/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(lambda url: url.endswith("/") and "saved" not in url)


def test_keys_do_nothing_while_somebody_types_or_holds_a_modifier_or_switched_them_off(open_page, story):
    page = open_page(story.get_absolute_url())
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<input id=field>')")
    page.locator("#field").press("t")
    page.locator("#field").blur()
    page.keyboard.press("Alt+t")
    assert page.evaluate("document.documentElement.dataset.theme") is None
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").uncheck()
    page.reload()
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_without_javascript_nothing_is_offered_that_needs_it(open_page, story):
    page = open_page(story.get_absolute_url(), java_script_enabled=False)
    assert page.locator("button[type=button]:visible").count() == 0
    page.get_by_role("link", name="As Markdown").click()
    assert page.locator("body").inner_text().startswith(f"# {story.headline}")
    page.goto("/saved/")
    assert "written by a script" in page.locator("main").inner_text()
