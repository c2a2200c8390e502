"""A picture's fingerprint: sixteen 64-bit perceptual hashes, of the whole and of the crops that newspapers make of it. Pure.

A perceptual hash (pHash: which of the 64 slowest waves of a 32 × 32 picture are stronger than the middle one) hardly changes
when a picture is resized, packed again or made grey, but a corner crop of a tenth already changes a quarter of its bits. So the crops are
hashed beforehand: a cropped copy's whole then lies near one of them, and a cropped original's crops near the whole copy.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from gallery.proofs import without_bars

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
HASHES = 2 + 4 + len(ASPECTS)

_SIDE = 32
_WORKED_ON = 192
"""Pixels of the longer side from which all crops are taken."""
_WAVES = np.cos(np.pi * np.outer(np.arange(8), 2 * np.arange(_SIDE) + 1) / (2 * _SIDE)).astype(np.float32)


def fingerprint(image: Image.Image) -> Fingerprint:
    """Make a picture's fingerprint; any mode and size. One that was opened but not decoded is decoded small, and upright."""
    small = _small_grey(image)
    left, top, right, bottom = without_bars(small)
    crops = [
        small.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR, (left + a, top + b, left + c, top + d))
        for a, b, c, d in _crops(right - left, bottom - top)
    ]
    crops.append(small.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR))  # what is taken for a bar may be a dark edge
    pixels = np.stack([np.asarray(crop, dtype=np.float32) for crop in crops])
    waves = (_WAVES @ pixels @ _WAVES.T).reshape(HASHES, 64)
    return np.packbits(waves > np.median(waves, axis=1, keepdims=True), axis=1).view("<u8")[:, 0]


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
    if max(image.size) > 4 * _WORKED_ON:
        # Every n-th pixel: what that aliases is averaged away, since only the slowest waves are read.
        image = image.resize(_scaled(image.size, 4 * _WORKED_ON), Image.Resampling.NEAREST)
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


def _crops(width: int, height: int) -> list[tuple[float, float, float, float]]:
    """Give the boxes that are hashed, in pixels: the whole, four corner crops, the usual shapes."""
    across, down = width * CORNER, height * CORNER
    boxes = [(0.0, 0.0, float(width), float(height))]
    boxes += [(x, y, x + width - across, y + height - down) for x in (0.0, across) for y in (0.0, down)]
    for shape, before, above in ASPECTS:
        wide, high = min(width, height * shape), min(height, width / shape)
        left, top = (width - wide) * before, (height - high) * above
        boxes.append((left, top, left + wide, top + high))
    return boxes
