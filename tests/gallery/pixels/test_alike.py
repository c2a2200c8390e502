import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from gallery.pixels.alike import Verdict, same
from gallery.pixels.proofs import proof
from tests.gallery.scenes import again, scene

WHOLE = scene(1)
OF_WHOLE = proof(WHOLE)
WORDS = ("council", "vote", "budget", "market", "school", "rain", "match", "train", "strike", "mayor", "film", "river", "tax")


def cut(left, top, right, bottom):
    """Crop by shares of the sides."""
    return WHOLE.crop((round(left * 480), round(top * 320), round(right * 480), round(bottom * 320)))


def watermarked():
    layer = Image.new("L", WHOLE.size)
    ImageDraw.Draw(layer).text((60, 130), "AGENCY PHOTO", 110, ImageFont.load_default(50))
    return Image.composite(Image.new("RGB", WHOLE.size, "white"), WHOLE, layer)


def credited(image):
    made = Image.new("RGB", (image.width, image.height + 24), "black")
    made.paste(image)
    ImageDraw.Draw(made).text((8, image.height + 4), "PHOTO: A. PETROVA / AGENCY", "white", ImageFont.load_default(14))
    return made


@pytest.mark.parametrize(
    "variant",
    [
        WHOLE.resize((300, 200)),
        again(WHOLE, quality=30),
        again(WHOLE, "WEBP", quality=40),
        again(WHOLE, "AVIF", quality=40),
        cut(0, 0, 0.95, 0.95),
        cut(0.1, 0, 1, 0.9),
        cut(0, 0.15, 0.85, 1),
        cut(0.15, 0.15, 1, 1),
        cut(0, 0.1, 1, 0.944),
        cut(0.2, 0, 0.867, 1),
        cut(0.25, 0, 0.783, 1),
        ImageOps.grayscale(WHOLE),
        WHOLE.filter(ImageFilter.UnsharpMask(2, 150, 2)),
        ImageEnhance.Contrast(WHOLE).enhance(1.3),
        watermarked(),
        credited(WHOLE),
        credited(cut(0.15, 0, 1, 0.85)),
        again(ImageOps.grayscale(cut(0.1, 0.1, 1, 1)).resize((280, 187)), quality=40),
    ],
    ids=[
        *("smaller", "jpeg 30", "webp", "avif", "crop 5", "crop 10", "crop 15", "crop 15 below", "16:9", "square", "4:5"),
        *("grey", "sharp", "contrast", "watermark", "bar", "crop and bar", "crop, grey, small"),
    ],
)
def test_what_newspapers_make_of_a_photograph_is_that_photograph(variant):
    found = same(OF_WHOLE, proof(variant))
    assert found.verdict is Verdict.SAME, found


def test_the_evidence_says_where_the_crop_lies():
    found = same(OF_WHOLE, proof(cut(0.1, 0.15, 1, 1)))
    assert found.part_of_a == pytest.approx((0.1, 0.15, 1, 1), abs=0.01)
    assert found.part_of_b == pytest.approx((0, 0, 1, 1), abs=0.01)
    assert found.fine > 0.9
    assert found.drift < 0.2


def test_the_part_of_a_picture_with_a_bar_is_told_with_the_bar():
    found = same(OF_WHOLE, proof(credited(WHOLE)))
    assert found.part_of_b.bottom == pytest.approx(320 / 344, abs=0.02)
    assert found.part_of_a.bottom == pytest.approx(1, abs=0.02)


def test_two_crops_that_each_lost_what_the_other_kept_are_one_photograph():
    assert same(proof(cut(0, 0, 0.88, 0.88)), proof(cut(0.12, 0.12, 1, 1))).verdict is Verdict.SAME


@pytest.mark.parametrize("seed", range(2, 10))
def test_another_photograph_is_another(seed):
    assert same(OF_WHOLE, proof(scene(seed))).verdict is Verdict.DIFFERENT


def with_somebody_at(x):
    image = WHOLE.copy()
    ImageDraw.Draw(image).ellipse((x, 110, x + 60, 230), fill=(200, 150, 120))
    ImageDraw.Draw(image).rectangle((x - 20, 200, x + 80, 319), fill=(40, 45, 70))
    return proof(image)


