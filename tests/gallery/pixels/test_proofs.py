import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from gallery.pixels.proofs import COARSE, LARGEST, THUMB, proof, without_bars
from tests.gallery.scenes import scene


def test_a_proof_is_small_and_grey():
    made = proof(scene(1, 1200, 800))
    assert (made.grey.mode, made.grey.size, made.size) == ("L", (LARGEST, 213), (1200, 800))
    assert made.coarse.size == pytest.approx(COARSE**2, rel=0.03)
    assert made.thumb.shape == (THUMB, THUMB)


def test_a_small_picture_is_never_enlarged():
    assert proof(scene(1, 150, 100)).grey.size == (150, 100)


def test_the_coarse_light_is_off():
    assert abs(float(proof(Image.linear_gradient("L").resize((300, 200))).coarse.mean())) < 1


@pytest.mark.parametrize(
    ("border", "colour", "frame"),
    [
        ((0, 0, 0, 40), "black", (0, 0, 480, 320)),
        ((0, 40, 0, 40), "black", (0, 40, 480, 360)),
        ((60, 0, 60, 0), "white", (60, 0, 540, 320)),
        ((30, 30, 30, 30), "white", (30, 30, 510, 350)),
        ((0, 0, 0, 0), "black", (0, 0, 480, 320)),
    ],
    ids=["bar below", "letterbox", "pillars", "frame", "none"],
)
def test_bars_are_left_out(border, colour, frame):
    assert without_bars(ImageOps.expand(scene(1), border, colour).convert("L")) == pytest.approx(frame, abs=4)


def test_a_bar_with_words_on_it_is_a_bar():
    image = ImageOps.expand(scene(1), (0, 0, 0, 40), "black")
    ImageDraw.Draw(image).text((20, 330), "PHOTO: A. PETROVA / AGENCY", "white")
    assert without_bars(image.convert("L"))[3] == pytest.approx(320, abs=4)


def test_a_night_sky_down_to_the_middle_is_no_bar():
    image = scene(1).convert("L")
    image.paste(4, (0, 0, 480, 160))
    assert without_bars(image) == (0, 0, 480, 320)


def test_the_mirror_image_is_mirrored_in_everything():
    flopped = proof(ImageOps.expand(scene(1), (60, 0, 0, 0), "black")).flopped()
    straight = proof(ImageOps.expand(ImageOps.mirror(scene(1)), (0, 0, 60, 0), "black"))
    assert flopped.frame == pytest.approx(straight.frame, abs=4)
    assert np.abs(flopped.thumb - straight.thumb).max() < 0.05


def test_a_picture_with_nothing_in_it_is_plain():
    assert proof(Image.new("RGB", (300, 200), (90, 120, 200))).is_plain
    assert not proof(scene(1)).is_plain
