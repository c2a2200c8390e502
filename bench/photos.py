"""One photograph or two? Recall for every variant that newspapers make, and false merges, beside plain pHash in the same run.

    python -m bench.photos DIR [--half first|second] [--most 400] [--different 12000]
    python -m bench.photos --pairs FILE.jsonl        lines of {"a": path, "b": path, "same": true}

DIR holds distinct photographs; what is tuned is tuned on the first half of a folder (by a hash of the name), what is reported comes
from the second. Different pairs are, for every photograph, those with the nearest plain hashes and as many by chance, each time in a
variant drawn by chance. The last line is JSON; `ms_per_pair` is CPU time of the comparison alone, without decoding.
"""

import argparse
import io
import json
import random
import sys
import time
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from PIL import Image

from bench.photographs import derived, opened, photographs, plain_hash
from bench.variants import APART, ONE_PHOTO, made_from, original
from gallery.pixels.alike import Likeness, Verdict, same
from gallery.pixels.proofs import Proof, proof

ORIGINAL = "original"
PLAIN = (8, 10)
"""Distances at which plain pHash is reported."""
Rendition = tuple[Proof, int]


class Judge:
    """Compares and keeps count of the time."""

    def __init__(self) -> None:
        self.pairs, self.seconds = 0, 0.0

    def __call__(self, a: Proof, b: Proof) -> Likeness:
        start = time.process_time()
        found = same(a, b)
        self.seconds += time.process_time() - start
        self.pairs += 1
        return found

    @property
    def ms_per_pair(self) -> float:
        return round(1000 * self.seconds / max(1, self.pairs), 2)


def renditions_of(name: str, image: Image.Image) -> dict[str, Rendition]:
    image = original(image)
    files = {ORIGINAL: derived(image)}
    for which in (ONE_PHOTO, APART):
        files |= {variant: derived(Image.open(io.BytesIO(data))) for variant, data in made_from(image, name, which)}
    return {variant: (proof(file), plain_hash(file)) for variant, file in files.items()}


def distance(a: Rendition, b: Rendition) -> int:
    return (a[1] ^ b[1]).bit_count()


