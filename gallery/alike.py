"""Whether two pictures are one photograph: decided on the pixels themselves. Pure.

One photograph stays one through cropping, resizing, packing again, grey, sharpening, toning, a watermark and a credit bar. After the
two are laid over each other, everything that both show must be there twice and at the same place: part by part, each a fifteenth
of the picture. What fails here is another picture, even if it was taken half a second later: by a hand-held camera near and far
things have drifted apart, from a tripod somebody has moved. A watermark is told from somebody who moved by its sign: it makes
everything under it lighter (or darker) and leaves the pixels between its letters alone.

A mirrored print is never joined by itself. Agencies forbid to flop a news photograph (a scar changes cheeks, writing turns), so a
mirrored one is either a mistake or another picture: an editor should see it. It is *doubtful*, as is whatever lies between the
bounds, or shows too little to tell. The distances between what was measured on either side of a bound stand in bench/RESULTS.md.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageFilter

from gallery.placing import Box, Place, candidates, fitted, grid, lines, shared
from gallery.proofs import Array, Proof, pixels

LONGEST = 240
"""Pixels of the longer side of what both show, when it is compared part by part."""
PART = 16
"""Pixels of a part's side."""
LIKELY = 0.5
"""Coarse correlation below which nothing is looked at more closely; one photograph's renditions have 0.7 and more."""
FEWEST_PARTS = 6
"""Parts that show something; with fewer no picture can be told from another of the same sky."""
ALIKE, UNLIKE = 0.85, 0.7
"""Median correlation of the parts from which they are one photograph, and below which they are none."""
CHANGED = 0.7
"""Correlation below which a part shows something else."""
SOME, MANY = 0.02, 0.2
"""Shares of changed parts: up to the first they are packing noise, above the second another picture."""
STILL, MOVING = 0.4, 0.8
"""Pixels of LONGEST by which nine parts in ten have drifted at most, in one photograph, and at least, in a burst's next frame."""
OVERLAID, BETWEEN = 0.5, 0.55
"""Of a watermark: the share of the parts it may touch, and the share of their pixels that its letters may cover."""
ONE_SIGNED = 0.93
"""How one-sided the changes under a watermark are (0 to 1); somebody who moved leaves 0.85 at most."""
_VISIBLE = 10
"""Levels of grey by which a pixel has changed."""


class Verdict(StrEnum):
    """What the pixels say."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


class Part(NamedTuple):
    """Part of a picture, each number a share (0 to 1) of its width or height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """A verdict and its evidence."""

    verdict: Verdict
    why: str
    """One sentence's worth of reason, for an editor."""
    coarse: float
    """Highest correlation (−1 to 1) of one picture's middle with the other, at 64 pixels."""
    fine: float = 0.0
    """Correlation (−1 to 1) of what both show, at 240 pixels; 0 where it was not looked at."""
    part_of_a: Part | None = None
    """What both show, in the first picture; None where nothing was found."""
    part_of_b: Part | None = None
    changed: float = 0.0
    """Share of the parts that show something else."""
    drift: float = 0.0
    """Shift that nine parts in ten stay below, in pixels of 240."""
    mirrored: bool = False


class _Parts(NamedTuple):
    """Both pictures' parts, each array of shape (rows, columns)."""

    telling: np.ndarray
    """Whether one of the two shows something there."""
    alike: np.ndarray
    """Correlation of the two."""
    drift: np.ndarray
    """Distance in pixels between them."""


def same(a: Proof, b: Proof) -> Likeness:
    """Decide whether two pictures are one photograph; which one comes first makes no difference to the verdict."""
    if _order(a) <= _order(b):
        return _in_order(a, b)
    found = _in_order(b, a)
    return replace(found, part_of_a=found.part_of_b, part_of_b=found.part_of_a)


def _order(seen: Proof) -> tuple[int, int, bytes]:
    return seen.grey.width * seen.grey.height, seen.grey.width, seen.grey.tobytes()


def _in_order(a: Proof, b: Proof) -> Likeness:
    found = _compared(a, b)
    if found.verdict is Verdict.DIFFERENT and found.fine < UNLIKE and (flopped := b.flopped()).resembles(a):
        other = _compared(a, flopped)
        if other.verdict is not Verdict.DIFFERENT and other.part_of_b is not None:
            left, top, right, bottom = other.part_of_b
            part = Part(1 - right, top, 1 - left, bottom)
            return replace(other, verdict=Verdict.DOUBTFUL, why="it is mirrored", mirrored=True, part_of_b=part)
    return found


def _compared(a: Proof, b: Proof) -> Likeness:
    places = candidates(a, b)
    best = Likeness(Verdict.DIFFERENT, "neither is found in the other", places[0][0])
    for coarse, place in places:
        if coarse >= LIKELY and best.verdict is not Verdict.SAME:
            found = _judged(a, b, fitted(a, b, place), coarse)
            best = found if found.fine > best.fine else best
    return best


