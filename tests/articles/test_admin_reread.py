"""Reading the archive again, at the desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from articles.ingest import ingest
from articles.models import Article, Reread, Rereading
from tests.articles.test_admin_add import text
from tests.articles.test_extract import PAGE

pytestmark = pytest.mark.django_db(transaction=True)
BEGIN = "/admin/articles/reread/add/"


@pytest.fixture
def desk(client):
    editor = User.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=["change_article", "view_article"]))
    client.force_login(editor)
    return client


@pytest.fixture
def archive(tmp_path):
    """Two stories that were read by older rules."""
    for number in (1, 2):
        page = tmp_path / f"{number}.html"
        page.write_text(PAGE.replace("paper.example/bridge", f"paper.example/{number}"))
        list(ingest([str(page)]))
    Article.objects.update(headline="As older rules read it")
    return list(Article.objects.order_by("pk"))


def headlines():
    return list(Article.objects.order_by("pk").values_list("headline", flat=True))


def wish(desk, what, **said):
    return desk.post(reverse("admin:articles_reread_change", args=[Reread.objects.get().pk]), {"wish": what, **said}, follow=True)


def test_what_would_change_is_shown_and_nothing_is_changed(desk, archive):
    said = text(desk.post(BEGIN, {}, follow=True))
    assert "2 stories read: 2 would change" in said
    assert "Change all 2" in said
    assert "As older rules read it" in said
    assert headlines() == ["As older rules read it"] * 2


def test_chosen_stories_are_changed(desk, archive):
    desk.post(BEGIN, {})
    chosen = Rereading.objects.get(article=archive[0])
    assert "1 was changed" in text(wish(desk, "chosen", story=[chosen.pk]))
    assert headlines() == ["The bridge stands", "As older rules read it"]


def test_all_are_changed_at_once(desk, archive):
    desk.post(BEGIN, {})
    wish(desk, "all")
    assert headlines() == ["The bridge stands"] * 2


def test_nothing_chosen_changes_nothing(desk, archive):
    desk.post(BEGIN, {})
    assert "No story was chosen" in text(wish(desk, "chosen"))
    assert headlines() == ["As older rules read it"] * 2


def test_a_run_waits_for_a_worker_and_says_so(desk, archive, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    answer = desk.post(BEGIN, {}, follow=True)
    assert "0 of 2 stories read" in text(answer)
    assert "No worker is running" in text(answer)
    where = reverse("admin:articles_reread_change", args=[Reread.objects.get().pk]) + "?state"
    assert "0 of 2" in text(desk.get(where, headers={"HX-Request": "true"}))


def test_a_run_that_got_stuck_goes_on_by_hand(desk, archive, settings):
    stuck = settings.TASKS
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    desk.post(BEGIN, {})
    settings.TASKS = stuck
    assert "2 would change" in text(wish(desk, "on"))


def test_an_empty_archive_is_read_at_once(desk):
    assert "0 stories read" in text(desk.post(BEGIN, {}, follow=True))


def test_only_stories_read_by_older_rules_where_that_was_asked_for(desk, archive):
    assert "0 stories read" in text(desk.post(BEGIN, {"only_older": "on"}, follow=True))


def test_who_may_not_change_stories_is_refused_at_every_door(client, desk, archive):
    desk.post(BEGIN, {})
    User.objects.get().user_permissions.set(Permission.objects.filter(codename="view_article"))
    where = reverse("admin:articles_reread_change", args=[Reread.objects.get().pk])
    asked = [client.get(BEGIN), client.post(BEGIN, {}), client.get(where), client.post(where, {"wish": "all"})]
    assert [answer.status_code for answer in asked] == [403] * 4
    assert headlines() == ["As older rules read it"] * 2


def test_runs_are_listed_by_a_constant_number_of_queries(desk, archive, django_assert_max_num_queries):
    for _ in range(3):
        desk.post(BEGIN, {})
    with django_assert_max_num_queries(8):
        assert "3 re-readings" in text(desk.get("/admin/articles/reread/"))


def test_a_new_run_throws_away_those_that_are_through_for_a_month(desk, archive):
    for _ in range(2):
        desk.post(BEGIN, {})
    first, second = Reread.objects.order_by("pk")
    Reread.objects.filter(pk=first.pk).update(moved_at=first.moved_at - timedelta(days=31))
    desk.post(BEGIN, {})
    assert not Reread.objects.filter(pk=first.pk).exists()
    assert Reread.objects.filter(pk=second.pk).exists()
