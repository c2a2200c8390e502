"""A photo looked up in the whole library: how long among a million fingerprints, and what is found among 100,000 photos.

    python -m bench.lookup DIR [--queries 80] [--photos 100000]

DIR holds distinct photographs. The library is those of its first half and crops cut out of them at random places, in random
sizes, until there are enough; and the originals of the second half, whose newspaper variants are then looked up. A variant's
photograph must be among the candidates and be confirmed by its pixels: then it is joined by itself, or queued for an editor where
the pixels say *doubtful*.
The last line is JSON; times are CPU milliseconds.
"""

import argparse
import io
import json
import random
import statistics
import time
import tracemalloc
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image

from bench.photographs import derived, photographs
from bench.variants import ONE_PHOTO, made_from, original
from gallery.pixels.alike import Verdict, same
from gallery.pixels.fingerprints import HASHES, fingerprint
from gallery.pixels.lookup import Fingerprints
from gallery.pixels.proofs import Proof, proof

MILLION = 1_000_000


class Library:
    """Fingerprints, and for each number the picture that is compared."""

    def __init__(self) -> None:
        self.prints = Fingerprints()
        self._made: list[tuple[Image.Image, tuple[int, int, int, int] | None]] = []

    def add(self, image: Image.Image, box: tuple[int, int, int, int] | None = None) -> int:
        self.prints.add(len(self._made), fingerprint(image.crop(box) if box else image))
        self._made.append((image, box))
        return len(self._made) - 1

    def proof(self, number: int) -> Proof:
        image, box = self._made[number]
        return proof(image.crop(box) if box else image)


def speed() -> dict[str, float]:
    """Look up among a million hashes drawn by chance; the memory is what a look-up takes beside them."""
    chance = np.random.default_rng(1)
    prints = chance.integers(0, 2**64, (MILLION // HASHES, HASHES), dtype=np.uint64)
    library = Fingerprints(enumerate(prints))
    wanted = prints[1000] ^ np.uint64(0b1011)
    library.near(wanted)
    times = []
    for _ in range(40):
        start = time.process_time()
        found = library.near(wanted)
        times.append(1000 * (time.process_time() - start))
    tracemalloc.start()
    library.near(wanted)
    beside = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    if found[0].photo != 1000:
        raise SystemExit("The photo was not found.")
    print(f"{len(library) * HASHES:,} hashes of {len(library):,} photos: {statistics.median(times):.2f} ms a look-up,", end=" ")
    print(f"{library.nbytes / 1e6:.1f} MB kept ({prints.nbytes / 1e6:.1f} MB of hashes), {beside / 1e3:.0f} kB beside")
    return {"fingerprints": len(library) * HASHES, "ms": round(statistics.median(times), 2), "kb_beside": round(beside / 1e3)}


def filled(folder: Path, photos: int) -> Library:
    library, chance = Library(), random.Random(6)
    whole = [derived(image).convert("L") for _, image in photographs(folder, "first")]
    if not whole:
        raise SystemExit(f"There are no photographs in {folder}.")
    for image in whole[:photos]:
        library.add(image)
    while len(library.prints) < photos:
        image = chance.choice(whole)
        wide, high = (round(side * chance.uniform(0.4, 0.95)) for side in image.size)
        left, top = chance.randint(0, image.width - wide), chance.randint(0, image.height - high)
        library.add(image, (left, top, left + wide, top + high))
    return library


def recall(folder: Path, queries: int, photos: int) -> dict[str, float]:
    library = filled(folder, photos)
    chosen = [(name, original(image)) for name, image in islice(photographs(folder, "second"), queries)]
    numbers = {name: library.add(derived(image).convert("L")) for name, image in chosen}
    by_variant, total, seconds = {variant: Counter() for variant in ONE_PHOTO}, Counter(), 0.0
    for name, image in chosen:
        for variant, data in made_from(image, name, ONE_PHOTO):
            file = derived(Image.open(io.BytesIO(data))).convert("L")
            start = time.process_time()
            asked, candidates = proof(file), library.prints.near(fingerprint(file))
            verdicts = {candidate.photo: same(asked, library.proof(candidate.photo)).verdict for candidate in candidates}
            seconds += time.process_time() - start
            own = verdicts.pop(numbers[name], None)
            by_variant[variant]["found"] += own is not None
            by_variant[variant][own] += 1
            others = Counter(verdicts.values())
            total.update(candidates=len(candidates), false_merges=others[Verdict.SAME], false_doubtful=others[Verdict.DOUBTFUL])
    print(f"{len(library.prints):,} photos in the library, {len(chosen)} photographs looked up in {len(ONE_PHOTO)} variants each")
    for variant, counted in by_variant.items():
        print(f"{variant:36} candidate {counted['found'] / len(chosen):.3f}  joined {counted[Verdict.SAME] / len(chosen):.3f}")
    count = len(chosen) * len(ONE_PHOTO)
    joined, queued = (sum(counted[verdict] for counted in by_variant.values()) for verdict in (Verdict.SAME, Verdict.DOUBTFUL))
    return {
        "library": len(library.prints), "lookups": count, "recall": round(joined / count, 4), "queued": queued,
        "false_merges": total["false_merges"], "false_doubtful": total["false_doubtful"],
        "candidates": round(total["candidates"] / count, 1), "ms_with_pixels": round(1000 * seconds / count, 1),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=80, help="photographs looked up at most")
    parser.add_argument("--photos", type=int, default=100_000, help="in the library")
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"there is no such folder: {given.folder}")
    print(json.dumps(speed() | recall(given.folder, given.queries, given.photos)))


if __name__ == "__main__":
    main()
