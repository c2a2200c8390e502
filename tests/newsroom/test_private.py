"""A paper behind a login."""

import pytest
from django.contrib.auth import get_user_model

from gallery.pictures import picture_of
from tests.factories import make_story

pytestmark = pytest.mark.django_db
DOOR = "django.contrib.auth.middleware.LoginRequiredMiddleware"


@pytest.fixture
def private(settings):
    settings.CUTLINE_PRIVATE = True
    place = settings.MIDDLEWARE.index("django.contrib.messages.middleware.MessageMiddleware")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:place], DOOR, *settings.MIDDLEWARE[place:]]


def test_nobody_reads_before_logging_in_and_then_what_was_wanted(client, private):
    get_user_model().objects.create_user("ann", password="a long walk home")
    path = make_story(photos=1).get_absolute_url()
    asked = client.get(path)
    assert (asked.status_code, asked["Location"]) == (302, f"/login/?next={path}")
    entered = client.post(asked["Location"], {"username": "ann", "password": "a long walk home", "next": path})
    assert (entered.status_code, entered["Location"]) == (302, path)
    read = client.get(path)
    assert read.status_code == 200
    assert read["Cache-Control"] == "private, no-cache"


def pictures_of(story):
    return [picture_of(caption.photo).src for caption in story.captions.select_related("photo")]


def is_private(answer):
    said = answer.get("Cache-Control", "").split(", ")
    return said[0] == "private" and not {"public", "s-maxage"} & {each.partition("=")[0] for each in said}


def test_no_answer_is_for_a_cache_that_others_share(client, private):
    story = make_story(photos=1)
    photo = story.captions.get().photo
    gone = make_story(status="withdrawn")
    paths = ["/", "/?before=x", "/nowhere", "/archive/", "/archive/2026/0/", "/search/?q=bridge", "/saved/", "/offline/", "/sw.js"]
    paths += ["/login/", "/manifest.webmanifest"]
    paths += ["/feeds/", "/feed/", "/sitemap.xml", "/robots.txt", "/favicon.ico", "/offline/newest.json", "/admin/"]
    paths += [story.get_absolute_url(), photo.get_absolute_url(), gone.get_absolute_url(), "/photo/0/", "/\0", *pictures_of(story)]
    outside = {path: client.get(path) for path in paths}
    client.force_login(get_user_model().objects.create_user("ann"))
    inside = {path: client.get(path) for path in paths}
    assert [(path, answer["Cache-Control"]) for path, answer in [*outside.items(), *inside.items()] if not is_private(answer)] == []


def test_a_photo_is_its_reader_s_to_keep_and_nobody_else_s(client, private):
    client.force_login(get_user_model().objects.create_user("ann"))
    [photo] = pictures_of(make_story(photos=1))
    answer = client.get(photo)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, max-age=31536000, immutable")
    again = client.get(photo, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, is_private(again)) == (304, True)


def test_the_paper_s_dress_is_the_same_for_all(client, private, tmp_path, settings):
    (tmp_path / "cutline.css").write_text("p {}")
    settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = False, False
    settings.STATIC_ROOT = tmp_path
    assert "public" in client.get("/static/cutline.css")["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/feed/", "/media/photos/ab/x.jpg", "/sitemap.xml", "/photo/1/"])
def test_no_door_is_open(client, private, path):
    assert client.get(path).status_code == 302


def test_a_page_that_is_not_there_tells_nobody_outside_what_is(client, private):
    make_story()
    assert "/section/" not in client.get("/nowhere").content.decode()


def test_who_mistypes_is_told_and_the_name_stays(client, private):
    page = client.post("/login/", {"username": "ann", "password": "no"}).content.decode()
    assert "don’t belong together" in page
    assert 'value="ann"' in page
    assert "/section/" not in page


def test_the_door_leads_nowhere_else(client, private):
    get_user_model().objects.create_user("ann", password="a long walk home")
    entered = client.post("/login/", {"username": "ann", "password": "a long walk home", "next": "https://elsewhere.example/"})
    assert entered["Location"] == "/"