def _judged(a: Proof, b: Proof, place: Place, coarse: float) -> Likeness:
    boxes = shared(a, b, place)
    if boxes is None:
        return Likeness(Verdict.DIFFERENT, "they hardly overlap", coarse)
    size = grid(boxes[0], LONGEST)
    first, second = lines(a, boxes[0], size), lines(b, boxes[1], size)
    fine = float((first * second).sum() / (np.sqrt(np.square(first).sum() * np.square(second).sum()) + 1e-6))
    parts = _parts(first, second)
    changed = parts.telling & (parts.alike < CHANGED)
    share = float(changed.sum() / max(1, parts.telling.sum()))
    kept = parts.drift[parts.telling & ~changed]
    drift = float(np.percentile(kept, 90)) if kept.size else 0.0
    alike = float(np.median(parts.alike[parts.telling])) if parts.telling.any() else 0.0
    overlaid = SOME < share <= OVERLAID and alike >= CHANGED and _is_overlay(a, b, boxes, size, changed)
    verdict, why = _verdict(int(parts.telling.sum()), alike, 0.0 if overlaid else share, drift)
    if overlaid and verdict is Verdict.SAME:
        why = "one photograph, with something printed over it"
    return Likeness(verdict, why, coarse, fine, _part(a, boxes[0]), _part(b, boxes[1]), share, drift)


def _verdict(telling: int, alike: float, changed: float, drift: float) -> tuple[Verdict, str]:
    if alike < UNLIKE:
        return Verdict.DIFFERENT, "they look alike from afar only"
    if telling < FEWEST_PARTS:
        return Verdict.DOUBTFUL, "they show too little to tell"
    if changed > MANY:
        return Verdict.DIFFERENT, "the same scene, but much in it has changed"
    if drift > MOVING:
        return Verdict.DIFFERENT, "the same scene from another place, or a moment later"
    if changed > SOME:
        return Verdict.DOUBTFUL, "the same scene, but something in it has changed"
    if drift > STILL or alike < ALIKE:
        return Verdict.DOUBTFUL, "they do not quite fit over each other"
    return Verdict.SAME, "one photograph"


def _parts(a: Array, b: Array) -> _Parts:
    """Compare two pictures of one size part by part."""
    gain = np.sqrt(np.square(b).sum() / (np.square(a).sum() + 1e-6))
    a = a * np.float32(gain)
    down, across = np.gradient((a + b) / 2)
    sums = _summed(np.stack([a * a, b * b, a * b, across * across, across * down, down * down, across * a, across * b, down * a, down * b]))
    aa, bb, ab = sums[:3] / PART**2
    energy = np.maximum(aa, bb)
    telling = energy > np.clip(0.15 * energy.mean(), 3, 16)
    return _Parts(telling, ab / np.sqrt(aa * bb + 1e-3), _drift(sums, ab / (aa + 1e-3)))


def _drift(sums: np.ndarray, gain: np.ndarray) -> np.ndarray:
    """Solve for each part's own shift from slopes and differences, together with its neighbours' so that grain shifts nothing."""
    xx, xy, yy, xa, xb, ya, yb = sums[3:]
    near = _with_neighbours(np.stack([xx, xy, yy, xa * gain - xb, ya * gain - yb]))
    steadier = 0.02 * (near[0] + near[2]) + 0.02 * PART**2
    xx, xy, yy, x, y = near[0] + steadier, near[1], near[2] + steadier, near[3], near[4]
    return np.hypot(yy * x - xy * y, xx * y - xy * x) / (xx * yy - xy * xy)


def _with_neighbours(each: np.ndarray) -> np.ndarray:
    """Add to every part what stands right of it, below it and between these two."""
    padded = np.pad(each, ((0, 0), (0, 1), (0, 1)), mode="edge")
    return padded[:, :-1, :-1] + padded[:, 1:, :-1] + padded[:, :-1, 1:] + padded[:, 1:, 1:]


def _summed(images: np.ndarray) -> np.ndarray:
    """Sum images of shape (n, height, width) over their parts; edges that fill no part are left out."""
    return _adding(images.shape[1]) @ images @ _adding(images.shape[2]).T


def _adding(length: int) -> np.ndarray:
    count = max(1, length // PART)
    first = (length - count * PART) // 2
    return ((np.arange(length) - first) // PART == np.arange(count)[:, None]).astype(np.float32)


def _is_overlay(a: Proof, b: Proof, boxes: tuple[Box, Box], size: tuple[int, int], changed: np.ndarray) -> bool:
    """Tell whether what changed is printed over the photograph: all of it lighter or all darker, and the pixels between untouched."""
    one, other = (
        pixels(seen.grey.resize(size, Image.Resampling.BILINEAR, box=box).filter(ImageFilter.BoxBlur(1)))
        for seen, box in zip((a, b), boxes, strict=True)
    )
    inside = (_adding(size[1]).T @ changed.astype(np.float32) @ _adding(size[0])) > 0
    outside = ((_adding(size[1]).T @ (~changed).astype(np.float32) @ _adding(size[0])) > 0) & ~inside
    slope, offset = np.polyfit(one[outside], other[outside], 1) if outside.any() else (1.0, 0.0)
    difference = (other - slope * one - offset)[inside]
    seen = difference[np.abs(difference) > _VISIBLE]
    if not seen.size:
        return False
    return seen.size / difference.size <= BETWEEN and abs(seen.sum()) / np.abs(seen).sum() >= ONE_SIGNED


def _part(seen: Proof, box: Box) -> Part:
    """Give a box of a view as shares of the picture it was made from, bars included."""
    left, top, right, bottom = seen.frame
    across, down = (right - left) / seen.grey.width / seen.size[0], (bottom - top) / seen.grey.height / seen.size[1]
    return Part(
        left / seen.size[0] + box.left * across, top / seen.size[1] + box.top * down,
        left / seen.size[0] + box.right * across, top / seen.size[1] + box.bottom * down,
    )  # fmt: skip
