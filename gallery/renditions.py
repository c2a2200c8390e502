"""Where a photo's files lie: the original as it came, and what was made from it, all named after the original's content."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from gallery.picture_metadata import NOTHING, PictureMetadata, read_metadata
from gallery.pixels import Picture, check, renditions, widths


@dataclass(frozen=True, slots=True)
class Stored:
    """A photo's file in the storage; width and height in pixels, of the upright picture."""

    digest: str
    """SHA-256 of the original's bytes."""
    original: str
    """The original's name in the storage."""
    width: int
    height: int
    colour: str
    """The dominant colour, `#rrggbb`."""
    says: PictureMetadata = NOTHING
    """The words in the file."""


class Source(NamedTuple):
    """The names of the two files of one width, in pixels."""

    width: int
    webp: str
    jpeg: str


def store(data: bytes, storage: Storage = default_storage) -> Stored:
    """Check a picture, keep its bytes and make its derived files; the same picture again writes nothing.

    Raises BadPicture. The original is written last: where it lies whole, everything made from it does, so that what a
    power cut left half-written is made again.
    """
    picture = check(data)
    digest = hashlib.sha256(data).hexdigest()
    original = f"originals/{digest[:2]}/{digest}.{picture.format}"
    if not _is_whole(storage, original, len(data)) or not _has_all(storage, digest, picture):
        for file in renditions(picture):
            _write(storage, _name(digest, file.width, file.format), file.data)
        _write(storage, original, data)
    return Stored(digest, original, picture.width, picture.height, picture.colour, read_metadata(data))


def sources(digest: str, width: int, height: int) -> tuple[Source, ...]:
    """Name the derived files of a photo, the narrowest first, without asking the storage; the height makes no difference."""
    return tuple(Source(each, _name(digest, each, "webp"), _name(digest, each, "jpg")) for each in widths(width))


def _name(digest: str, width: int, extension: str) -> str:
    return f"photos/{digest[:2]}/{digest}-{width}.{extension}"


def _is_whole(storage: Storage, name: str, size: int) -> bool:
    return storage.exists(name) and storage.size(name) == size


def _has_all(storage: Storage, digest: str, picture: Picture) -> bool:
    return all(storage.exists(source.webp) and storage.exists(source.jpeg) for source in sources(digest, picture.width, picture.height))


def _write(storage: Storage, name: str, data: bytes) -> None:
    """Write a file under exactly this name. Where another process just wrote it, that file stays: the content is the same."""
    storage.delete(name)
    given = storage.save(name, ContentFile(data))
    if given != name:
        storage.delete(given)
