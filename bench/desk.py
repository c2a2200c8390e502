# ruff: noqa: E402 (Django is set up before any model is imported)
"""How long the desk's list of captions takes: `python -m bench.desk [CAPTIONS] [--times N]`.

Fills a database of its own with a made-up archive, then asks for each page as an editor's browser does: open, each filter, searches,
further pages. Prints the 50th and the 95th percentile in milliseconds, by the clock and of the processor, and the queries.
CUTLINE_VAR= keeps the database for the next time.
"""

import argparse
import statistics
import tempfile
from os import environ
from time import perf_counter, process_time

import django

environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
environ.setdefault("CUTLINE_VAR", tempfile.mkdtemp(prefix="cutline-bench-"))
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.desk_rows import AGENCIES, FIRST, LAST, SECTIONS, fill
from gallery.admin.caption_filters import LOOKS
from gallery.models import Caption

LIST = "/admin/gallery/caption/"


def pages(captions: int) -> dict[str, dict[str, object]]:
    """What is asked for, by name."""
    rare = Caption.objects.order_by("pk")[captions // 2].text.split()[:4]
    return {
        "open": {},
        **{f"look: {label}": {"look": key} for key, (label, _) in LOOKS.items()},
        "photographer": {"photographer": f"{FIRST[3]} {LAST[1]}"},
        "agency, the most frequent": {"agency": AGENCIES[0]},
        "agency and no alt text": {"agency": AGENCIES[0], "look": "alt"},
        "section": {"section": SECTIONS[0]},
        "a year": {"from": "2019-01-01", "to": "2019-12-31"},
        "search, common": {"q": "police"},
        "search, two common words": {"q": "police officers"},
        "search, rare": {"q": " ".join(rare)},
        "search, nothing found": {"q": "Xanthippe"},
        "search, two letters": {"q": "in"},
        "page 2": {"p": 2},
        "page in the middle": {"p": captions // 100},
        "last page": {"p": captions // 50},
    }


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("captions", nargs="?", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Caption.objects.exists():
        fill(options.captions)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username="bench"))
    print("| page | p50 ms | p95 ms | p50 ms of the processor | p95 | queries |\n|---|---|---|---|---|---|")
    for name, asked in pages(options.captions).items():
        times, worked = [], []
        for _ in range(options.times):
            began, at_work = perf_counter(), process_time()
            answer = client.get(LIST, asked)
            times.append(1000 * (perf_counter() - began))
            worked.append(1000 * (process_time() - at_work))
            if answer.status_code != 200:
                raise SystemExit(f"{name}: answered {answer.status_code}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST, asked)
        said = [f"{each:.0f}" for some in (times, worked) for each in (statistics.median(some), statistics.quantiles(some, n=20)[18])]
        print(f"| {name} | {' | '.join(said)} | {len(queries)} |", flush=True)


if __name__ == "__main__":
    main()
