"""`manage.py demo_logins`: a login of each role for the demo edition, with passwords of this installation's own."""

import json
import os
import secrets
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand

from articles.roles import ROLES


class Command(BaseCommand):
    """Make each login once, print them every time."""

    help = "Make a demo login of each role, once, and print them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("--address", default="", help="the site's address, for the line that is printed")

    def handle(self, *args: str, **options: object) -> None:
        """Print names and passwords, kept in a file that only the owner of this installation can read."""
        kept, older = (Path(settings.VAR_DIR) / name for name in ("demo_logins", "demo_editor_password"))
        known = _editor_of_before_roles(older) | _kept(kept)
        logins = {_name(role): _password(role, known.get(_name(role))) for role in ROLES}
        _write(kept, json.dumps(known | {name: password for name, password in logins.items() if password}))
        older.unlink(missing_ok=True)
        self.stdout.write(f"The desk: {options['address']}/admin/")
        for name, password in logins.items():
            said = f"password {password}" if password else "with the password that somebody gave it"
            self.stdout.write(f"  name {name}, {said}")


def _name(role: str) -> str:
    return role.replace(" ", "-")


def _kept(path: Path) -> dict[str, str]:
    """Give the passwords by name; none where the file was lost or is broken."""
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return {}


def _editor_of_before_roles(path: Path) -> dict[str, str]:
    """Give the editor's password of a demo edition from before there were roles, when that login might do everything; now it may not."""
    if not path.exists():
        return {}
    password = path.read_text().strip()
    editor = get_user_model().objects.filter(username=_name("editor"), is_superuser=True).first()
    if editor and editor.check_password(password):
        editor.is_superuser = False
        editor.save(update_fields=["is_superuser"])
        editor.groups.add(Group.objects.get(name="editor"))
    return {_name("editor"): password}


def _password(role: str, known: str | None) -> str | None:
    """Give the password of a role's login: of one that is made here, or that has one nobody knows any more, a new one.

    None where the login has the password of somebody's own choice, or is not one of the demo edition's: that is left alone.
    """
    users, group = get_user_model().objects, Group.objects.get(name=role)
    user = users.filter(username=_name(role)).first()
    if user and known:
        return known if user.check_password(known) else None
    if user and (user.is_superuser or not user.groups.contains(group)):
        return None
    user = user or users.create_user(_name(role), is_staff=True)
    user.groups.add(group)
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save()
    return password


def _write(path: Path, text: str) -> None:
    """Write a file that nobody else can read at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    path.chmod(0o600)
