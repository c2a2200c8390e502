"""A folder of distinct photographs for the benches, read through the product's own door; and the peers' plain hash."""

import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from gallery.pixels.checking import BadPicture, check

SMALLEST = 200
"""Pixels of the shorter side below which a file is an icon."""
_SMALL = 320
"""Width of the smallest derived file: what is compared in the product."""


def photographs(folder: Path, half: str = "") -> Iterator[tuple[str, Image.Image]]:
    """Give every readable photograph of a folder, by name; `half` is first, second or empty (all), drawn by the name's hash."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = str(path.relative_to(folder))
        first = hashlib.sha256(name.encode()).digest()[0] < 128
        if half and first != (half == "first"):
            continue
        image = opened(path)
        if image is not None and min(image.size) >= SMALLEST:
            yield name, image


def opened(path: Path) -> Image.Image | None:
    """Read a picture; one that is none costs a line and nothing else."""
    try:
        return check(path.read_bytes()).image
    except BadPicture as error:
        print(f"{path}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{path}: it can't be read ({error.strerror})", file=sys.stderr)
    return None


def derived(image: Image.Image) -> Image.Image:
    """Make the smallest derived file and read it back."""
    image = image.convert("RGB")
    if image.width > _SMALL:
        size = (_SMALL, max(1, round(image.height * _SMALL / image.width)))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=82)
    return Image.open(buffer)


_COSINES = np.cos(np.pi * np.outer(np.arange(8), 2 * np.arange(32) + 1) / 64)


def plain_hash(image: Image.Image) -> int:
    """Give the usual 64-bit pHash, as `imagehash.phash` does."""
    pixels = np.asarray(image.convert("L").resize((32, 32), Image.Resampling.LANCZOS), dtype=np.float64)
    waves = (_COSINES @ pixels @ _COSINES.T).ravel()
    return int.from_bytes(np.packbits(waves > np.median(waves)).tobytes(), "big")