def test_the_next_frame_from_a_tripod_is_not_joined():
    assert same(with_somebody_at(200), with_somebody_at(216)).verdict is not Verdict.SAME


def test_the_next_frame_of_a_hand_held_camera_is_not_joined():
    near = Image.new("L", WHOLE.size)
    ImageDraw.Draw(near).ellipse((80, 60, 330, 300), fill=255)
    moved = Image.composite(WHOLE.transform(WHOLE.size, Image.Transform.AFFINE, (1, 0, 5, 0, 1, 1)), WHOLE, near)
    turned = moved.rotate(0.8, Image.Resampling.BICUBIC).crop((10, 10, 470, 310))
    assert same(OF_WHOLE, proof(turned)).verdict is not Verdict.SAME


def test_a_mirrored_print_goes_to_an_editor():
    found = same(OF_WHOLE, proof(ImageOps.mirror(WHOLE)))
    assert (found.verdict, found.mirrored, found.why) == (Verdict.DOUBTFUL, True, "it is mirrored")


def sky(seed):
    light = np.linspace(200, 140, 320)[:, None] + np.random.default_rng(seed).normal(0, 1.5, (320, 480))
    return Image.fromarray(light.clip(0, 255).astype(np.uint8))


def horizon(at):
    image = Image.new("L", (480, 320), 190)
    image.paste(70, (0, at, 480, 320))
    return image.filter(ImageFilter.GaussianBlur(1))


def page(seed):
    """A screenshot: everything but the words is the same."""
    chance, image = random.Random(seed), Image.new("RGB", (1200, 800), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1200, 70), fill=(20, 60, 120))
    draw.text((30, 12), "DAILY NEWS  World  Politics  Sport", "white", ImageFont.load_default(44))
    for y in range(100, 760, 38):
        draw.text((30, y), " ".join(chance.choices(WORDS, k=10)), "black", ImageFont.load_default(28))
    return image


def logo(name):
    image = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(image).ellipse((40, 120, 200, 280), fill=(200, 30, 30))
    ImageDraw.Draw(image).text((230, 130), name, "black", ImageFont.load_default(120))
    return image


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Image.new("RGB", (480, 320), (90, 90, 90)), Image.new("RGB", (480, 320), (92, 92, 92))),
        (sky(1), sky(2)),
        (horizon(140), horizon(150)),
        (page(1), page(2)),
        (logo("ACME"), logo("OMNI")),
    ],
    ids=["plain", "sky", "horizon", "screenshot", "logo"],
)
def test_what_shows_too_little_or_shares_a_frame_is_never_joined(one, other):
    assert same(proof(one), proof(other)).verdict is not Verdict.SAME


def test_plain_pictures_of_another_grey_are_different():
    dark, light = (proof(Image.new("L", (300, 200), grey)) for grey in (40, 200))
    assert same(dark, light).verdict is Verdict.DIFFERENT


def test_a_logo_in_another_size_is_the_same_logo():
    assert same(proof(logo("ACME")), proof(logo("ACME").resize((300, 200)))).verdict is Verdict.SAME


@pytest.mark.parametrize("size", [(10, 10), (10, 4000), (4000, 10), (33, 500)])
def test_pictures_of_any_shape_are_compared(size):
    assert same(OF_WHOLE, proof(scene(3, 480, 320).resize(size))).verdict in Verdict


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 50), st.integers(0, 50), st.floats(0, 0.4), st.floats(0, 0.4), st.integers(80, 480))
def test_the_order_of_two_pictures_makes_no_difference(one, other, left, top, width):
    a = proof(scene(one, 240, 160))
    cropped = scene(other, 240, 160).crop((round(left * 240), round(top * 160), 240, 160))
    b = proof(cropped.resize((width, max(10, round(cropped.height * width / cropped.width)))))
    found, turned = same(a, b), same(b, a)
    assert found.verdict is turned.verdict
    assert (found.part_of_a, found.part_of_b) == (turned.part_of_b, turned.part_of_a)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_every_picture_is_itself(seed):
    assert same(proof(scene(seed, 240, 160)), proof(scene(seed, 240, 160))).verdict is Verdict.SAME
