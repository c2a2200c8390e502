"""Who may do what at the desk, also by requests made by hand; and the demo edition's logins."""

import stat

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal

from articles.models import Article
from articles.roles import ROLES
from gallery.desk.withdrawing import withdraw
from gallery.models import Decision, Photo
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_every_role_has_what_its_table_says():
    for role, table in ROLES.items():
        has = {f"{app}.{name}" for app, name in Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")}
        assert has == {f"{app}.{what}_{model}" for label, allowed in table.items() for app, model in [label.split(".")] for what in allowed}


def test_after_a_migration_a_role_has_nothing_beside_its_table_and_an_operator_s_group_keeps_what_it_has():
    role, own = Group.objects.get(name="caption editor"), Group.objects.create(name="our own")
    delete = Permission.objects.get(codename="delete_article")
    for group in (role, own):
        group.permissions.add(delete)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert not role.permissions.contains(delete)
    assert own.permissions.contains(delete)


def test_a_caption_editor_sees_stories_photos_and_decisions_and_corrects_captions(log_in):
    story = make_story()
    caption = story.captions.first()
    client = log_in("caption editor")
    for path in (
        "articles/article/",
        f"articles/article/{story.pk}/change/",
        f"gallery/photo/{caption.photo_id}/change/",
        "gallery/decision/",
        f"gallery/caption/{caption.pk}/change/",
    ):
        assert client.get(f"/admin/{path}").status_code == 200, path


def test_a_caption_editor_deletes_no_story_and_sees_no_users_also_by_hand(log_in):
    story = make_story()
    photo = story.captions.first().photo
    client = log_in("caption editor")
    delete = {"action": "delete_selected", "_selected_action": story.pk, "post": "yes"}
    assert client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post("/admin/articles/article/", delete)
    assert Article.objects.filter(pk=story.pk).exists()
    assert client.get("/admin/auth/user/").status_code == 403
    assert client.post("/admin/auth/user/add/", {"username": "x"}).status_code == 403
    assert client.post(f"/admin/gallery/photo/{photo.pk}/withdraw/", {"because": "x"}).status_code == 403
    assert client.post(f"/admin/articles/article/{story.pk}/change/", {"status": "withdrawn"}).status_code == 403
    assert not Photo.objects.get(pk=photo.pk).is_withdrawn


def test_an_editor_withdraws_photos_and_sees_no_users(log_in):
    photo = make_story().captions.first().photo
    client = log_in("editor")
    client.post(f"/admin/gallery/photo/{photo.pk}/withdraw/", {"because": "A complaint."})
    assert Photo.objects.get(pk=photo.pk).is_withdrawn
    assert client.get("/admin/articles/article/add/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 403


def test_an_administrator_sees_users_and_deletes_stories_with_their_captions(log_in):
    story = make_story()
    photo = story.captions.first().photo
    client = log_in("administrator")
    assert client.get("/admin/auth/user/").status_code == 200
    client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})
    assert not Article.objects.exists()
    assert not photo.captions.exists()
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_a_caption_editor_sees_why_a_photo_is_one_and_what_was_decided_of_it_and_decides_nothing(log_in, admin_user):
    caption = make_story().captions.first()
    withdraw(caption.photo, "A complaint.", admin_user)
    client, decision = log_in("caption editor"), Decision.objects.get()
    evidence = f"/admin/gallery/photo/{caption.photo_id}/evidence/"
    page = client.get(evidence).content.decode()
    assert caption.text in page
    assert 'name="what"' not in page
    assert 'name="rendition"' not in page
    assert client.post(evidence, {"what": "part"}).status_code == 403
    page = client.get(f"/admin/gallery/decision/{decision.pk}/change/").content.decode()
    assert "A complaint." in page
    assert "Take back" not in page
    assert client.post(f"/admin/gallery/decision/{decision.pk}/undo/").status_code == 403


class TestDemoLogins:
    @pytest.fixture(autouse=True)
    def _folder(self, settings, tmp_path):
        settings.VAR_DIR = self.var = tmp_path

    @pytest.fixture
    def logins(self, capsys):
        """What is printed: passwords by name."""

        def made():
            call_command("demo_logins", address="http://here")
            return {line.split()[1].strip(","): line.split()[-1] for line in capsys.readouterr().out.splitlines()[1:]}

        return made

    def test_there_is_one_of_each_role_made_once_and_kept_to_its_owner(self, logins, client):
        first = logins()
        assert logins() == first
        assert stat.S_IMODE((self.var / "demo_logins").stat().st_mode) == 0o600
        assert set(first) == {"caption-editor", "editor", "administrator"}
        assert all(client.login(username=name, password=password) for name, password in first.items())
        assert {(str(user.groups.get()), user.is_superuser) for user in get_user_model().objects.all()} == {(role, False) for role in ROLES}

    def test_the_editor_of_before_roles_keeps_its_password_and_may_do_what_an_editor_may(self, logins):
        get_user_model().objects.create_superuser("editor", password="of-before")
        (self.var / "demo_editor_password").write_text("of-before")
        assert logins()["editor"] == logins()["editor"] == "of-before"
        editor = get_user_model().objects.get(username="editor")
        assert (editor.is_superuser, str(editor.groups.get()), editor.check_password("of-before")) == (False, "editor", True)

    @pytest.mark.parametrize("left", [None, "", "[1]"])
    def test_lost_passwords_are_made_anew(self, logins, client, left):
        first = logins()
        (self.var / "demo_logins").unlink() if left is None else (self.var / "demo_logins").write_text(left)
        now = logins()
        assert not set(now.values()) & set(first.values())
        assert all(client.login(username=name, password=password) for name, password in now.items())

    def test_a_login_of_somebody_s_own_is_left_alone(self, logins):
        users = get_user_model().objects
        users.create_superuser("administrator", password="mine")
        logins()
        editor = users.get(username="editor")
        editor.set_password("mine")
        editor.save()
        assert logins()["editor"] == logins()["administrator"] == "it"
        assert all(users.get(username=name).check_password("mine") for name in ("editor", "administrator"))
        assert users.get(username="administrator").is_superuser
