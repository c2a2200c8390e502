"""Where one picture lies in another: the middle of one is looked for in the other, then fitted to a fraction of a pixel. Pure.

The search is a normalised cross-correlation at about 64 × 64 pixels in several sizes; the fit follows the brightness's slopes
(Lucas and Kanade 1981) and knows two sizes and two shifts, since no newspaper turns a photograph by one degree.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from gallery.pixels.proofs import SMALLEST_SIDE, Array, Proof, Size, pixels

CENTRE = 0.6
"""Share of each side that is looked for: a corner crop leaves the middle in, a credit bar or watermark mostly out."""
SIZES = tuple(0.66 * 1.06**step for step in range(11))
"""Sizes tried, of the largest at which the picture still fits into the other; above 1 for two crops, each with what the other lost."""


class Place(NamedTuple):
    """Where picture B's points lie in A: `x_a = across * x_b + left`, `y_a = down * y_b + top`, in pixels of the two views."""

    across: float
    down: float
    left: float
    top: float

    def turned(self) -> "Place":
        """Tell where A's points lie in B."""
        return Place(1 / self.across, 1 / self.down, -self.left / self.across, -self.top / self.down)


class Box(NamedTuple):
    """Part of a view, in its pixels."""

    left: float
    top: float
    right: float
    bottom: float


def candidates(a: Proof, b: Proof) -> list[tuple[float, Place]]:
    """Look for each picture's middle in the other: at most two places of B in A, the likelier first, with their correlation."""
    score, place = _best(b, a)
    return sorted([_best(a, b), (score, place.turned())], key=lambda each: -each[0])


def shared(a: Proof, b: Proof, place: Place) -> tuple[Box, Box] | None:
    """Give what both pictures show, as a box in each; None where that is next to nothing."""
    left, top = max(0.0, place.left), max(0.0, place.top)
    right = min(float(a.grey.width), place.left + b.grey.width * place.across)
    bottom = min(float(a.grey.height), place.top + b.grey.height * place.down)
    if right - left < 2 * SMALLEST_SIDE or bottom - top < 2 * SMALLEST_SIDE:
        return None
    inner = Box(
        max(0.0, (left - place.left) / place.across),
        max(0.0, (top - place.top) / place.down),
        min(float(b.grey.width), (right - place.left) / place.across),
        min(float(b.grey.height), (bottom - place.top) / place.down),
    )
    return Box(left, top, right, bottom), inner


def grid(box: Box, longest: int) -> Size:
    """Give the size in pixels, width first, at which a box is compared."""
    scale = longest / max(box.right - box.left, box.bottom - box.top)
    return max(12, round((box.right - box.left) * scale)), max(12, round((box.bottom - box.top) * scale))


def lines(seen: Proof, box: Box, size: Size) -> Array:
    """Cut a box out and keep what is neither its coarse light nor its grain."""
    cut = seen.grey.resize(size, Image.Resampling.BILINEAR, box=box)
    return pixels(cut.filter(ImageFilter.BoxBlur(1))) - pixels(cut.filter(ImageFilter.BoxBlur(5)))


def fitted(a: Proof, b: Proof, place: Place) -> Place:
    """Fit a place to a fraction of a pixel, first on small pictures, then on larger ones."""
    for longest, most in ((64, 4), (160, 3)):
        for _ in range(most):
            boxes = shared(a, b, place)
            if boxes is None:
                return place
            size = grid(boxes[0], longest)
            step = _step(lines(a, boxes[0], size), lines(b, boxes[1], size))
            place = _moved(boxes, size, step)
            if np.abs(step).sum() < 0.05:
                break
    return place


def _step(a: Array, b: Array) -> Array:
    """Solve for what shifts and stretches B onto A: across, its change from the middle to the edge, down, its change; in pixels."""
    a, b = a / (a.std() + 1e-3), b / (b.std() + 1e-3)
    down, across = np.gradient(b)
    xs = np.linspace(-1, 1, a.shape[1], dtype=np.float32)
    ys = np.linspace(-1, 1, a.shape[0], dtype=np.float32)[:, None]
    slopes = np.stack([across, across * xs, down, down * ys]).reshape(4, -1)
    missing = (a - b).ravel()
    weighted = slopes / (1 + missing * missing)  # what differs much is a watermark, a bar or somebody who moved
    squares = weighted @ slopes.T
    squares += np.eye(4, dtype=np.float32) * (2.5e-4 * float(np.trace(squares)) + 1e-6)
    most = 0.06 * max(a.shape)
    return np.clip(np.linalg.solve(squares, weighted @ missing), -most, most)


