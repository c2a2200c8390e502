"""Bytes to checked, upright pixels and the files made from them. Pure: Pillow only.

A picture from outside is hostile until it is decoded: what it says of itself is held against limits before a pixel is.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
"""Pillow's names and our file extensions; an MPO is a camera's JPEG with further pictures behind the first."""
OPENED_AS = [name for name in FORMATS if name != "MPO"]
LARGEST_FILE = 30 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 16_000
PIXELS_IN_A_BYTE = 512
"""That a JPEG's byte can stand for at most: each 64 pixels cost a bit or more. Where more are declared, the rest would come out grey."""
SHORTEST_SIDE = 10
"""Anything smaller is a counter or a spacer."""
MOST_FRAMES = 2_000
"""Of an animation, although only the first is decoded."""
MOST_SCANS = 50
"""Of a progressive JPEG; a camera's has about ten. Thousands of them keep a decoder busy for hours."""
LYING = frozenset({5, 6, 7, 8})
"""EXIF orientations of a picture stored on its side."""

WIDTHS = (320, 640, 1280, 1920)
ENOUGH = WIDTHS[-1]
"""Pixels across that are kept of a larger original: a JPEG is decoded straight to an eighth, a quarter or half its size."""
SHRINKABLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
JPEG_QUALITY = 82
WEBP_QUALITY, WEBP_EFFORT = 80, 2
"""Effort 4 makes files 4 % smaller for two and a half times the work."""
AVIF_QUALITY, AVIF_SPEED = 50, 8
"""What image services use (sharp); 55 makes files a fifth larger, speed 6 a fiftieth smaller for three times the work."""


class BadPicture(Exception):
    """The bytes are no picture that can be shown; the message is one sentence without a file name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was decoded whole; width and height in pixels, of the upright original."""

    width: int
    height: int
    format: str
    """What it really is, as a file extension: jpg, png, webp, gif or avif."""
    colour: str
    """The dominant colour, `#rrggbb`."""
    image: Image.Image = field(repr=False, compare=False)
    """Upright, sRGB, mode RGB, no metadata; of a very large original a smaller copy, never smaller than what `renditions` need."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A file made from a picture; width and height in pixels."""

    width: int
    height: int
    format: str
    """webp, jpg or avif."""
    data: bytes = field(repr=False)


def check(data: bytes) -> Picture:
    """Decode a picture's first frame under limits; raises BadPicture with the reason."""
    if not data:
        raise BadPicture("it is empty")
    if len(data) > LARGEST_FILE:
        raise BadPicture(f"it is larger than {LARGEST_FILE // 1_048_576} MB")
    with _refusing(), Image.open(io.BytesIO(data), formats=OPENED_AS) as opened:
        _check_claims(opened, data)
        lying = opened.getexif().get(ExifTags.Base.Orientation) in LYING
        width, height = reversed(opened.size) if lying else opened.size
        image = _plain(ImageOps.exif_transpose(_decoded(opened, lying)))
    return Picture(width, height, FORMATS[opened.format], _dominant(image), image)


def widths(width: int) -> tuple[int, ...]:
    """Give the widths that are made of a picture that wide, the smallest first; none is larger than the picture."""
    widest = min(width, WIDTHS[-1])
    return (*(each for each in WIDTHS if each < widest), widest)


def renditions(picture: Picture) -> tuple[Derived, ...]:
    """Make the files that pages show: WebP and JPEG in every width, without metadata; the widest first."""
    made: list[Derived] = []
    for image in _smaller_and_smaller(picture):
        made.append(Derived(*image.size, "webp", _file(image, "WEBP", quality=WEBP_QUALITY, method=WEBP_EFFORT)))
        made.append(Derived(*image.size, "jpg", _file(image, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)))
    return tuple(made)


def avif_renditions(picture: Picture) -> tuple[Derived, ...]:
    """Make the same widths as AVIF, which takes twice as long as all the others together: for a worker in the background.

    All widths or none: a browser that knows AVIF looks at no other source, and would show a wide screen a narrow file.
    """
    return tuple(
        Derived(*image.size, "avif", _file(image, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1))
        for image in _smaller_and_smaller(picture)
    )


