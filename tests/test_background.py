"""Real processes: commands, workers that are killed, a server that counts. Small here; `bench.ingest_pictures` has the large one."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.conftest import ROOT

COUNTS = {"stories": 4, "photos": 12, "without_file": 0, "fetched_twice": 0, "fetched_when_repeated": 0}


@contextmanager
def empty_database():
    """Give the environment that names an empty database of the kind the tests run against."""
    if connection.vendor != "postgresql":
        yield {}
        return
    name = f"{connection.settings_dict['NAME']}_background"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    said = connection.settings_dict
    login = f"{said['USER']}:{said['PASSWORD']}" if said["PASSWORD"] else said["USER"]
    try:
        yield {"DATABASE_URL": f"postgres://{login}@{said['HOST']}:{said['PORT'] or 5432}/{name}"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.mark.django_db(transaction=True)
def test_two_workers_fetch_every_photo_once_and_killed_they_lose_and_double_nothing():
    command = [sys.executable, "-m", "bench.ingest_pictures", "--stories=4", "--photos=3", "--kills=1", "--width=320", "--dead=2"]
    with empty_database() as environment:
        names = {name: value for name, value in os.environ.items() if not name.startswith(("CUTLINE_", "DATABASE_", "DJANGO_"))}
        done = subprocess.run(command, cwd=ROOT, env=names | environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert {name: said[name] for name in COUNTS} == COUNTS
    assert (said["same_when_repeated"], said["same_when_killed"]) == (True, True)
    assert said["fetched_again_after_kills"] <= said["kills"]
