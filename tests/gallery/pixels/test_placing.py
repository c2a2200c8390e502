import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gallery.pixels.placing import Place, candidates, fitted, grid, lines, shared
from gallery.pixels.proofs import proof
from tests.gallery.scenes import scene

WHOLE = scene(4, 320, 214)
OF_WHOLE = proof(WHOLE)


@pytest.mark.parametrize("box", [(0, 0, 290, 200), (30, 20, 320, 214), (60, 0, 260, 214), (0, 17, 320, 197), (75, 0, 246, 214)])
def test_a_crop_is_found_where_it_was_cut_out_to_a_fraction_of_a_pixel(box):
    crop = proof(WHOLE.resize((300, round(300 * (box[3] - box[1]) / (box[2] - box[0]))), Image.Resampling.BICUBIC, box))
    score, place = candidates(OF_WHOLE, crop)[0]
    exact = fitted(OF_WHOLE, crop, place)
    assert score > 0.7
    assert exact.left == pytest.approx(box[0], abs=0.4)
    assert exact.top == pytest.approx(box[1], abs=0.4)
    assert exact.across * crop.grey.width == pytest.approx(box[2] - box[0], abs=0.8)


def test_a_picture_is_found_in_the_crop_as_the_crop_is_in_it():
    crop = proof(WHOLE.crop((30, 20, 300, 200)))
    one, other = (fitted(a, b, candidates(a, b)[0][1]) for a, b in ((OF_WHOLE, crop), (crop, OF_WHOLE)))
    assert one == pytest.approx(other.turned(), abs=0.3)


@given(st.floats(0.3, 3), st.floats(0.3, 3), st.floats(-300, 300), st.floats(-300, 300))
def test_turned_twice_is_not_turned(across, down, left, top):
    assert Place(across, down, left, top).turned().turned() == pytest.approx((across, down, left, top), abs=1e-6)


@given(st.floats(0.4, 2), st.floats(0.4, 2), st.floats(-250, 250), st.floats(-250, 250))
def test_what_both_show_lies_inside_both(across, down, left, top):
    boxes = shared(OF_WHOLE, OF_WHOLE, Place(across, down, left, top))
    if boxes is not None:
        for box in boxes:
            assert 0 <= box.left < box.right <= 320
            assert 0 <= box.top < box.bottom <= 214


def test_pictures_side_by_side_share_nothing():
    assert shared(OF_WHOLE, OF_WHOLE, Place(1, 1, 310, 0)) is None


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_lines_have_no_coarse_light(seed):
    seen = proof(scene(seed, 320, 214))
    box = shared(seen, seen, Place(1, 1, 0, 0))[0]
    assert grid(box, 160) == (160, 107)
    assert abs(float(lines(seen, box, (160, 107)).mean())) < 1
