"""Two pictures of one size compared part by part: what each part shows, how alike the two are there, how far apart. Pure."""

from typing import NamedTuple

import numpy as np

from gallery.pixels.proofs import Array

PART = 16
"""Pixels of a part's side."""


class Parts(NamedTuple):
    """Both pictures' parts, each array of shape (rows, columns)."""

    telling: np.ndarray
    """Whether one of the two shows something there."""
    firm: np.ndarray
    """Whether that could not slide along itself, as a horizon can."""
    alike: np.ndarray
    """Correlation of the two."""
    apart: np.ndarray
    """Mean squared difference, in levels of grey."""
    drift: np.ndarray
    """Distance in pixels between them."""


def parts_of(a: Array, b: Array) -> Parts:
    """Compare two pictures of one size part by part."""
    gain = np.sqrt(np.square(b).sum() / (np.square(a).sum() + 1e-6))
    a = a * np.float32(gain)
    down, across = np.gradient((a + b) / 2)
    sums = _summed(np.stack([a * a, b * b, a * b, across * across, across * down, down * down, across * a, across * b, down * a, down * b]))
    aa, bb, ab = sums[:3] / PART**2
    energy = np.maximum(aa, bb)
    telling = energy > np.clip(0.15 * energy.mean(), 3, 16)
    firm = telling & _is_firm(*sums[3:6] / PART**2)
    return Parts(telling, firm, ab / np.sqrt(aa * bb + 1e-3), aa + bb - 2 * ab, _drift(sums, ab / (aa + 1e-3)))


def _is_firm(xx: np.ndarray, xy: np.ndarray, yy: np.ndarray) -> np.ndarray:
    """Tell whether the slopes have two directions (Shi and Tomasi 1994: the smaller eigenvalue of their squares)."""
    total = xx + yy
    smaller = (total - np.sqrt(np.square(xx - yy) + 4 * xy * xy)) / 2
    return (smaller > 1) & (smaller > 0.03 * total)


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
    return adding(images.shape[1]) @ images @ adding(images.shape[2]).T


def adding(length: int) -> np.ndarray:
    """Give the matrix, shape (parts, length), that sums a side's pixels over its parts; turned, it spreads parts over pixels."""
    count = max(1, length // PART)
    first = (length - count * PART) // 2
    return ((np.arange(length) - first) // PART == np.arange(count)[:, None]).astype(np.float32)
