"""Where a photo's files lie: the original as it came, and what was made from it, all named after the original's content.

Originals may say where and by whom a photo was taken: they lie in the default storage, which nobody is served from. What readers get
lies in the storage called "photos", which another server may serve as it is.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages

from gallery import darkroom
from gallery.barred import held, is_barred
from gallery.pixels.checking import Derived, widths
from gallery.pixels.develop import Developed
from gallery.pixels.picture_metadata import PictureMetadata
from gallery.weights import Weight

MEDIA_TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "avif": "image/avif", "png": "image/png", "gif": "image/gif"}


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
    fingerprint: bytes
    """By which it is looked for in the library, see `gallery.pixels.fingerprints`."""
    says: PictureMetadata
    """The words in the file."""


class Source(NamedTuple):
    """The names of the files of one width, in pixels; the AVIF one comes later than the others, or never."""

    width: int
    webp: str
    jpeg: str
    avif: str


def photos() -> Storage:
    """Give the storage of what readers are served."""
    return storages["photos"]


def beside() -> str:
    """Give what the address of every derived file begins with, before its name: they lie beside one another. Asks the storage nothing."""
    return photos().url("-").removesuffix("-")


def digest_of(data: bytes) -> str:
    """Give the name that a picture's content has here: its SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def store(data: bytes) -> Stored:
    """Check a picture, keep its bytes and make its derived files; the same picture again writes nothing.
    Of a withdrawn photo's file the original alone is kept.

    Raises BadPicture. The original is written last: where it lies whole, everything made from it does, so that what a
    power cut left half-written is made again.
    """
    developed = darkroom.develop(data)
    stored = described(data, developed)
    if not is_whole(stored, len(data)):
        _write_derived(stored.digest, developed.files)
        if not _lies_whole(stored.original, len(data)):
            _write(default_storage, stored.original, data)
    return stored


def described(data: bytes, developed: Developed) -> Stored:
    """Say where a developed picture lies once it is stored, and all that is known of it."""
    digest = digest_of(data)
    original = f"originals/{digest[:2]}/{digest}.{developed.format}"
    return Stored(digest, original, developed.width, developed.height, developed.colour, developed.fingerprint, developed.says)


def is_whole(stored: Stored, size: int) -> bool:
    """Say whether an original of that many bytes lies in the storage, and everything that is made of it at once."""
    if not _lies_whole(stored.original, size):
        return False
    files = sources(stored.digest, stored.width, stored.height)
    return all(photos().exists(source.webp) and photos().exists(source.jpeg) for source in files)


def _lies_whole(original: str, size: int) -> bool:
    return default_storage.exists(original) and default_storage.size(original) == size


def store_again(digest: str, original: str) -> None:
    """Make the derived files of a photo again from its stored original; raises BadPicture, and OSError where that is lost."""
    _write_derived(digest, darkroom.develop(_read(original)).files)


def store_avif(digest: str, original: str) -> bool:
    """Make the AVIF files of a photo from its stored original; say whether its photo was not withdrawn, be it meanwhile.

    Raises BadPicture, and OSError where the original is lost.
    """
    return not is_barred(digest) and _write_derived(digest, darkroom.develop_avif(_read(original)))


def _read(original: str) -> bytes:
    with default_storage.open(original) as file:
        return file.read()


def sources(digest: str, width: int, height: int) -> tuple[Source, ...]:
    """Name the derived files of a photo, the narrowest first, without asking the storage; the height makes no difference."""
    return tuple(Source(each, *(_name(digest, each, extension) for extension in ("webp", "jpg", "avif"))) for each in widths(width))


def _name(digest: str, width: int, extension: str) -> str:
    return f"photos/{digest[:2]}/{digest}-{width}.{extension}"


def _write_derived(digest: str, files: Collection[Derived]) -> bool:
    """Write files of a photo unless it is withdrawn, and keep it from being so until they lie there: whoever withdraws it finds them."""
    with held(digest) as may_be_served:
        for file in files if may_be_served else ():
            _write(photos(), _name(digest, file.width, file.format), file.data)
        if may_be_served:
            Weight.note(digest, {f"{file.width}.{file.format}": len(file.data) for file in files})
    return may_be_served


def _write(storage: Storage, name: str, data: bytes) -> None:
    """Write a file under exactly this name. Where another process just wrote it, that file stays: the content is the same."""
    storage.delete(name)
    content = ContentFile(data)
    content.content_type = MEDIA_TYPES[name.rpartition(".")[2]]  # what an object store will serve it as
    given = storage.save(name, content)
    if given != name:
        storage.delete(given)
