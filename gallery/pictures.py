"""A photo's derived files as a page names them: addresses, sizes and what a crop keeps in sight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gallery.models import Photo
from gallery.renditions import MEDIA_TYPES, Source, beside, sources

PLAIN_WIDTH = 1280
"""Pixels of the file for those who don't choose among sizes: feed readers, old browsers."""
_DERIVED = re.compile(r"photos/[0-9a-f]{2}/[0-9a-f]{64}-[0-9]{1,5}\.(webp|jpg|avif)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Picture:
    """What `<picture>` needs; widths and heights in pixels."""

    name: str
    """The plain file's name in the storage."""
    src: str
    width: int
    height: int
    webp: str
    jpeg: str
    """Two `srcset`s."""
    avif: str
    """A third one; empty until the files are made."""
    alt: str
    classes: str
    """Those of the focal point, to the nearest tenth, and of the dominant colour, to the nearest of `colours.css`."""


def picture_of(photo: Photo) -> Picture | None:
    """Give the picture of a photo, or None while it has no file. Asks neither database nor storage."""
    if not (photo.digest and photo.width and photo.height):
        return None
    look = photo.focal_x, photo.focal_y, photo.colour
    return _picture(beside(), photo.digest, photo.width, photo.height, photo.has_avif, photo.alt or "", look)


@lru_cache(maxsize=4096)
def _picture(base: str, digest: str, whole_width: int, whole_height: int, has_avif: bool, alt: str, look: tuple[int, int, str]) -> Picture:
    """Name the files; a page names each picture two or three times."""
    files = sources(digest, whole_width, whole_height)
    width, _, name, _ = plain_of(files)
    focal_x, focal_y, colour = look
    return Picture(
        name=name,
        src=base + name,
        width=width,
        height=max(1, round(whole_height * width / whole_width)),
        webp=", ".join(f"{base}{file.webp} {file.width}w" for file in files),
        jpeg=", ".join(f"{base}{file.jpeg} {file.width}w" for file in files),
        avif=", ".join(f"{base}{file.avif} {file.width}w" for file in files) if has_avif else "",
        alt=alt,
        classes=f"fx-{round(focal_x / 10)} fy-{round(focal_y / 10)} {_colour_class(colour)}".rstrip(),
    )


def plain_of(files: Sequence[Source]) -> Source:
    """Choose, of a photo's files, those for who doesn't choose."""
    return max((file for file in files if file.width <= PLAIN_WIDTH), default=files[0])


def media_type(name: str) -> str | None:
    """Give the media type of a derived file by the shape of its name; None for every other name."""
    shape = _DERIVED.fullmatch(name)
    return MEDIA_TYPES[shape[1]] if shape else None


def digest_in(name: str) -> str:
    """Give the SHA-256 of the original out of a derived file's name."""
    return name.rpartition("/")[2].partition("-")[0]


def _colour_class(colour: str) -> str:
    """Name the class of a colour, `#rrggbb`; empty where there is none."""
    levels = (round(int(part, 16) / 51) for part in re.findall("[0-9a-f]{2}", colour))
    return f"c-{''.join(map('0369cf'.__getitem__, levels))}" if colour else ""
