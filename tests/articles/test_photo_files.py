"""How a photo gets its file: from a real server, one question a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import asking, pace, photo_files
from articles.guard import FetchFailed
from articles.models import Host
from articles.photo_files import BACK_OFF, fetch_file
from gallery.models import Caption, Photo, Rendition
from tests.factories import add_caption, make_article, make_photo, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def offered(publisher, article):
    """A captioned photo that the publisher offers at some paths; each path's declared width beside it."""

    def offered(**widths):
        photo = Photo.objects.create()
        for path, width in widths.items():
            url = publisher.url(f"/{path}")
            Rendition.objects.create(photo=photo, url=url, key=f"{photo.pk}", width=width)
        add_caption(article, f"Photo {photo.pk}.", photo)
        return photo

    return offered


def fetch_until_done(photo):
    """Go on as long as there is something to do now."""
    while (again := fetch_file(photo.pk, appointed=True)) and again <= timezone.now():
        pass
    photo.refresh_from_db()
    return again


def states(photo):
    return [(row.url.rpartition("/")[2], row.state, row.reason) for row in photo.renditions.order_by("pk")]


def test_of_many_files_only_the_best_useful_one_is_fetched(offered, publisher):
    publisher.answers = {f"/{name}": picture(size=size) for name, size in {"s": (320, 213), "m": (1920, 1280), "l": (3000, 2000)}.items()}
    photo = offered(s=320, m=1920, l=3000)
    assert fetch_until_done(photo) is None
    assert dict(publisher.asked) == {"/m": 1}
    assert (photo.width, photo.height, bool(photo.colour)) == (1920, 1280, True)
    assert states(photo) == [("s", "offered", ""), ("m", "taken", ""), ("l", "offered", "")]


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ((404, {}, b""), "refused", "the server answered 404 Not Found"),
        ((503, {}, b""), "failed", "the server answered 503 Service Unavailable"),
        ((200, {"Content-Type": "text/html"}, b"<p>Log in"), "refused", "it is no picture but text/html"),
        ((200, {"Content-Type": "image/svg+xml"}, b"<svg/>"), "refused", "it is no picture but image/svg+xml"),
        ((200, {}, b"<svg onload=alert(1)>"), "refused", "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        ((200, {}, picture(size=(1920, 1280))[:900]), "refused", "it is damaged or cut off"),
        ((302, {"Location": "http://169.254.169.254/"}, b""), "refused", "its host has no public address"),
    ],
)
def test_where_the_best_can_t_be_had_the_next_best_is_tried_and_the_reason_kept(offered, publisher, answer, state, reason):
    publisher.answers = {"/best": answer, "/next": picture(size=(1280, 800))}
    photo = offered(best=1920, next=1280)
    assert fetch_until_done(photo) is None
    assert photo.width == 1280
    assert states(photo) == [("best", state, reason), ("next", "taken", "")]


@pytest.mark.parametrize("url", ["http://[bad/x.jpg", "http://ex[am]ple.com/y.jpg", "http://a℀b.example/x.jpg", "https:///x.jpg"])
def test_what_is_no_address_is_refused_with_a_sentence(article, url):
    photo = Photo.objects.create()
    Rendition.objects.create(photo=photo, url=url, key="bad")
    add_caption(article, "Bad.", photo)
    assert fetch_until_done(photo) is None
    (row,) = photo.renditions.all()
    assert row.state == "refused"
    assert row.reason in {"its address is malformed", "its address names no host"}
    assert not Host.objects.exists()


def test_a_failure_costs_neither_photo_nor_caption(offered, article):
    photo = offered(gone=1920)
    assert fetch_until_done(photo) is None
    assert photo.digest is None
    assert Caption.objects.get(article=article).text == f"Photo {photo.pk}."


def test_what_may_pass_is_tried_again_later_and_later_and_then_given_up(offered, publisher):
    publisher.answers = {"/a": (500, {}, b"")}
    photo = offered(a=1920)
    for wait in BACK_OFF:
        before = timezone.now()
        again = fetch_until_done(photo)
        assert before + wait <= again <= timezone.now() + wait
        Rendition.objects.update(next_try=before)
    assert fetch_until_done(photo) is None
    row = Rendition.objects.get()
    assert (row.state, row.tries, row.next_try) == ("failed", len(BACK_OFF) + 1, None)


def test_before_its_time_nothing_is_asked(offered, publisher):
    photo = offered(a=1920)
    later = timezone.now() + timedelta(minutes=5)
    Rendition.objects.update(state="failed", tries=1, next_try=later)
    assert fetch_file(photo.pk, appointed=True) == later
    assert not publisher.asked


def test_a_server_that_asks_to_be_left_alone_is_and_then_the_best_is_asked_for_again(offered, publisher):
    publisher.answers = {"/best": (429, {"Retry-After": "3600"}, b""), "/next": picture()}
    photo = offered(best=1920, next=1280)
    in_an_hour = timezone.now() + timedelta(hours=1)
    assert fetch_until_done(photo) >= in_an_hour
    assert dict(publisher.asked) == {"/best": 1}
    assert Rendition.objects.get(url__endswith="best").next_try >= in_an_hour
    assert Host.objects.get().free_at >= in_an_hour


