"""Made-up photographs: clouds of every fineness and a few things in them, different for every seed."""

import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def scene(seed, width=480, height=320, things=9):
    """Draw a scene; mode RGB."""
    made = np.random.default_rng(seed)
    clouds = np.zeros((height, width))
    for cells in (3, 6, 12, 24, 48):
        grid = made.normal(0, 60 / cells**0.5, (cells, max(2, cells * width // height))).astype(np.float32)
        clouds += np.asarray(Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC))
    image = Image.fromarray(np.clip(clouds + 120, 0, 255).astype(np.uint8)).convert("RGB")
    draw, chance = ImageDraw.Draw(image), random.Random(seed)
    for _ in range(things):
        left, top = chance.randint(0, width - 40), chance.randint(0, height - 40)
        colour = tuple(chance.randrange(30, 220) for _ in range(3))
        draw.ellipse((left, top, left + chance.randint(20, 90), top + chance.randint(20, 90)), fill=colour)
    return image.filter(ImageFilter.GaussianBlur(0.7))


def encoded(image, kind="JPEG", **settings):
    """Give a picture as a file's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()


def again(image, kind="JPEG", **settings):
    """Give what is left of a picture after it was a file."""
    return Image.open(io.BytesIO(encoded(image, kind, **settings)))
