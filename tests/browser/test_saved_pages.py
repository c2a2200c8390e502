"""Pages as a browser itself saves them: what Chromium writes is what is read."""

import re

import pytest

from articles.ingest import ingest
from articles.models import Article
from gallery.models import Photo
from tests.articles.test_ingest import a_picture, everything
from tests.articles.webarchives.making import PICTURE, PLACE, STORY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def snapshot(browser):
    """A page with its picture as Chromium saves it; the network is the test's."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    frame = b"<html><body><p>A frame</p></body></html>"
    story = STORY.replace(b"</article>", b'</article><iframe src="/frame"></iframe>')
    from_ours = {PLACE: ("text/html; charset=utf-8", story), "https://www.paper.example/frame": ("text/html", frame)}

    def answer(route):
        url = route.request.url
        content_type, body = from_ours.get(url, ("image/jpeg", a_picture()))
        route.fulfill(status=200, content_type=content_type, body=body)

    page.route(re.compile(".*"), answer)
    page.goto(PLACE, wait_until="load")
    yield context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    context.close()


def test_what_chromium_saves_as_one_file_is_a_story_with_its_picture(snapshot, tmp_path):
    file = tmp_path / "saved.mhtml"
    file.write_bytes(snapshot.encode())
    (result,) = ingest([str(file)])
    assert (result.problem, result.article.headline) == (None, "The bridge stands")
    assert Article.objects.get().identity == f"url:{PLACE}"
    assert Article.objects.get().page.pictures.keys() == {PICTURE}
    assert Photo.objects.get().width == 400
    before = everything()
    assert next(ingest([str(file)])).problem is None
    assert everything() == before