def _smaller_and_smaller(picture: Picture) -> Iterator[Image.Image]:
    """Give the picture in every width, the widest first, each made from the one before."""
    image = picture.image
    for width in reversed(widths(picture.width)):
        size = (width, max(1, round(picture.height * width / picture.width)))
        image = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        yield image


def _check_claims(opened: Image.Image, data: bytes) -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise BadPicture(f"it is too large to decode ({width} × {height} pixels)")
    if min(width, height) < SHORTEST_SIDE:
        raise BadPicture(f"it is too small for a photo ({width} × {height} pixels)")
    if FORMATS[opened.format] == "jpg" and width * height > PIXELS_IN_A_BYTE * len(data):
        raise BadPicture("it is damaged or cut off")
    # Inside a JPEG's packed pixels FF is always followed by 00, so that this finds the scans, and a chance pair in metadata.
    if FORMATS[opened.format] == "jpg" and data.count(b"\xff\xda") > MOST_SCANS:
        raise BadPicture("it is packed in too many passes")
    if _frames(opened, data) > MOST_FRAMES:
        raise BadPicture("it has too many frames")


def _frames(opened: Image.Image, data: bytes) -> int:
    """Count the frames as a file declares them; a GIF declares none, but each begins with these bytes (as does one in 65,536 places)."""
    return data.count(b"\0,") if opened.format == "GIF" else getattr(opened, "n_frames", 1)


def _decoded(opened: Image.Image, lying: bool) -> Image.Image:
    """Decode every pixel, but keep no more than renditions need: 60 megapixels would cost a gigabyte on the way to RGB."""
    across = opened.height if lying else opened.width
    factor = max(1, across // ENOUGH)
    opened.draft(None, (opened.width // factor, opened.height // factor))  # a JPEG can be decoded smaller; others ignore it
    opened.load()
    factor = (opened.height if lying else opened.width) // ENOUGH
    return opened.reduce(factor) if factor > 1 and opened.mode in SHRINKABLE else opened


@contextmanager
def _refusing() -> Iterator[None]:
    """Make every way of Pillow's to give up one sentence; its decoders raise nearly anything at hostile bytes."""
    try:
        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except BadPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise BadPicture("it is too large to decode") from error
    except UnidentifiedImageError as error:
        raise BadPicture("it is no JPEG, PNG, WebP, GIF or AVIF picture") from error
    except Exception as error:
        raise BadPicture("it is damaged or cut off") from error


def _plain(image: Image.Image) -> Image.Image:
    """Bring any mode to RGB in sRGB, what shows through to white, and forget all metadata."""
    profile = image.info.get("icc_profile")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    plain = _in_srgb(_eight_bit(image), profile)
    if alpha is not None:
        white = Image.new("RGB", plain.size, "white")
        white.paste(plain, mask=alpha)
        plain = white
    # Pillow writes a profile or comment that it finds here into what it saves.
    plain.info = {}
    return plain


def _eight_bit(image: Image.Image) -> Image.Image:
    """Give the colours in mode L, RGB or CMYK."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode in {"1", "LA", "La"} else "RGB")


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Translate colours by the picture's own profile; one that is broken or of another kind of colour is ignored."""
    if isinstance(profile, bytes):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = own.profile.xcolor_space.strip()
            if {"L": "GRAY"}.get(image.mode, image.mode) == space:
                return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return image.convert("RGB")
    return image.convert("RGB")


def _dominant(image: Image.Image) -> str:
    """The most frequent of eight colours, found on a small copy."""
    few = image.resize((48, 48), Image.Resampling.BOX).quantize(8, method=Image.Quantize.MEDIANCUT)
    _, index = max(few.getcolors() or [(0, 0)])
    red, green, blue = (few.getpalette() or [0, 0, 0])[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _file(image: Image.Image, kind: str, **settings: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()