def _moved(boxes: tuple[Box, Box], size: Size, step: Array) -> Place:
    outer, inner = boxes
    shift, stretch, drop, lengthen = (float(each) for each in step)
    wide, high = (inner.right - inner.left) / size[0], (inner.bottom - inner.top) / size[1]
    left, right = inner.left + (shift - stretch) * wide, inner.right + (shift + stretch) * wide
    top, bottom = inner.top + (drop - lengthen) * high, inner.bottom + (drop + lengthen) * high
    across, down = (outer.right - outer.left) / (right - left), (outer.bottom - outer.top) / (bottom - top)
    return Place(across, down, outer.left - left * across, outer.top - top * down)


def _best(a: Proof, b: Proof) -> tuple[float, Place]:
    """Look for B's middle in A: the highest normalised cross-correlation (−1 to 1) over all sizes and places."""
    height, width = a.coarse.shape
    sums = _Sums(a.coarse)
    templates = list(_templates(b, height, width))
    canvas = np.zeros((len(templates), _smooth(height), _smooth(width)), np.float32)
    for row, template in zip(canvas, templates, strict=True):
        row[: template.shape[0], : template.shape[1]] = template
    wanted = np.fft.rfft2(a.coarse, canvas.shape[1:])
    products = np.fft.irfft2(wanted * np.conj(np.fft.rfft2(canvas)), canvas.shape[1:])
    best = (-1.0, 0, 0, templates[0].shape)
    for product, template in zip(products, templates, strict=True):
        high, wide = template.shape
        scores = product[: height - high + 1, : width - wide + 1] / sums.deviation(high, wide)
        place = int(scores.argmax())
        if scores.flat[place] > best[0]:
            best = (float(scores.flat[place]), *divmod(place, scores.shape[1]), template.shape)
    return best[0], _place(a, b, *best[1:])


def _place(a: Proof, b: Proof, y: int, x: int, shape: tuple[int, ...]) -> Place:
    height, width = a.coarse.shape
    outer, inner = a.grey, b.grey
    across = shape[1] / (inner.width * CENTRE) * outer.width / width
    down = shape[0] / (inner.height * CENTRE) * outer.height / height
    before = (1 - CENTRE) / 2
    left, top = x * outer.width / width, y * outer.height / height
    return Place(across, down, left - before * inner.width * across, top - before * inner.height * down)


def _templates(b: Proof, height: int, width: int) -> Iterator[Array]:
    """Cut B's middle out in all sizes that A has room for; each with mean 0 and length 1."""
    rows, columns = b.coarse.shape
    middle = (columns * (1 - CENTRE) / 2, rows * (1 - CENTRE) / 2, columns * (1 + CENTRE) / 2, rows * (1 + CENTRE) / 2)
    fits = min(width / columns, height / rows) * CENTRE
    coarse = Image.fromarray(b.coarse)
    for size in SIZES:
        wide, high = round(columns * fits * size), round(rows * fits * size)
        if size <= 1 or (wide <= width and high <= height):
            template = pixels(coarse.resize((max(wide, 4), max(high, 4)), Image.Resampling.BILINEAR, middle))
            template = template - template.mean()
            yield template / (np.sqrt(np.square(template).sum()) + np.float32(1e-3))


class _Sums:
    """A picture's sums over every box of one size, from two running totals."""

    def __init__(self, image: Array) -> None:
        totals = (each.astype(np.float64).cumsum(0).cumsum(1) for each in (image, image * image))
        self.plain, self.squared = (np.pad(total, ((1, 0), (1, 0))) for total in totals)

    def deviation(self, high: int, wide: int) -> NDArray[np.float64]:
        """Give the root of the summed squared deviations; never below that of a faint texture, so that flat parts match nothing."""
        plain, squared = (t[high:, wide:] - t[:-high, wide:] - t[high:, :-wide] + t[:-high, :-wide] for t in (self.plain, self.squared))
        count = high * wide
        return np.sqrt(np.maximum(squared - plain * plain / count, count * 0.5))


def _smooth(length: int) -> int:
    """Give the next length whose only factors are 2, 3 and 5: others are transformed slowly."""
    return next(n for n in range(length, 2 * length + 1) if _is_smooth(n))


def _is_smooth(n: int) -> bool:
    for factor in (2, 3, 5):
        while n % factor == 0:
            n //= factor
    return n == 1
