"""`manage.py make_library`: add made-up stories, for measuring and for looking at."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.made_up import make
from articles.search.upkeep import take_in

AT_ONCE = 1000


class Command(BaseCommand):
    """Make stories, and take them into the index."""

    help = "Add so many made-up stories with captions and a few pictures, and make them ready to be found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be given."""
        parser.add_argument("number", type=int, help="of stories")

    def handle(self, *args: str, **options: object) -> None:
        """Make them; nothing of a slice that fails is kept."""
        number = options["number"]
        if number < 1:
            raise CommandError("Give the number of stories to be made: 1 or more.")
        quiet = not sys.stderr.isatty()
        with tqdm(total=number, unit=" stories", disable=quiet) as bar:
            for made in make(number):
                bar.update(made - bar.n)
        with tqdm(unit=" found by their words", disable=quiet) as bar:
            while taken := take_in(AT_ONCE):
                bar.update(taken)
        self.stdout.write(f"{number} stories were made.")
