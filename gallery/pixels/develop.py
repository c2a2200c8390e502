"""What is made of a picture's bytes, from one decoding. Pure; `darkroom` has it done in a child process."""

from dataclasses import dataclass

from PIL import AvifImagePlugin

from gallery.pixels.checking import Derived, avif_renditions, check, renditions
from gallery.pixels.fingerprints import fingerprint
from gallery.pixels.picture_metadata import PictureMetadata, read_metadata

# The child's memory is limited by addresses, and each thread of a decoder reserves some whether it needs them or not.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


@dataclass(frozen=True, slots=True)
class Developed:
    """Everything that is kept of a picture but its own bytes; width and height in pixels, of the upright picture."""

    width: int
    height: int
    format: str
    """What it really is, as a file extension: jpg, png, webp, gif or avif."""
    colour: str
    """The dominant colour, `#rrggbb`."""
    says: PictureMetadata
    """The words in the file."""
    fingerprint: bytes
    """By which it is looked for in the library, see `gallery.pixels.fingerprints`."""
    files: tuple[Derived, ...]
    """What pages show, made from it."""


def develop(data: bytes) -> Developed:
    """Check a picture and make the files that pages show at once; raises BadPicture."""
    picture = check(data)
    print_ = fingerprint(picture.image).tobytes()
    return Developed(picture.width, picture.height, picture.format, picture.colour, read_metadata(data), print_, renditions(picture))


def develop_avif(data: bytes) -> tuple[Derived, ...]:
    """Make the files that take long to make: AVIF in every width; raises BadPicture."""
    return avif_renditions(check(data))
