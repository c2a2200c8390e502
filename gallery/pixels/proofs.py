"""A picture made ready for comparing: small, grey, without bars, once as it is and once without its coarse light. Pure.

The coarse light (a blurred copy) is taken off so that a bright sky matches nothing by being bright.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

Array = NDArray[np.float32]
Size = tuple[int, int]

LARGEST = 320
"""Pixels of the longer side that is worked on: those of the smallest derived file."""
COARSE = 64
"""The search's picture has as many pixels as a square of this side."""
THUMB = 32
SMALLEST_SIDE = 8


@dataclass(frozen=True, slots=True)
class Proof:
    """A picture made ready for comparing."""

    grey: Image.Image
    """Mode L, the longer side at most LARGEST pixels, without bars."""
    size: Size
    """Of the picture that was given, in pixels, width first."""
    frame: tuple[int, int, int, int]
    """What is left of it without bars: left, top, right, bottom in its pixels."""
    coarse: Array
    """Small, without its coarse light, shape (height, width)."""
    thumb: Array
    """The same as a square of THUMB × THUMB, whatever the shape: for what can be told at once."""

    @property
    def is_plain(self) -> bool:
        """Tell whether there is nothing to compare: a clear sky, a colour."""
        return float(self.coarse.std()) < 0.8

    def flopped(self) -> "Proof":
        """Give the mirror image."""
        left, top, right, bottom = self.frame
        frame = (self.size[0] - right, top, self.size[0] - left, bottom)
        return Proof(ImageOps.mirror(self.grey), self.size, frame, self.coarse[:, ::-1].copy(), self.thumb[:, ::-1])

    def resembles(self, other: "Proof") -> bool:
        """Tell whether two whole pictures, of about one shape and not cropped apart, could be one."""
        return float((self.thumb * other.thumb).sum()) > 0.5


def proof(image: Image.Image) -> Proof:
    """Make a picture ready for comparing; any mode."""
    whole = image.convert("L")
    frame = without_bars(whole)
    grey = whole.crop(frame)
    if max(grey.size) > LARGEST:
        grey = grey.resize(_scaled(grey.size, LARGEST / max(grey.size)), Image.Resampling.BICUBIC, reducing_gap=3)
    small = grey.resize(_scaled(grey.size, COARSE / math.sqrt(grey.width * grey.height)), Image.Resampling.BILINEAR)
    thumb = _without_light(small.resize((THUMB, THUMB), Image.Resampling.BILINEAR))
    return Proof(grey, whole.size, frame, _without_light(small), thumb / (np.sqrt(np.square(thumb).sum()) + np.float32(1e-3)))


def _without_light(small: Image.Image) -> Array:
    return pixels(small) - pixels(small.filter(ImageFilter.BoxBlur(3)))


def pixels(image: Image.Image) -> Array:
    """Give a grey picture's pixels, shape (height, width)."""
    return np.asarray(image, dtype=np.float32)


def _scaled(size: Size, scale: float) -> Size:
    return max(SMALLEST_SIDE, round(size[0] * scale)), max(SMALLEST_SIDE, round(size[1] * scale))


def without_bars(grey: Image.Image) -> tuple[int, int, int, int]:
    """Give the part of a picture inside plain black or white bars, with or without words on them."""
    image = pixels(grey.reduce(2)) if min(grey.size) > 100 else pixels(grey)
    step = 2 if min(grey.size) > 100 else 1
    top, bottom = (_bar(rows) * step for rows in (image, image[::-1]))
    left, right = (_bar(columns) * step for columns in (image.T, image.T[::-1]))
    return left, top, grey.width - right, grey.height - bottom


def _bar(rows: Array) -> int:
    """Count the rows of a bar at the top: mostly of its edge's own black or white, at most a quarter of the picture."""
    edge = float(np.median(rows[:1]))
    if 20 < edge < 248:
        return 0
    inside = (np.abs(rows[: len(rows) // 4] - edge) < 10).mean(axis=1) < 0.55
    thick = int(np.append(inside, True).argmax())
    return thick + 1 if 2 <= thick < len(inside) else 0