def different_pairs(photos: dict[str, dict[str, Rendition]], wanted: int) -> list[tuple[str, str, str, str]]:
    """Choose pairs of different photographs: half of them the nearest by their plain hashes, half by chance."""
    chance, names = random.Random(4), list(photos)
    each = min(len(names) - 1, -(-2 * wanted // max(1, len(names)))) if names else 0
    chosen = set()
    for name in names:
        others = [other for other in names if other != name]
        others.sort(key=lambda other, name=name: distance(photos[name][ORIGINAL], photos[other][ORIGINAL]))
        near = others[: each // 2]
        for other in near + chance.sample(others[each // 2 :], each - len(near)):
            chosen.add(tuple(sorted((name, other))))
    variants = [ORIGINAL, *ONE_PHOTO]
    return [(a, chance.choice(variants), b, chance.choice(variants)) for a, b in sorted(chosen)]


def variants_table(photos: dict[str, dict[str, Rendition]], judge: Judge) -> tuple[dict[str, Counter], list[Likeness]]:
    verdicts, found = defaultdict(Counter), []
    for renditions in photos.values():
        for variant in (*ONE_PHOTO, *APART):
            likeness = judge(renditions[ORIGINAL][0], renditions[variant][0])
            verdicts[variant][likeness.verdict] += 1
            apart = distance(renditions[ORIGINAL], renditions[variant])
            verdicts[variant].update(limit for limit in PLAIN if apart <= limit)
            if variant in ONE_PHOTO:
                found.append(likeness)
    print(f"{'variant':36} {'same':>6} {'doubtful':>9} {'different':>10} {'pHash ≤ 8':>10} {'pHash ≤ 10':>11}")
    for variant, counted in verdicts.items():
        share = [counted[key] / len(photos) for key in (*Verdict, *PLAIN)]
        print(f"{variant:36} {share[0]:6.3f} {share[1]:9.3f} {share[2]:10.3f} {share[3]:10.3f} {share[4]:11.3f}")
    return verdicts, found


def margins(found: list[Likeness]) -> None:
    """Say how far one photograph's renditions stay from the bounds."""
    for what, values in (("coarse, lowest", [each.coarse for each in found]), ("drift, highest", [-each.drift for each in found])):
        values.sort()
        picks = [abs(values[int(len(values) * share)]) for share in (0, 0.001, 0.01)]
        print(f"{what}: {picks[0]:.2f}; but for 1 in 1,000: {picks[1]:.2f}; but for 1 in 100: {picks[2]:.2f}")


def on_folder(folder: Path, half: str, most: int, wanted: int) -> None:
    photos = {}
    for name, image in photographs(folder, half):
        photos[name] = renditions_of(name, image)
        if len(photos) == most:
            break
    if not photos:
        sys.exit(f"There are no photographs in {folder}.")
    judge = Judge()
    print(f"{len(photos)} photographs")
    verdicts, found = variants_table(photos, judge)
    margins(found)
    outcome = different(photos, judge, wanted)
    count = len(photos) * len(ONE_PHOTO)
    share = {key: sum(verdicts[variant][key] for variant in ONE_PHOTO) / count for key in (*Verdict, *PLAIN)}
    print(f"recall: {share[Verdict.SAME]:.4f}, doubtful {share[Verdict.DOUBTFUL]:.4f};", end=" ")
    print(f"plain pHash {share[8]:.3f} (≤ 8), {share[10]:.3f} (≤ 10)")
    print(json.dumps({
        "pairs": judge.pairs, "different": sum(outcome[verdict] for verdict in Verdict), "recall": round(share[Verdict.SAME], 4),
        "false_merges": outcome[Verdict.SAME], "doubtful": outcome[Verdict.DOUBTFUL],
        "frames_merged": sum(verdicts[variant][Verdict.SAME] for variant in APART), "ms_per_pair": judge.ms_per_pair,
    }))  # fmt: skip


def different(photos: dict[str, dict[str, Rendition]], judge: Judge, wanted: int) -> Counter:
    outcome, highest = Counter(), -1.0
    for a, one, b, other in different_pairs(photos, wanted):
        found = judge(photos[a][one][0], photos[b][other][0])
        outcome[found.verdict] += 1
        highest = max(highest, found.fine)
        outcome.update(limit for limit in PLAIN if distance(photos[a][one], photos[b][other]) <= limit)
        if found.verdict is not Verdict.DIFFERENT:
            print(f"{found.verdict}: {a} ({one}), {b} ({other}): {found.why}; coarse {found.coarse:.2f}, fine {found.fine:.2f}")
    print(f"different photographs: {sum(outcome[verdict] for verdict in Verdict)} pairs, {outcome[Verdict.SAME]} merged,", end=" ")
    print(f"{outcome[Verdict.DOUBTFUL]} doubtful, highest fine correlation {highest:.2f};", end=" ")
    print(f"plain pHash merges {outcome[8]} (≤ 8), {outcome[10]} (≤ 10)")
    return outcome


@lru_cache(maxsize=2000)
def proof_of(path: Path) -> Proof | None:
    image = opened(path)
    return None if image is None else proof(derived(image))


def on_pairs(file: Path) -> None:
    judge, outcome, unreadable = Judge(), Counter(), 0
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            paths, truth = [file.parent / said["a"], file.parent / said["b"]], bool(said["same"])
        except (ValueError, KeyError, TypeError):
            print(f'{file}, line {number}: it is not {{"a": path, "b": path, "same": true or false}}', file=sys.stderr)
            unreadable += 1
            continue
        proofs = [proof_of(path) for path in paths]
        if None in proofs:
            print(f"{file}, line {number}: left out, since a picture can't be read", file=sys.stderr)
            unreadable += 1
            continue
        found = judge(*proofs)
        outcome[truth, found.verdict] += 1
        if truth != (found.verdict is Verdict.SAME):
            print(f"{found.verdict}, should be {'same' if truth else 'different'}: {said['a']}, {said['b']}: {found.why};"
                  f" coarse {found.coarse:.2f}, fine {found.fine:.2f}, changed {found.changed:.3f}, drift {found.drift:.2f}")  # fmt: skip
    true, doubtful = (sum(outcome[True, verdict] for verdict in Verdict), [outcome[truth, Verdict.DOUBTFUL] for truth in (True, False)])
    print(f"{true} pairs of one photograph, {doubtful[0]} doubtful; {judge.pairs - true} of two, {doubtful[1]} doubtful")
    print(json.dumps({
        "pairs": judge.pairs, "recall": round(outcome[True, Verdict.SAME] / true, 4) if true else None,
        "false_merges": outcome[False, Verdict.SAME], "doubtful": sum(doubtful), "unreadable": unreadable,
        "ms_per_pair": judge.ms_per_pair,
    }))  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pairs", type=Path, help="a file of pairs to decide instead")
    parser.add_argument("--half", choices=["first", "second"], default="")
    parser.add_argument("--most", type=int, default=400, help="photographs at most")
    parser.add_argument("--different", type=int, default=12_000, help="different pairs, about")
    given = parser.parse_args()
    if given.pairs and given.pairs.is_file():
        on_pairs(given.pairs)
    elif given.folder and given.folder.is_dir():
        on_folder(given.folder, given.half, given.most, given.different)
    else:
        parser.error(f"there is no such {'file' if given.pairs else 'folder'}: {given.pairs or given.folder}")


if __name__ == "__main__":
    main()
