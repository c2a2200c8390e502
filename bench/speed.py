"""Pages per CPU second: Cutline's story and gallery beside trafilatura's text, metadata and images, in one run.

    python -m bench.speed [FOLDER with pages.jsonl]        (by default $CUTLINE_BENCH, else ../shared/bench)

Both are given the same decoded pages in turn, so that what else the machine does slows both alike; each round's ratio is printed.
"""

import gzip
import json
import os
import statistics
import sys
import time
from pathlib import Path

import trafilatura

from articles.reading.reader import read
from gallery.collapse import collapse

ROUNDS = 3


def ours(page: bytes, url: str) -> None:
    collapse(read(page, url).sightings)


def theirs(page: bytes, url: str) -> None:
    trafilatura.extract(page.decode("utf-8", "replace"), url=url, with_metadata=True, include_images=True, output_format="json")


def cpu_seconds(work, pages) -> float:
    start = time.process_time()
    for page, url in pages:
        work(page, url)
    return time.process_time() - start


def load(folder: Path) -> list[tuple[bytes, str]]:
    said = [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]
    return [(gzip.decompress((folder / page["path"]).read_bytes()), page["url"]) for page in said]


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CUTLINE_BENCH", "../shared/bench"))
    if not (folder / "pages.jsonl").exists():
        sys.exit(f"There are no pages in {folder}: name a folder with a pages.jsonl.")
    pages = load(folder)
    ours(*pages[0])
    theirs(*pages[0])
    ratios = []
    for _ in range(ROUNDS):
        mine, peer = cpu_seconds(ours, pages), cpu_seconds(theirs, pages)
        ratios.append(peer / mine)
        print(f"Cutline {len(pages) / mine:.1f}, trafilatura {len(pages) / peer:.1f} pages per CPU second: ratio {ratios[-1]:.2f}")
    print(json.dumps({"pages": len(pages), "ratio": round(statistics.median(ratios), 2)}))


if __name__ == "__main__":
    main()
