"""Reading in a browser: without JavaScript, on a small screen, for everybody."""

import pytest

from articles.models import Section
from tests.browser.conftest import NOWHERE
from tests.factories import add_caption, make_article, make_photo, make_story

pytestmark = pytest.mark.django_db(transaction=True)


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
        f"/?before={story.pk}",
        f"/?before={story.pk + 3}",
        story.get_absolute_url(),
        caption.get_absolute_url(),
        card.get_absolute_url(),
        caption.photo.get_absolute_url(),
        "/photographer/jo-doe/",
        "/archive/",
        f"/archive/{story.dated_at:%Y}/",
        f"/archive/{story.dated_at:%Y/%m}/",
        f"/archive/{story.dated_at:%Y/%m/%d}/",
        NOWHERE,
    ]


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


SIZES = pytest.mark.parametrize("width", [390, 1440])


@SIZES
@pytest.mark.parametrize("scripted", [True, False])
def test_a_reader_goes_from_the_front_by_a_section_and_a_story_to_the_archive_and_back(open_page, story, width, scripted):
    page = open_page("/", width=width, java_script_enabled=scripted)
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="World").click()
    assert page.get_by_role("heading", level=1).inner_text() == "World"
    page.get_by_role("link", name=story.headline).click()
    page.get_by_role("article").get_by_role("link", name=f"{story.dated_at:%-d %B %Y}").click()
    assert page.get_by_role("heading", level=1).inner_text() == f"{story.dated_at:%A, %-d %B %Y}"
    page.get_by_role("link", name=f"{story.dated_at:%B}", exact=True).click()
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("link", name=story.headline).click()
    assert page.url.endswith(story.get_absolute_url())


@SIZES
def test_nothing_moves_while_a_page_arrives(open_page, story, width):
    for path in ["/", story.get_absolute_url()]:
        page = open_page(path, width=width)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        moved = """() => new Promise((resolve) => {
            let sum = 0;
            const added = (list) => list.getEntries().forEach((entry) => (sum += entry.value));
            new PerformanceObserver(added).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(sum), 100);
        })"""
        assert page.evaluate(moved) == 0


@SIZES
@pytest.mark.parametrize("shape", [(900, 600), (500, 900)])
def test_a_lead_photo_has_its_place_before_anything_of_it_arrived(open_page, width, shape):
    story = make_article()
    add_caption(story, "A bridge.", make_photo(size=shape), "lead")
    page, held = open_page("/offline/", width=width), []
    page.route("**/media/**", lambda route: held.append(route))
    page.goto(story.get_absolute_url(), wait_until="domcontentloaded")
    page.evaluate("() => new Promise(requestAnimationFrame)")  # Nothing is drawn before the style sheet is there.
    before = page.locator(".lead figcaption").bounding_box()
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert page.locator(".lead img").evaluate("image => image.naturalWidth") > 0
    assert page.locator(".lead figcaption").bounding_box() == pytest.approx(before, abs=0.5)  # a file’s sides are whole pixels


def test_photos_of_the_gallery_are_met_in_their_order_and_stand_side_by_side_as_high_as_each_other(open_page):
    story = make_story(photos=2)
    for size in [(900, 600), (500, 750), (600, 600)]:
        add_caption(story, f"{size[0]} wide.", make_photo(size=size))
    page = open_page(story.get_absolute_url(), width=1440)
    boxes = [page.locator(f"#photo-{number} img").bounding_box() for number in (3, 4, 5)]
    assert boxes[0]["y"] == boxes[1]["y"] < boxes[2]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    assert boxes[0]["height"] == pytest.approx(boxes[1]["height"])
    assert boxes[0]["width"] / boxes[0]["height"] == pytest.approx(1.5, abs=0.05)
    numbers = page.locator("figure[data-number]").evaluate_all("figures => figures.map((figure) => Number(figure.dataset.number))")
    assert numbers == sorted(numbers)


ASKED_BEFORE_SEEN = """() => {
    const seen = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    const asked = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/photos/"));
    return asked.filter(({ startTime }) => startTime < seen).length;
}"""
AS_BEFORE = """(images) => {
    document.documentElement.classList.remove("seen");
    return images.map((image) => getComputedStyle(image).translate);
}"""