def test_who_must_wait_for_a_host_asks_nothing(offered, publisher, settings):
    settings.CUTLINE_FETCH_PAUSE = 60
    publisher.answers = {"/a": picture(), "/b": picture("red")}
    first, second = offered(a=1920), offered(b=1920)
    assert fetch_file(first.pk, appointed=False) is None
    assert fetch_file(second.pk, appointed=False) > timezone.now()
    assert dict(publisher.asked) == {"/a": 1}


def test_a_photo_that_has_its_file_is_not_fetched_again(offered, publisher):
    publisher.answers = {"/a": picture()}
    photo = offered(a=1920)
    fetch_until_done(photo)
    fetch_until_done(photo)
    assert dict(publisher.asked) == {"/a": 1}


def test_the_very_file_of_another_photo_makes_the_two_one(offered, publisher, article):
    known = make_photo("green")
    publisher.answers = {"/a": picture("green")}
    photo = offered(a=1920)
    assert fetch_until_done(photo) is None
    assert photo.merged_into == known
    assert article.captions.get().photo == known


def test_readers_and_feeds_are_told_that_the_story_changed(offered, publisher, article):
    publisher.answers = {"/a": picture()}
    before = article.changed_at
    fetch_until_done(offered(a=1920))
    article.refresh_from_db()
    assert article.changed_at > before


def test_a_fault_of_ours_is_logged_and_tried_again_later(offered, publisher, monkeypatch, caplog):
    publisher.answers = {"/a": picture()}

    def fail(data):
        raise OSError("the disk is full")

    monkeypatch.setattr(photo_files, "store", fail)
    photo = offered(a=1920)
    assert fetch_until_done(photo) > timezone.now()
    assert states(photo) == [("a", "failed", photo_files.OUR_FAULT)]
    assert "the disk is full" in caplog.text


@pytest.fixture
def elsewhere(publisher, settings):
    """The same server under another host's name."""
    host = publisher.host.replace("localhost", "127.0.0.1")
    settings.CUTLINE_FETCH_ALLOW |= {host}
    return f"http://{host}"


def test_a_redirect_to_a_host_that_rests_is_put_off_and_counts_as_no_try(offered, publisher, elsewhere):
    publisher.answers = {"/a": (302, {"Location": f"{elsewhere}/b"}, b""), "/b": picture()}
    later = timezone.now() + timedelta(hours=1)
    pace.rest("127.0.0.1", later)
    photo = offered(a=1920)
    assert fetch_file(photo.pk, appointed=False) == later
    assert dict(publisher.asked) == {"/a": 1}
    row = photo.renditions.get()
    assert (row.state, row.tries, row.next_try) == ("offered", 0, later)


def test_the_host_that_a_redirect_led_to_is_the_one_that_rests(offered, publisher, elsewhere):
    publisher.answers = {"/a": (302, {"Location": f"{elsewhere}/b"}, b""), "/b": (429, {"Retry-After": "3600"}, b"")}
    fetch_until_done(offered(a=1920))
    assert pace.resting("127.0.0.1", timezone.now() + timedelta(minutes=59))
    assert not pace.resting("localhost", timezone.now())


def test_a_host_that_gives_no_answer_rests_and_the_next_photo_is_not_waited_for(offered, publisher, monkeypatch):
    asked = []

    def wait_in_vain(url, *args, **kwargs):
        asked.append(url)
        failure = FetchFailed("it took more than 60 seconds", silent=True)
        failure.at = url
        raise failure

    monkeypatch.setattr(asking, "fetch", wait_in_vain)
    first, second = offered(a=1920), offered(b=1920)
    fetch_until_done(first)
    assert fetch_file(second.pk, appointed=False) > timezone.now() + timedelta(seconds=20)
    assert len(asked) == 1


def test_a_failure_says_nothing_of_a_file_that_another_run_got_meanwhile(offered, publisher, monkeypatch):
    def be_overtaken(url, *args, **kwargs):
        Rendition.objects.update(state="taken")
        raise FetchFailed("it took more than 60 seconds")

    monkeypatch.setattr(asking, "fetch", be_overtaken)
    photo = offered(a=1920)
    fetch_until_done(photo)
    assert states(photo) == [("a", "taken", "")]


class TestAvif:
    def test_is_made_from_the_original_once(self):
        photo = make_photo()
        photo_files.make_avif(photo.pk)
        photo.refresh_from_db()
        assert photo.has_avif is True

    def test_of_a_lost_original_is_given_up(self):
        photo = make_photo()
        photo.original.storage.delete(photo.original.name)
        photo_files.make_avif(photo.pk)
        photo.refresh_from_db()
        assert photo.has_avif is False
