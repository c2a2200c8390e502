"""Whether two pictures are one photograph: decided on the pixels themselves. Pure.

One photograph stays one through cropping, resizing, packing again, grey, sharpening, toning, a watermark and a credit bar. After the
two are laid over each other, everything that both show must be there twice and at the same place: part by part, each a fifteenth
of the picture. What fails here is another picture, even if it was taken half a second later: by a hand-held camera near and far
things have drifted apart, from a tripod somebody has moved. A watermark is told from somebody who moved by its ink: it makes
everything under it lighter (or everything darker) and covers it to one degree.

A mirrored print is never joined by itself. Agencies forbid to flop a news photograph (a scar changes cheeks, writing turns), so a
mirrored one is either a mistake or another picture: an editor should see it. It is *doubtful*, as is whatever lies between the
bounds, or shows too little to tell. The distances between what was measured on either side of a bound stand in bench/RESULTS.md.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageFilter

from gallery.pixels.parts import adding, parts_of
from gallery.pixels.placing import Box, Place, candidates, fitted, grid, lines, shared
from gallery.pixels.proofs import Array, Proof, pixels

LONGEST = 240
"""Pixels of the longer side of what both show, when it is compared part by part."""
LIKELY = 0.5
"""Coarse correlation below which nothing is looked at more closely; one photograph's renditions have 0.7 and more."""
FEWEST_PARTS = 8
"""Parts with more than a straight line in them; with fewer one horizon can't be told from another."""
ALIKE, UNLIKE = 0.85, 0.7
"""Median correlation of the parts from which they are one photograph, and below which they are none."""
CHANGED = 0.7
"""Correlation below which a part shows something else,"""
GRAIN = 8.0
"""unless the mean squared difference (levels of grey) is no more than strong packing leaves."""
SOME, MANY = 0.02, 0.2
"""Shares of changed parts: up to the first they are packing noise, above the second another picture."""
STILL, MOVING = 0.35, 0.8
"""Pixels of LONGEST by which nine parts in ten have drifted at most, in one photograph, and at least, in a burst's next frame."""
OVERLAID = 0.35
"""Share of the parts that a watermark may touch."""
HALF_SEEN = 0.6
"""Correlation that a photograph keeps under it, of the whole and of its middle part."""
ONE_SIGNED = 0.93
"""How one-sided the changes under a watermark are (0 to 1): 1 for a watermark, 0.7 at most where somebody moved."""
UNEVEN = 0.6
"""How much a watermark's opacity may vary, of its mean: 0.4 at most for letters, 1 at least where somebody moved."""
MIRRORED = "it is mirrored"
"""The reason given for a doubt about a mirror image."""
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
            return replace(other, verdict=Verdict.DOUBTFUL, why=MIRRORED, mirrored=True, part_of_b=part)
    return found


def _compared(a: Proof, b: Proof) -> Likeness:
    if a.is_plain and b.is_plain:
        return _plain(a, b)
    places = candidates(a, b)
    best = Likeness(Verdict.DIFFERENT, "neither is found in the other", places[0][0])
    for coarse, place in places:
        if coarse >= LIKELY and best.verdict is not Verdict.SAME:
            found = _judged(a, b, fitted(a, b, place), coarse)
            best = found if found.fine > best.fine else best
    return best


def _plain(a: Proof, b: Proof) -> Likeness:
    near = abs(float(pixels(a.grey).mean() - pixels(b.grey).mean())) < _VISIBLE
    if near:
        return Likeness(Verdict.DOUBTFUL, "they show too little to tell", 0.0)
    return Likeness(Verdict.DIFFERENT, "both are plain, of another grey", 0.0)


def _judged(a: Proof, b: Proof, place: Place, coarse: float) -> Likeness:
    boxes = shared(a, b, place)
    if boxes is None:
        return Likeness(Verdict.DIFFERENT, "they hardly overlap", coarse)
    size = grid(boxes[0], LONGEST)
    first, second = lines(a, boxes[0], size), lines(b, boxes[1], size)
    fine = float((first * second).sum() / (np.sqrt(np.square(first).sum() * np.square(second).sum()) + 1e-6))
    parts = parts_of(first, second)
    changed = parts.telling & (parts.alike < CHANGED) & (parts.apart > GRAIN)
    share = float(changed.sum() / max(1, parts.telling.sum()))
    kept = parts.drift[parts.telling & ~changed]
    drift = float(np.percentile(kept, 90)) if kept.size else 0.0
    alike = float(np.median(parts.alike[parts.telling])) if parts.telling.any() else 0.0
    overlaid = SOME < share <= OVERLAID and min(alike, fine) >= HALF_SEEN and _is_overlay(a, b, boxes, size, changed)
    verdict, why = _verdict(int(parts.firm.sum()), alike, 0.0 if overlaid else share, drift)
    if overlaid and verdict is Verdict.SAME:
        why = "one photograph, with something printed over it"
    return Likeness(verdict, why, coarse, fine, _part(a, boxes[0]), _part(b, boxes[1]), share, drift)


def _verdict(firm: int, alike: float, changed: float, drift: float) -> tuple[Verdict, str]:
    if alike < UNLIKE:
        return Verdict.DIFFERENT, "they look alike from afar only"
    if firm < FEWEST_PARTS:
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


def _is_overlay(a: Proof, b: Proof, boxes: tuple[Box, Box], size: tuple[int, int], changed: np.ndarray) -> bool:
    """Tell whether what changed is printed over the photograph: all of it lighter or all darker, and as if by one ink."""
    one, other = (
        pixels(seen.grey.resize(size, Image.Resampling.BILINEAR, box=box).filter(ImageFilter.BoxBlur(1)))
        for seen, box in zip((a, b), boxes, strict=True)
    )
    inside = (adding(size[1]).T @ changed.astype(np.float32) @ adding(size[0])) > 0
    outside = ((adding(size[1]).T @ (~changed).astype(np.float32) @ adding(size[0])) > 0) & ~inside
    base = _toned(one, other, outside)
    visible = inside & (np.abs(other - base) > _VISIBLE)
    difference = (other - base)[visible]
    if not difference.size or abs(difference.sum()) < ONE_SIGNED * np.abs(difference).sum():
        return False
    low, high = np.minimum(base, other)[visible], np.maximum(base, other)[visible]
    # Light ink over the darker of the two, or dark ink over the lighter.
    covers = (np.abs(difference) / np.maximum(room, 1) for room in (255 - low, high))
    return bool(min(cover.std() / cover.mean() for cover in covers) <= UNEVEN)


def _toned(one: Array, other: Array, where: np.ndarray) -> Array:
    """Bring one picture to the other's brightness and contrast, as they are at some places."""
    if not where.any():
        return one
    mean, wanted = one[where].mean(), other[where].mean()
    slope = ((one[where] - mean) * (other[where] - wanted)).mean() / (one[where].var() + 1e-3)
    return wanted + slope * (one - mean)


def _part(seen: Proof, box: Box) -> Part:
    """Give a box of a view as shares of the picture it was made from, bars included."""
    left, top, right, bottom = seen.frame
    across, down = (right - left) / seen.grey.width / seen.size[0], (bottom - top) / seen.grey.height / seen.size[1]
    return Part(
        left / seen.size[0] + box.left * across, top / seen.size[1] + box.top * down,
        left / seen.size[0] + box.right * across, top / seen.size[1] + box.bottom * down,
    )  # fmt: skip
