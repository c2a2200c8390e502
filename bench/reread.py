# ruff: noqa: E402 (Django is set up before any model is imported)
"""What keeping pages and reading them again costs.

`python -m bench.reread PAGE...` takes the pages in, into a database of its own, and reads them again without storing anything.
"""

import statistics
import sys
import tempfile
from contextlib import contextmanager
from os import environ
from time import perf_counter
from unittest import mock

import django

environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
environ["CUTLINE_VAR"] = tempfile.mkdtemp(prefix="cutline-bench-")
django.setup()

from django.core.management import call_command

from articles import rehearsal, rereading
from articles.ingest import ingest
from articles.models import Page


@contextmanager
def timed(times):
    began = perf_counter()
    yield
    times.append(perf_counter() - began)


def main(paths):
    call_command("migrate", verbosity=0)
    with timed(taken := []):
        stored = sum(result.article is not None for result in ingest(paths))
    print(f"{stored} stories from {len(paths)} pages in {taken[0]:.1f} s")
    for field, name in (("size", "as they came"), ("packed", "in the storage")):
        kilobytes = sorted(size / 1000 for size in Page.objects.values_list(field, flat=True))
        median = statistics.median(kilobytes)
        print(f"pages {name}: median {median:.0f} kB, mean {statistics.mean(kilobytes):.0f} kB, most {kilobytes[-1]:.0f} kB")
    locked, work = [], rehearsal._taken_back

    def taken_back(*given):
        with timed(locked):
            return work(*given)

    with mock.patch.object(rehearsal, "_taken_back", taken_back), timed(read := []):
        found = list(rereading.read_all(rereading.pages()))
    differing = [each for each in found if each.problem or each.rehearsal.differences]
    print(f"{len(found)} read again in {read[0]:.1f} s; {len(differing)} would change")
    tenths = [f"{1000 * time:.0f}" for time in (*statistics.quantiles(locked, n=20)[9::9], max(locked))]
    print(f"rows written and taken back, in ms: median {tenths[0]}, 95 % below {tenths[1]}, longest {tenths[2]}")


if __name__ == "__main__":
    main(sys.argv[1:])
