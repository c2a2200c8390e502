import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gallery.pixels.parts import PART, adding, parts_of
from gallery.pixels.placing import Place, lines, shared
from gallery.pixels.proofs import proof
from tests.gallery.scenes import scene


def lines_of(image):
    seen = proof(image)
    return lines(seen, shared(seen, seen, Place(1, 1, 0, 0))[0], (240, 160))


HERE = lines_of(scene(2))


def moved(pixels):
    return lines_of(scene(2).transform((480, 320), Image.Transform.AFFINE, (1, 0, 2 * pixels, 0, 1, 0), Image.Resampling.BICUBIC))


def test_a_picture_and_itself_are_alike_everywhere_and_nowhere_apart():
    parts = parts_of(HERE, HERE)
    assert parts.alike.shape == (10, 15)
    assert parts.alike[parts.telling].min() > 0.99
    assert parts.drift.max() < 0.01


def test_more_contrast_is_no_change():
    parts = parts_of(HERE, HERE * 1.5)
    assert parts.apart.max() < 0.01


def test_a_shift_is_measured_in_pixels():
    drift = parts_of(HERE, moved(0.5)).drift
    assert 0.35 < float(np.median(drift)) < 0.6


def test_what_changed_in_one_corner_is_seen_there_only():
    other = HERE.copy()
    other[:48, :48] = lines_of(scene(9))[:48, :48]
    parts = parts_of(HERE, other)
    changed = parts.telling & (parts.alike < 0.7)
    assert changed[:3, :3].sum() >= 6
    assert not changed[3:, 3:].any()


def test_a_straight_line_is_not_firm_and_a_corner_is():
    image = Image.new("L", (480, 320), 60)
    image.paste(190, (0, 160, 480, 320))
    assert not parts_of(lines_of(image), lines_of(image)).firm.any()
    image.paste(60, (240, 160, 480, 320))
    assert parts_of(lines_of(image), lines_of(image)).firm.any()


@given(st.integers(1, 400))
def test_every_part_sums_as_many_pixels(length):
    sums = adding(length).sum(axis=1)
    assert len(sums) == max(1, length // PART)
    assert (sums == min(length, PART)).all()
