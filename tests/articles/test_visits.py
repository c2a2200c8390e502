"""A page that has not changed is not sent again, as long as the same would come of it."""

import pytest

from articles import visits
from articles.ingest import ingest
from articles.models import Article, Host, Visit
from gallery.models import Photo, Verdict
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import everything
from tests.factories import picture

pytestmark = pytest.mark.django_db
HTML = {"Content-Type": "text/html; charset=utf-8", "ETag": '"v1"'}


@pytest.fixture
def page(publisher):
    """The address of a page of one photo, and what was given for it: bytes when it was sent, none when it was not."""
    publisher.answers["/bridge"] = (200, HTML, PAGE.replace("https://www.paper.example/world/bridge", publisher.url("/bridge")).encode())
    return publisher.url("/bridge")


def take_in(page):
    (result,) = ingest([page])
    assert result.problem is None
    return result


def test_an_unchanged_page_is_not_read_again_and_changes_no_row(page, publisher):
    first = take_in(page).article
    before = everything()
    again = take_in(page)
    assert (again.article, again.story) == (first, None)
    assert publisher.headers["/bridge"]["If-None-Match"] == '"v1"'
    after = everything()
    for name in ("Article", "Caption", "Sighting", "Visit"):
        assert after[name] == before[name]


def test_a_changed_page_is_read(page, publisher):
    take_in(page)
    status, _, body = publisher.answers["/bridge"]
    publisher.answers["/bridge"] = (status, HTML | {"ETag": '"v2"'}, body.replace(b"The bridge stands", b"The bridge fell"))
    assert take_in(page).article.headline == "The bridge fell"
    assert Visit.objects.get().etag == '"v2"'


def test_other_rules_read_it_again(page, monkeypatch):
    take_in(page)
    monkeypatch.setattr(visits, "rules", lambda: "newer")
    assert take_in(page).story is not None


def test_a_verdict_since_then_reads_it_again(page):
    take_in(page)
    Verdict.objects.create(left="a", right="b", same=True)
    assert take_in(page).story is not None


def change_at_once(verdict):
    Verdict.objects.filter(pk=verdict.pk).update(same=False)


def change_its_row(verdict):
    verdict.same = False
    verdict.save(update_fields=["same", "at"])


def say_it_again(verdict):
    Verdict.objects.update_or_create(left="a", right="b", defaults={"same": False})


@pytest.mark.parametrize("change", [change_at_once, change_its_row, say_it_again])
def test_a_verdict_changed_since_then_reads_it_again(page, change):
    verdict = Verdict.objects.create(left="a", right="b", same=True)
    take_in(page)
    assert take_in(page).story is None
    change(verdict)
    assert take_in(page).story is not None


def test_a_story_that_was_deleted_is_read_again(page):
    take_in(page).article.delete()
    assert take_in(page).story is not None


def test_a_server_that_names_no_version_is_not_remembered(page, publisher):
    status, headers, body = publisher.answers["/bridge"]
    publisher.answers["/bridge"] = (status, {"Content-Type": headers["Content-Type"]}, body)
    take_in(page)
    assert not Visit.objects.exists()


def test_pages_of_one_host_are_asked_for_one_after_the_other(page, settings, monkeypatch):
    settings.CUTLINE_FETCH_PAUSE = 60
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        settings.CUTLINE_FETCH_PAUSE = 0
        Host.objects.update(free_at=Host.objects.get().free_at - visits.timedelta(seconds=60))

    monkeypatch.setattr(visits, "sleep", sleep)
    take_in(page)
    take_in(page)
    assert len(slept) == 1
    assert 0 < slept[0] <= 60


def test_a_page_is_followed_to_another_host_once_that_host_may_be_asked(page, publisher, settings, monkeypatch):
    elsewhere = publisher.host.replace("localhost", "127.0.0.1")
    settings.CUTLINE_FETCH_ALLOW |= {elsewhere}
    publisher.answers["/moved"] = (302, {"Location": f"http://{elsewhere}/bridge"}, b"")
    visits.pace.rest("127.0.0.1", visits.timezone.now() + visits.timedelta(seconds=30))
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        Host.objects.update(free_at=visits.timezone.now())

    monkeypatch.setattr(visits, "sleep", sleep)
    assert visits.fetch_page(publisher.url("/moved")).final_url == f"http://{elsewhere}/bridge"
    assert (len(slept), publisher.asked["/moved"], publisher.asked["/bridge"]) == (1, 1, 1)


def test_a_page_whose_host_rests_for_long_is_not_waited_for(page, publisher):
    visits.pace.rest("localhost", visits.timezone.now() + visits.timedelta(hours=1))
    (result,) = ingest([page])
    assert "its server does not answer or asked to be left alone" in result.problem
    assert not publisher.asked


def test_the_photos_of_a_page_are_fetched_after_it_was_stored(page, publisher, django_capture_on_commit_callbacks):
    body = publisher.answers["/bridge"][2]
    assert b"/a" in body
    with django_capture_on_commit_callbacks() as callbacks:
        take_in(page)
    assert Photo.objects.exists()
    assert not Photo.objects.exclude(digest=None).exists()
    wanted = Photo.objects.get().renditions.values_list("url", flat=True)
    publisher.answers |= {url.removeprefix(publisher.url("")): picture() for url in wanted}
    for callback in callbacks:
        callback()
    assert Article.objects.get().captions.get().photo.digest