@pytest.mark.parametrize(("width", "height", "waits"), [(390, 800, True), (390, 4000, False), (1280, 800, False)])
def test_on_a_phone_the_photos_far_below_the_lead_are_asked_for_once_the_page_is_seen(browser, live_server, width, height, waits):
    story = make_article(body="<p>It stands.</p>")
    for number, role in enumerate(["lead", "gallery", "gallery"]):
        add_caption(story, f"Caption {number}.", make_photo(size=(700 + number, 500)), role)
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url)
    page = context.new_page()
    page.goto(story.get_absolute_url(), wait_until="networkidle")
    assert page.locator("figure img").evaluate_all("images => images.every((image) => image.naturalWidth)")
    assert not waits or page.evaluate(ASKED_BEFORE_SEEN) == 1
    assert page.locator(".row img").evaluate_all(AS_BEFORE) == ["0px 200%" if waits else "none"] * 2
    context.close()


def test_a_browser_that_does_not_tell_when_it_drew_a_page_asks_for_all_photos_too(browser, live_server):
    story = make_article(body="<p>It stands.</p>")
    for number, role in enumerate(["lead", "gallery"]):
        add_caption(story, f"Caption {number}.", make_photo(size=(700 + number, 500)), role)
    context = browser.new_context(viewport={"width": 390, "height": 800}, base_url=live_server.url)
    page = context.new_page()
    page.add_init_script("window.PerformanceObserver = class { observe() {} disconnect() {} }")
    page.goto(story.get_absolute_url())
    page.locator("html.ready").wait_for(state="attached")
    assert page.locator(".row img").evaluate("(image) => getComputedStyle(image).translate") == "none"
    context.close()


def test_the_sections_of_a_phone_are_reached_in_their_row_and_it_shows_that_there_are_more(open_page, story):
    for name in ["Business and the economy", "Culture", "Science", "Sport", "Weather"]:
        make_article(section=Section.objects.create(name=name, slug=name.lower().replace(" ", "-")))
    page = open_page("/", width=390)
    row = page.locator(".sections ul")
    assert row.evaluate("row => row.scrollWidth > row.clientWidth && getComputedStyle(row).backgroundImage.includes('gradient')")
    row.get_by_role("link").last.click()
    assert page.locator(".sections [aria-current]").count() == 1


DOTS_OUTSIDE = """(row) => [...row.children].map((each) => {
    const [line, item] = [row.getBoundingClientRect(), each.getBoundingClientRect()];
    const isFirst = getComputedStyle(row).direction === "rtl" ? item.right > line.right : item.left < line.left;
    return [Math.round(item.top), isFirst];
})"""


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_dot_stands_where_a_line_of_the_byline_begins_or_ends(open_page, direction):
    story = make_article(authors=["Ann Poe of the Riverton bureau", "Bo Lee"], agency="The Agency of the North", direction=direction)
    page = open_page(story.get_absolute_url(), width=390)
    placed = page.locator(".byline").evaluate(DOTS_OUTSIDE)
    lines = [top for top, _ in placed]
    assert len(set(lines)) < len(lines)
    # The dot stands before its item: outside of the row for the first of each line, and so cut off.
    assert [is_first for _, is_first in placed] == [top not in lines[:number] for number, top in enumerate(lines)]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_older_stories_come_under_the_newer_ones_and_take_the_focus(open_page):
    for _ in range(30):
        make_article()
    page = open_page("/")
    first = page.locator("main article").count()
    page.get_by_role("link", name="Older stories").scroll_into_view_if_needed()
    page.wait_for_function("window.htmx")  # until then it is a link to a page of its own
    page.get_by_role("link", name="Older stories").click()
    page.locator(".river article").first.wait_for()
    assert page.locator("main article").count() == 30 > first
    assert page.evaluate("document.activeElement.closest('.river') !== null")
    assert page.complaints == []


def test_no_page_has_a_fault(open_page, look_over, paths):
    found = look_over(open_page("/"), paths, (1280, 320))
    assert not found, "\n".join(found)
