"""How long it takes to find out whether a story is another one's copy, and whether that grows: `python -m bench.appearances [STORIES ...]`.

Makes libraries of 1,000 and 100,000 made-up stories, each in a database of its own under CUTLINE_VAR (kept for the next time, else in a
temporary folder), keeps what their stories are found by, and then takes in copies of some of them, and stories that are nobody's copies.
Prints the 50th and the 95th percentile in milliseconds, by the clock, of comparing one, the questions asked, and how many were joined.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from os import environ
from pathlib import Path
from time import perf_counter

SIZES = (1000, 100_000)
TIMES = 60


def main() -> None:
    """Have each library asked by a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", type=int, default=SIZES)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.inside:
        ask(said.stories[0])
        return
    folder = environ.get("CUTLINE_VAR") or tempfile.mkdtemp(prefix="cutline-bench-")
    for stories in said.stories:
        own = environ | {"CUTLINE_VAR": str(Path(folder) / str(stories)), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        subprocess.run([sys.executable, "-m", "bench.appearances", "--inside", str(stories)], env=own, check=True)


def ask(stories: int) -> None:
    """Make the library where it isn't there, and print a line for copies and one for others."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from articles import made_up
    from articles.appearances import comparing
    from articles.appearances.rows import Wording
    from articles.models import Article

    for _ in made_up.make(max(0, stories - Article.objects.count())):
        pass
    bare = Article.objects.filter(wording=None).values_list("pk", flat=True)
    Wording.objects.bulk_create([Wording(article_id=pk, digest=comparing.FROM_BEFORE) for pk in bare], batch_size=1000)
    began = perf_counter()
    kept = sum(iter(comparing.compare_waiting, 0))
    print(f"{stories:>7,} stories: kept what {kept:,} are found by in {perf_counter() - began:.0f} s")
    for kind in ("copies", "others"):
        measure(kind, list(Article.objects.filter(status="published").order_by("?")[:TIMES]))


def measure(kind: str, stories: list) -> None:
    """Take in a copy of each of some stories at another publisher, or one with its words turned round; print what comparing it took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from articles.appearances import comparing
    from articles.models import Article, Source

    paper = Source.objects.get_or_create(name="The Copying Paper")[0]
    times, asked, joined = [], [], 0
    for story in stories:
        name = f"{kind}-{story.pk}-{perf_counter()}"
        words = story.body if kind == "copies" else " ".join(reversed(story.body.replace("<p>", "").replace("</p>", "").split()))
        said = {
            "identity": f"copy:{name}",
            "slug": name[:120],
            "guid": name,
            "source": paper,
            "headline": f"Copied: {story.headline}"[:500],
        }
        copy = Article.objects.create(
            **said, kind="story", body=f"{words}\n<p>A line more.</p>", language="en", dated_at=story.dated_at, changed_at=story.changed_at
        )
        comparing.keep_words(copy, "")
        with CaptureQueriesContext(connection) as captured:
            began = perf_counter()
            comparing.hold_against_others(copy.pk)
            times.append(1000 * (perf_counter() - began))
        asked.append(len(captured))
        joined += Article.objects.filter(pk=copy.pk, status="joined").exists()
        Article.objects.filter(pk=copy.pk).delete()
    middle, slow = statistics.median(times), sorted(times)[int(0.95 * len(times))]
    print(f"  {kind}: {middle:.1f} ms, 95 %: {slow:.1f} ms; {max(asked)} questions at most; {joined} of {len(times)} joined")


if __name__ == "__main__":
    main()
