"""A paper behind a login."""

import pytest
from django.contrib.auth import get_user_model

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
