"""How long searches and lists take, and whether that grows with the library: `python -m bench.search [--times N] [STORIES ...]`.

Makes libraries of 1,000, 10,000 and 100,000 made-up stories, each in a database of its own under CUTLINE_VAR (kept for the next time, else
in a temporary folder), and asks each in a process of its own: the index for stories, whole pages as browsers get them, and in the same run
what a project without an index would ask (`icontains`), and the same index ordered by bm25. Prints the 50th and the 95th percentile in
milliseconds, by the clock and of the processor.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from os import environ
from pathlib import Path
from time import perf_counter, process_time

SIZES = (1000, 10_000, 100_000)


def main() -> None:
    """Have each library asked by a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", type=int, default=SIZES)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.inside:
        ask(said.stories[0], said.times)
        return
    folder = environ.get("CUTLINE_VAR") or tempfile.mkdtemp(prefix="cutline-bench-")
    for stories in said.stories:
        own = environ | {"CUTLINE_VAR": str(Path(folder) / str(stories)), "ALLOWED_HOSTS": "testserver"}
        command = [sys.executable, "-m", "bench.search", "--inside", str(stories), "--times", str(said.times)]
        subprocess.run(command, env=own, check=True)


def ask(stories: int, times: int) -> None:
    """Make the library where it isn't there, and print a line for each question."""
    import django

    environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    from articles.models import Article

    if Article.objects.count() < stories:
        call_command("make_library", str(stories))
    print(f"\n| {stories:,} stories | p50 ms | p95 ms | p50 of the processor | p95 |\n|---|---|---|---|---|")
    for name, question in questions().items():
        print(f"| {name} | {' | '.join(f'{each:.2f}' for each in timed(question, times))} |", flush=True)


def questions() -> dict[str, Callable[[int], object]]:
    """What is asked, by name; each is given the number of the turn, so that no two turns ask the same."""
    from django.core.cache import cache
    from django.db import connection
    from django.db.models import Q
    from django.test import Client

    from articles import made_up
    from articles.models import Article
    from articles.search import finding
    from articles.search.questions import read

    words, client = made_up._words(), Client()
    rows = list(Article.objects.order_by("pk").values_list("pk", "slug")[:: max(Article.objects.count() // 200, 1)])

    def page(path: str) -> Callable[[int], object]:
        def get(turn: int) -> None:
            cache.clear()
            pk, slug = rows[turn * 7 % len(rows)]
            answer = client.get(path.format(slug=slug, pk=pk, common=words[turn % 16], other=words[16 + turn * 3]))
            assert answer.status_code == 200, (path, answer.status_code)

        return get

    def ranked(turn: int) -> None:
        with connection.cursor() as cursor:
            match = f'"{words[turn % 16]}" AND "{words[16 + turn]}"'
            cursor.execute("SELECT rowid FROM search_stories WHERE search_stories MATCH %s ORDER BY rank LIMIT 20", [match])
            cursor.fetchall()

    def read_through(turn: int) -> None:
        said = Article.objects.published()
        for word in (words[16 + turn], words[1000 + turn]):
            said = said.filter(Q(headline__icontains=word) | Q(standfirst__icontains=word) | Q(body__icontains=word))
        list(said.defer("body")[:20])

    asked = {
        "index: two of the commonest words": lambda turn: finding.find(read(f"{words[turn % 8]} {words[8 + turn % 8]}")),
        "index: a common and a frequent word": lambda turn: finding.find(read(f"{words[turn % 16]} {words[16 + turn]}")),
        "index: two rarer words": lambda turn: finding.find(read(f"{words[16 + turn]} {words[1000 + turn]}")),
        "index: a phrase": lambda turn: finding.find(read(f'"{words[turn % 16]} {words[16 + turn]}"')),
        "index: the beginning of a word": lambda turn: finding.find(read(f"the {words[300 + turn][:4]}", is_typing=True)),
        "index: best first": lambda turn: finding.find(read(f"{words[turn % 16]} {words[16 + turn]}"), None, best_first=True),
        "the same two rarer words by `icontains`": read_through,
        "page: search of two words": page("/search/?q={common}+{other}"),
        "page: search, best first": page("/search/?q={common}+{other}&sort=best"),
        "page: search, older stories": page("/search/?q={common}&after=0.2030000000000000000"),
        "page: photos found": page("/search/?q={common}&in=photos"),
        "page: front": page("/"),
        "page: section": page("/section/world/"),
        "page: older stories": page("/?before={pk}"),
        "page: story": page("/story/{slug}/"),
    }
    return asked | ({"the same index ordered by bm25": ranked} if connection.vendor == "sqlite" else {})


def timed(question: Callable[[int], object], times: int) -> list[float]:
    """Ask several times; give the 50th and 95th percentile by the clock and of the processor, in milliseconds."""
    question(times)
    clock, processor = [], []
    for turn in range(times):
        before = perf_counter(), process_time()
        question(turn)
        clock.append((perf_counter() - before[0]) * 1000)
        processor.append((process_time() - before[1]) * 1000)
    return [quantile for values in (clock, processor) for quantile in (statistics.median(values), statistics.quantiles(values, n=20)[-1])]


if __name__ == "__main__":
    main()
