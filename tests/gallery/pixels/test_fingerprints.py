import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageOps

from gallery.pixels.fingerprints import HASHES, fingerprint, from_bytes
from tests.gallery.scenes import encoded, scene

WHOLE = scene(1, 900, 600)


def bits(one, other):
    return int(np.bitwise_count(one ^ other))


def nearest(one, other):
    """What a look-up sees: a whole against everything, either way."""
    return min(*(bits(one[0], each) for each in other), *(bits(each, other[0]) for each in one))


def test_a_fingerprint_is_twenty_hashes_the_whole_first():
    found = fingerprint(WHOLE)
    assert (found.shape, found.dtype, HASHES) == ((20,), np.dtype("<u8"), 20)
    assert found[0] == found[-1]


@pytest.mark.parametrize(
    "copy",
    [
        WHOLE.resize((320, 213)),
        ImageOps.grayscale(WHOLE),
        Image.open(io.BytesIO(encoded(WHOLE, quality=30))),
        Image.open(io.BytesIO(encoded(WHOLE, "WEBP", quality=40))),
        WHOLE.crop((0, 75, 788, 600)),
        WHOLE.crop((90, 0, 900, 540)),
        WHOLE.crop((150, 0, 750, 600)),
        WHOLE.crop((0, 20, 900, 526)),
        WHOLE.crop((210, 0, 690, 600)),
        ImageOps.expand(WHOLE, (0, 0, 0, 50), "black"),
    ],
    ids=["small", "grey", "jpeg", "webp", "corner eighth", "corner tenth", "square", "16:9", "4:5", "bar"],
)
def test_copies_and_crops_are_near(copy):
    assert nearest(fingerprint(WHOLE), fingerprint(copy)) <= 10


@pytest.mark.parametrize("seed", range(2, 12))
def test_other_photographs_are_far(seed):
    assert nearest(fingerprint(WHOLE), fingerprint(scene(seed, 900, 600))) > 12


@pytest.mark.parametrize("turn", range(1, 9))
def test_an_opened_picture_is_read_upright(turn):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    opened = Image.open(io.BytesIO(encoded(WHOLE, exif=exif, quality=95)))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(encoded(WHOLE, exif=exif, quality=95))))
    assert bits(fingerprint(opened)[0], fingerprint(upright)[0]) <= 4


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "CMYK", "I;16"])
def test_every_mode_has_a_fingerprint(mode):
    assert fingerprint(WHOLE.convert("L").convert(mode) if mode != "I;16" else Image.new(mode, (300, 200))).shape == (HASHES,)


@pytest.mark.parametrize("size", [(1, 1), (10, 3000), (3000, 10), (31, 33)])
def test_every_shape_has_a_fingerprint(size):
    assert fingerprint(WHOLE.resize(size)).shape == (HASHES,)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_a_row_gives_the_fingerprint_back(seed):
    found = fingerprint(scene(seed, 120, 80))
    assert (from_bytes(found.tobytes()) == found).all()


def test_other_bytes_are_no_fingerprint():
    with pytest.raises(ValueError, match="20 hashes"):
        from_bytes(bytes(64))
