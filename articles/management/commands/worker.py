"""`manage.py worker`: do the work that waits in the background, until it is ended."""

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.workers import begin_anew, living, own_name

INTERVAL = 0.25
"""Seconds between two looks into an empty queue."""


class Command(BaseCommand):
    """Give signs of life beside the queue's own worker."""

    help = "Fetch photos and do whatever else waits in the background, until Ctrl-C. Several may run, on several machines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("--while-lives", type=int, metavar="PID", help="end when this process of the same machine ends")
        parser.add_argument("--until-empty", action="store_true", help="end when nothing is left that could be done now")

    def handle(self, *args: str, **options: object) -> None:
        """Work."""
        name = own_name()
        with living(name, options["while_lives"], begin_anew):
            call_command("db_worker", worker_id=name, interval=INTERVAL, batch=options["until_empty"], queue_name="*", verbosity=0)
