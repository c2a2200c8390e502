"""What is uploaded to make a story of: one page or text, alone, with pictures, or packed with them in a zip file."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from articles.reading.reader import MAX_BYTES
from gallery.pixels.checking import LARGEST_FILE

PAGES = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".gz")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".jfif")
MOST_PICTURES = 100
LARGEST_UPLOAD = 100 * 1024 * 1024
"""Bytes of everything given at once, unpacked."""
MOST_ENTRIES = 2_000
"""Of a zip file: what a browser saves of a page has scripts and styles besides."""
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class BadUpload(Exception):
    """What was uploaded is not a page with its pictures; the message says why, one sentence."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A page's bytes with its name, and the pictures that came with it by theirs: a path below the page's folder, or a bare name."""

    name: str
    data: bytes = field(repr=False)
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)
    url: str = ""
    """Where it stood, as its archive says."""
    charset: str = ""
    taken_at: datetime | None = None
    """When its archive captured it."""
    is_archive: bool = False
    """It came in an archive: its pictures go by their addresses."""


def upload_of(files: Iterable[tuple[str, bytes]]) -> Upload:
    """Make out which of the files is the page, and which are its pictures; others are left aside.

    Raises BadUpload.
    """
    unpacked = [(each.replace("\0", ""), content) for name, data in files for each, content in _unpacked(name, data)]
    if sum(len(data) for _, data in unpacked) > LARGEST_UPLOAD:
        raise BadUpload(f"it is larger than {LARGEST_UPLOAD // 1_048_576} MB in all")
    pages = [each for each in unpacked if each[0].lower().endswith(PAGES)]
    # A saved page's frames lie in its folder, and are pages too.
    top = min((name.count("/") for name, _ in pages), default=0)
    pages = [each for each in pages if each[0].count("/") == top]
    if not pages:
        raise BadUpload("there is no page in it: an HTML file or a text file")
    if len(pages) > 1:
        raise BadUpload(f"there are {len(pages)} pages in it ({', '.join(name for name, _ in pages[:3])} …): give one at a time")
    name, data = pages[0]
    folder = name[: name.rfind("/") + 1]
    pictures = {each.removeprefix(folder): content for each, content in unpacked if each.lower().endswith(PICTURES)}
    if len(pictures) > MOST_PICTURES:
        raise BadUpload(f"there are more than {MOST_PICTURES} pictures in it")
    return Upload(name.removeprefix(folder)[-250:], data, pictures)


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if not name.lower().endswith(".zip"):
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from _entries(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise BadUpload("the zip file is broken or locked") from error


def _entries(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Give the pages and pictures of a zip file, never more than is allowed, whatever it says of their sizes."""
    if len(packed.infolist()) > MOST_ENTRIES:
        raise BadUpload(f"there are more than {MOST_ENTRIES} files in the zip file")
    room = LARGEST_UPLOAD
    for entry in packed.infolist():
        name = entry.filename.replace("\\", "/")
        wanted = not entry.is_dir() and not name.startswith("__MACOSX/") and name.lower().endswith(PAGES + PICTURES)
        if not wanted or entry.compress_type not in PACKINGS:
            continue
        limit = min(room, LARGEST_FILE if name.lower().endswith(PICTURES) else MAX_BYTES)
        with packed.open(entry) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise BadUpload(f"{name.rpartition('/')[2]} in it is too large")
        room -= len(data)
        yield name, data
