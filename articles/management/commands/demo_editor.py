"""`manage.py demo_editor`: a login for the demo edition, made with a password of this installation's own."""

import secrets
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

NAME = "editor"


class Command(BaseCommand):
    """Make the login once, print it every time."""

    help = "Make the demo editor's login, once, and print it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("--address", default="", help="the site's address, for the line that is printed")

    def handle(self, *args: str, **options: object) -> None:
        """Print name and password, kept in a file that only the owner of this installation can read."""
        kept = Path(settings.VAR_DIR) / "demo_editor_password"
        users = get_user_model().objects
        if not users.filter(username=NAME).exists():
            password = secrets.token_urlsafe(9)
            kept.touch(mode=0o600)
            kept.write_text(password)
            users.create_superuser(NAME, password=password)
        if kept.exists():
            self.stdout.write(f"The desk: {options['address']}/admin/ (name {NAME}, password {kept.read_text()})")
