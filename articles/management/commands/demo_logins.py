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
        kept = Path(settings.VAR_DIR) / "demo_logins"
        passwords = json.loads(kept.read_text()) if kept.exists() else {}
        users = get_user_model().objects
        for role in ROLES:
            name = role.replace(" ", "-")
            if not users.filter(username=name).exists():
                passwords[name] = secrets.token_urlsafe(9)
                users.create_user(name, password=passwords[name], is_staff=True).groups.add(Group.objects.get(name=role))
        _write(kept, json.dumps(passwords))
        self.stdout.write(f"The desk: {options['address']}/admin/")
        for name, password in passwords.items():
            self.stdout.write(f"  name {name}, password {password}")


def _write(path: Path, text: str) -> None:
    """Write a file that nobody else can read at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    path.chmod(0o600)
