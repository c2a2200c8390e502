"""The browser, and what every browser test wants to know of a page."""

import os
import re
from pathlib import Path
from threading import Lock

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import sync_playwright

from tests.conftest import chromium
from tests.factories import add_caption, make_article, make_photo

NOWHERE = "/nowhere/"
"""Where no page is."""
RULES = {"light": {}, "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}}
"""Of axe, by theme: themes differ in their colours alone."""
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs beside Django's synchronous tests.


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: install one, or name it in CHROMIUM=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _one_request_at_a_time(monkeypatch):
    """Threads of the live server share one connection to a database in memory, which two of them must not use at once."""
    lock, answer = Lock(), WSGIHandler.get_response

    def alone(handler, request):
        with lock:
            return answer(handler, request)

    monkeypatch.setattr(WSGIHandler, "get_response", alone)


@pytest.fixture
def open_page(browser, live_server, request):
    """Open a path of the site; `page.complaints` collects what the browser says against it.

    Each page is kept as it looked at the end of its test in the folder that SCREENSHOTS names.
    """
    contexts = []

    def opened(path, width=1280, **options):
        # A worker would go on asking while the next test has its database: those that are about it let it in.
        said = {"reduced_motion": "reduce", "service_workers": "block"} | options
        context = browser.new_context(viewport={"width": width, "height": 800}, base_url=live_server.url, **said)
        context.on("page", _act_when_ready)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: is_complaint(message) and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for number, context in enumerate(contexts):
        if folder := os.environ.get("SCREENSHOTS"):
            _keep(context.pages[0], Path(folder), f"{request.node.name}-{number}")
        context.close()


@pytest.fixture
def desk(open_page):
    """Open a page of the desk as an editor; `page.keys` are those pressed since."""

    def opened(path, **options):
        get_user_model().objects.create_superuser("ed", password="cut the line")
        page = open_page(f"/admin/login/?next={path}", **options)
        page.fill("[name=username]", "ed")
        page.fill("[name=password]", "cut the line")
        page.press("[name=password]", "Enter")
        page.wait_for_selector("#logout-form")
        page.keys = 0
        return page

    return opened


def _act_when_ready(page):
    """Let a test go on, and press keys, once the scripts that a page asks for last are there, as people do who look first."""

    def ready():
        page.locator("html:not(.scripted:not(.ready))").wait_for(state="attached")

    def arriving(go):
        def gone(*args, **options):
            answer = go(*args, **options)
            if "wait_until" not in options:  # who says for what they wait may want no more
                ready()
            return answer

        return gone

    def press(*args, press=page.keyboard.press, **options):
        ready()
        press(*args, **options)

    page.goto, page.reload, page.keyboard.press = arriving(page.goto), arriving(page.reload), press


def _keep(page, folder, name):
    width = page.viewport_size["width"]
    page.screenshot(path=folder / f"{re.sub(r'[^a-z0-9]+', '-', name)}-{width}.png", full_page=True)


def is_complaint(message):
    return message.type in ("error", "warning") and "Service Worker registration blocked" not in message.text


@pytest.fixture
def story():
    """Five photos of which the fourth is known by its words alone."""
    story = make_article(
        standfirst="It was expected to fall.", dateline="RIVERTON", body="<p>RIVERTON — It stands.</p>\n<p>It will stand.</p>"
    )
    for number, role in enumerate(["lead", "inline", "gallery", "gallery", "gallery"], 1):
        photo = None if number == 4 else make_photo(size=(700 + number, 500))
        add_caption(story, f"Caption {number}.", photo, role, block=1 if role == "inline" else None, credit="Jo Doe")
    return story


@pytest.fixture
def faults():
    """What axe finds on a page as it stands, in light and in dark, a line each that begins with the theme.

    By itself it would look for what style sheets import in the wrong folder; those that are collected import nothing.
    """

    def found(page):
        was_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        lines = [f"{theme}: {fault}" for theme in RULES for fault in _in_theme(page, theme)]
        page.emulate_media(color_scheme="dark" if was_dark else "light")
        return lines

    return found


def _in_theme(page, theme):
    page.emulate_media(color_scheme=theme)
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")  # the desk's links change their colour slowly
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    said = page.evaluate("(options) => axe.run(options)", {"resultTypes": ["violations"], "preload": False} | RULES[theme])
    return [f"{fault['id']}: {node['html']}" for fault in said["violations"] for node in fault["nodes"]]


@pytest.fixture
def look_over(faults, request):
    """Look over pages, each loaded once, at some widths: what axe finds there, what the browser says, what scrolls sideways.

    Gives a line for each fault, which names the page, and the width and theme where it depends on them. `first` is what a reader does
    on each page.
    """

    def looked(page, paths, widths, first=lambda page: None):
        found = []
        for number, path in enumerate(paths):
            page.set_viewport_size({"width": widths[0], "height": 800})
            answer = page.goto(path)
            first(page)
            found += [f"{path}, {width} pixels wide, {fault}" for width in widths for fault in _at_width(page, width, faults)]
            found += [f"{path}: {said}" for said in _said_of(page, answer, path)]
            _keep_at(page, widths, f"{request.node.name}-{number}")
        return found

    return looked


def _at_width(page, width, faults):
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*faults(page), *([f"but {wide} pixels of page"] if wide > width else [])]


def _said_of(page, answer, path):
    """What the browser said since the last page; that the page is not there only where it should be."""
    said, page.complaints[:] = list(page.complaints), []
    if path != NOWHERE:
        return [*said, *([f"answered {answer.status}"] if answer.status != 200 else [])]
    return [each for each in said if "404 (Not Found)" not in each]


def _keep_at(page, widths, name):
    if folder := os.environ.get("SCREENSHOTS"):
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            _keep(page, Path(folder), name)
        page.emulate_media(color_scheme="dark")
        _keep(page, Path(folder), f"{name}-dark")
        page.emulate_media(color_scheme="light")
