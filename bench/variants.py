"""What newspapers make of a photograph: the renditions that must be recognised, and the two that must not be joined.

Every variant is made from the photograph alone and a seed taken from its name, so that a run can be repeated.
"""

import io
import random
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

LARGEST = 1600
"""Pixels of the longer side that a photograph is brought to first: what a wire service's preview has."""

Maker = Callable[[Image.Image, random.Random], Image.Image]


def to_width(width: int) -> Maker:
    return lambda image, chance: image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def corner(share: float) -> Maker:
    """Cut that share of width and height away, from a corner drawn by chance."""

    def crop(image: Image.Image, chance: random.Random) -> Image.Image:
        across, down = round(image.width * share), round(image.height * share)
        left, top = chance.choice([0, across]), chance.choice([0, down])
        return image.crop((left, top, left + image.width - across, top + image.height - down))

    return crop


def aspect(across: int, down: int) -> Maker:
    """The largest box of that shape, a little off the middle as an editor would choose it."""

    def crop(image: Image.Image, chance: random.Random) -> Image.Image:
        width, height = min(image.width, image.height * across // down), min(image.height, image.width * down // across)
        left, top = round((image.width - width) * chance.uniform(0.3, 0.7)), round((image.height - height) * chance.uniform(0.2, 0.5))
        return image.crop((left, top, left + width, top + height))

    return crop


def grey(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.convert("L").convert("RGB")


def sharper(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.filter(ImageFilter.UnsharpMask(radius=2, percent=150, threshold=2))


def toned(image: Image.Image, chance: random.Random) -> Image.Image:
    brighter = ImageEnhance.Brightness(image).enhance(chance.choice([0.85, 1.15]))
    return ImageEnhance.Contrast(ImageEnhance.Color(brighter).enhance(1.25)).enhance(1.15)


def credit_bar(image: Image.Image, chance: random.Random) -> Image.Image:
    bar = max(14, round(image.height * 0.06))
    made = Image.new("RGB", (image.width, image.height + bar), "black")
    made.paste(image)
    words = f"PHOTO: {chance.choice(['A. PETROVA', 'J. MBEKI', 'L. ORTIZ'])} / AGENCY"
    ImageDraw.Draw(made).text((bar // 3, image.height + bar // 5), words, "white", ImageFont.load_default(bar * 0.5))
    return made


def watermark(image: Image.Image, chance: random.Random) -> Image.Image:
    """Half-transparent words: across the middle, or small in a corner."""
    large = chance.random() < 0.5
    size = image.width / (9 if large else 22)
    layer = Image.new("L", image.size)
    place = (image.width * 0.12, image.height * 0.42) if large else (image.width * 0.66, image.height * 0.92 - size)
    ImageDraw.Draw(layer).text(place, "AGENCY PHOTO", 110 if large else 200, ImageFont.load_default(size))
    return Image.composite(Image.new("RGB", image.size, "white"), image, layer)


def chain(*makers: Maker) -> Maker:
    def all_of(image: Image.Image, chance: random.Random) -> Image.Image:
        for make in makers:
            image = make(image, chance)
        return image

    return all_of


def as_is(image: Image.Image, chance: random.Random) -> Image.Image:
    return image


ONE_PHOTO: dict[str, tuple[Maker, str, int]] = {
    "width 320": (to_width(320), "JPEG", 80),
    "width 640": (to_width(640), "JPEG", 80),
    "jpeg 90": (as_is, "JPEG", 90),
    "jpeg 50": (as_is, "JPEG", 50),
    "jpeg 30": (as_is, "JPEG", 30),
    "webp": (as_is, "WEBP", 60),
    "avif": (to_width(640), "AVIF", 50),
    "crop 5 %": (corner(0.05), "JPEG", 80),
    "crop 10 %": (corner(0.10), "JPEG", 80),
    "crop 15 %": (corner(0.15), "JPEG", 80),
    "16:9": (aspect(16, 9), "JPEG", 80),
    "square": (aspect(1, 1), "JPEG", 80),
    "4:5": (aspect(4, 5), "JPEG", 80),
    "credit bar": (credit_bar, "JPEG", 80),
    "watermark": (watermark, "JPEG", 80),
    "grey": (grey, "JPEG", 80),
    "sharpened": (sharper, "JPEG", 80),
    "toned": (toned, "JPEG", 80),
    "crop 10 %, width 320, jpeg 40": (chain(corner(0.10), to_width(320)), "JPEG", 40),
    "16:9, width 480, sharpened, webp": (chain(aspect(16, 9), to_width(480), sharper), "WEBP", 50),
    "square, grey, width 300, jpeg 50": (chain(aspect(1, 1), grey, to_width(300)), "JPEG", 50),
    "crop 15 %, credit bar": (chain(corner(0.15), credit_bar), "JPEG", 70),
    "4:5, watermark, width 400": (chain(aspect(4, 5), watermark, to_width(400)), "JPEG", 60),
    "crop 15 %, 16:9, toned, avif": (chain(corner(0.15), aspect(16, 9), toned, to_width(600)), "AVIF", 45),
}
"""Name → how it is made, in which format, at which quality. All of them are the photograph itself."""


def mirrored(image: Image.Image, chance: random.Random) -> Image.Image:
    return ImageOps.mirror(image)


def next_frame(image: Image.Image, chance: random.Random) -> Image.Image:
    """What a hand-held camera takes half a second later: turned a little, depth shifted, somebody moved, another exposure."""
    moved = tripod_frame(image, chance)
    turned = moved.rotate(chance.choice([-1, 1]) * chance.uniform(0.4, 1.5), Image.Resampling.BICUBIC)
    shifted = _with_parallax(turned, chance)
    across, down = round(image.width * chance.uniform(0.02, 0.05)), round(image.height * chance.uniform(0.02, 0.05))
    left, top = chance.choice([across, 2 * across]), chance.choice([down, 2 * down])
    framed = shifted.crop((left, top, left + image.width - 3 * across, top + image.height - 3 * down))
    return ImageEnhance.Brightness(framed).enhance(chance.uniform(0.93, 1.07))


def tripod_frame(image: Image.Image, chance: random.Random) -> Image.Image:
    """The same frame to the pixel, but what stands in about a twelfth of it has leaned over by some four per cent of the width."""
    across, down = chance.uniform(0.25, 0.75), chance.uniform(0.25, 0.75)
    shift = chance.choice([-1, 1]) * chance.uniform(0.03, 0.05) * image.width

    def lean(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        near = np.exp(-(((x - across) / 0.13) ** 2) - ((y - down) / 0.2) ** 2)
        return shift * near, 0.3 * shift * near

    return _warped(image, lean)


def _with_parallax(image: Image.Image, chance: random.Random) -> Image.Image:
    """Shift every part of the picture by its own smoothly changing distance, up to about two per cent of the width."""
    waves = [(chance.uniform(0.5, 1.5), chance.uniform(0.5, 1.5), chance.uniform(0, 6.3)) for _ in range(2)]

    def drift(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, ...]:
        return tuple(0.012 * image.width * np.sin(6.3 * (fast * x + slow * y) + start) for fast, slow, start in waves)

    return _warped(image, drift)


def _warped(image: Image.Image, shift: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, ...]]) -> Image.Image:
    """Take every point from somewhere else: `shift` gives pixels across and down for places given as shares of the picture."""
    columns, rows = 40, 28
    xs, ys = np.linspace(0, image.width, columns + 1).round(), np.linspace(0, image.height, rows + 1).round()
    x, y = np.meshgrid(xs, ys)
    across, down = shift(x / image.width, y / image.height)
    x, y = x + across, y + down
    mesh = []
    for row in range(rows):
        for column in range(columns):
            corners = [(row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1)]
            quad = [each for corner in corners for each in (float(x[corner]), float(y[corner]))]
            mesh.append(((int(xs[column]), int(ys[row]), int(xs[column + 1]), int(ys[row + 1])), quad))
    return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)


APART: dict[str, tuple[Maker, str, int]] = {
    "next frame, hand-held": (next_frame, "JPEG", 85),
    "next frame, tripod": (tripod_frame, "JPEG", 85),
    "mirrored": (mirrored, "JPEG", 85),
}
"""What must not be joined by itself; see `gallery.pixels.alike` for why a mirrored print goes to an editor."""


def original(image: Image.Image) -> Image.Image:
    """Bring a photograph to the size a newspaper is given."""
    image = ImageOps.exif_transpose(image).convert("RGB")
    image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    return image


def made_from(image: Image.Image, name: str, which: dict[str, tuple[Maker, str, int]]) -> Iterator[tuple[str, bytes]]:
    """Give every variant's name and file."""
    for variant, (make, kind, quality) in which.items():
        buffer = io.BytesIO()
        make(image, random.Random(f"{name} {variant}")).save(buffer, kind, quality=quality)
        yield variant, buffer.getvalue()
