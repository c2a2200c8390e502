"""A picture's fingerprint: twenty 64-bit perceptual hashes, of the whole and of the crops that newspapers make of it. Pure.

A perceptual hash (pHash: which of the 64 slowest waves of a 32 × 32 picture are stronger than the middle one) hardly changes
when a picture is resized, packed again or made grey, but a corner crop of a tenth already changes a quarter of its bits. So the crops are
hashed beforehand: a cropped copy's whole then lies near one of them, and a cropped original's crops near the whole copy.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from gallery.pixels.proofs import without_bars

Fingerprint = NDArray[np.uint64]
"""Shape (HASHES,); the whole picture's hash first. `tobytes()` for a row, `from_bytes` back."""

CORNER = 0.125
"""Share of width and height that the corner crops leave out: between the tenth and the seventh that papers cut."""
ASPECTS = (
    *((1, 0.5, 0.35), (1, 0.3, 0.2), (1, 0.7, 0.5)),
    *((16 / 9, 0.5, 0.2), (16 / 9, 0.5, 0.3), (16 / 9, 0.5, 0.4), (16 / 9, 0.5, 0.5)),
    *((4 / 5, 0.5, 0.5), (4 / 5, 0.35, 0.3), (4 / 5, 0.65, 0.3)),
)
"""Crops of a shape (width by height): of what is cut away, the shares that go on the left and at the top."""
WIDE_CORNER = (0.15, 16 / 9, 0.35)
"""A corner crop that is then cut to a lead picture's shape: what the corner leaves out, the shape, the share at the top."""
HASHES = 2 + 4 + len(ASPECTS) + 4

_WORKED_ON = 128
"""Pixels of the longer side from which all crops are read."""

Side = tuple[float, float]
"""From and to, in pixels, across or down."""
Boxes = list[Side]


def fingerprint(image: Image.Image) -> Fingerprint:
    """Make a picture's fingerprint; any mode and size.

    A JPEG that was opened but not decoded is decoded small and grey (and stays so), and set upright. Opened ones are to have
    passed `pixels.check`: nothing is held against limits here.
    """
    small = _small_grey(image)
    across, down = _waves(*small.size, *without_bars(small))
    strengths = (down @ np.asarray(small, dtype=np.float32) @ across).reshape(HASHES, 64)
    return np.packbits(strengths > np.median(strengths, axis=1, keepdims=True), axis=1).view("<u8")[:, 0]


def from_bytes(row: bytes | memoryview) -> Fingerprint:
    """Read a fingerprint back from what `tobytes` gave; raises ValueError where it is none."""
    found = np.frombuffer(row, "<u8")
    if found.shape != (HASHES,):
        raise ValueError(f"a fingerprint has {HASHES} hashes of 8 bytes, not {found.size}")
    return found


def _small_grey(image: Image.Image) -> Image.Image:
    """Bring a picture to some 200 grey pixels by the cheapest way: decoded small, else thinned out before it is averaged."""
    image.draft("L", (_WORKED_ON, _WORKED_ON))
    turned = image.getexif().get(ExifTags.Base.Orientation) if image.format else None
    if max(image.size) > 2 * _WORKED_ON:
        # Every n-th pixel: what that aliases is averaged away, since only the slowest waves are read.
        image = image.resize(_scaled(image.size, 2 * _WORKED_ON), Image.Resampling.NEAREST)
    grey = image.convert("L")
    if max(grey.size) > _WORKED_ON:
        grey = grey.resize(_scaled(grey.size, _WORKED_ON), Image.Resampling.BOX, reducing_gap=2)
    turn = _TURNS.get(turned)
    return grey if turn is None else grey.transpose(turn)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation → what sets the picture upright."""


def _scaled(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = longest / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


@lru_cache(maxsize=64)
def _waves(width: int, height: int, left: int, top: int, right: int, bottom: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give the eight slowest waves over every crop, for both sides: shapes (HASHES, width, 8) and (HASHES, 8, height).

    A picture between the two gives its crops' cosine transforms at once, without cutting a crop out.
    """
    across, down = _crops(right - left, bottom - top)
    across = [(left + start, left + end) for start, end in across] + [(0, width)]  # what is taken for a bar may be a dark edge
    down = [(top + start, top + end) for start, end in down] + [(0, height)]
    return _waves_along(width, across).transpose(0, 2, 1), _waves_along(height, down)


def _waves_along(length: int, boxes: Boxes) -> NDArray[np.float32]:
    pixel = np.arange(length)
    start, end = (np.array(each)[:, None] for each in zip(*boxes, strict=True))
    inside = np.clip(np.minimum(pixel + 1, end) - np.maximum(pixel, start), 0, 1) / (end - start)
    turns = np.pi * (pixel + 0.5 - start) / (end - start)
    return (np.cos(turns[:, None, :] * np.arange(8)[:, None]) * inside[:, None, :]).astype(np.float32)


def _crops(width: int, height: int) -> tuple[Boxes, Boxes]:
    """Give the crops that are hashed, across and down: the whole, four corner crops, the usual shapes, four corners so shaped."""
    boxes = [((0.0, float(width)), (0.0, float(height)))]
    boxes += _corners(width, height, CORNER)
    boxes += [_shaped(boxes[0], *aspect) for aspect in ASPECTS]
    share, shape, above = WIDE_CORNER
    boxes += [_shaped(corner, shape, 0.5, above) for corner in _corners(width, height, share)]
    across, down = zip(*boxes, strict=True)
    return list(across), list(down)


def _corners(width: int, height: int, share: float) -> list[tuple[Side, Side]]:
    wide, high = width * share, height * share
    return [((left, left + width - wide), (top, top + height - high)) for left in (0.0, wide) for top in (0.0, high)]


def _shaped(box: tuple[Side, Side], shape: float, before: float, above: float) -> tuple[Side, Side]:
    """Cut a box to a shape; of what goes, a share goes on the left, one at the top."""
    (left, right), (top, bottom) = box
    across = right - left - min(right - left, (bottom - top) * shape)
    down = bottom - top - min(bottom - top, (right - left) / shape)
    return (left + across * before, right - across * (1 - before)), (top + down * above, bottom - down * (1 - above))
