"""A web archive given to the desk: the one page in it that a story is to be made of, with its pictures."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from articles.reading.story import Unreadable
from articles.uploads import LARGEST_UPLOAD, MOST_PICTURES, BadUpload, Upload
from articles.webarchives.index import comparable
from articles.webarchives.opening import HEAD, SAFARI, Packed, kind_of, packed_pages

NAMED = 3
"""Addresses that are named where there is more than one page."""


def archive_in(files: list[tuple[str, bytes]], address: str) -> Upload | None:
    """Give the page of the archive that was uploaded, None where none was; `address` says which page is meant where it holds several.

    Raises BadUpload.
    """
    archives = [(name, data, kind) for name, data in files if (kind := kind_of(data[:HEAD]))]
    if not archives:
        return None
    if archives[0][2] == SAFARI:
        raise BadUpload("it is an archive of Safari’s own kind; save the page as HTML or MHTML from another browser")
    if len(files) > 1:
        raise BadUpload("an archive is given alone, with its page and pictures in it")
    name, data, kind = archives[0]
    with NamedTemporaryFile(prefix="cutline-") as file:
        file.write(data)
        file.flush()
        try:
            return _upload(name, list(_pages(Path(file.name), kind, address)))
        except Unreadable as error:
            raise BadUpload(str(error)) from error


def _pages(path: Path, kind: str, address: str) -> Iterator[tuple[Packed, dict[str, bytes]]]:
    """Give the pages that may be meant; pictures only with the first, since they can be asked for only now."""
    wanted = comparable(address) if address and kind == "warc" else ""
    damage = ""
    found = 0
    for packed in packed_pages(path, kind):
        if not isinstance(packed, Packed):
            damage = damage or packed.problem
        elif not wanted or comparable(packed.url) == wanted:
            found += 1
            yield packed, _largest(packed) if found == 1 else {}
    if not found:
        raise BadUpload(damage or (f"there is no page of {address} in it" if wanted else "there is no page in it"))


def _largest(packed: Packed) -> dict[str, bytes]:
    """Give the largest pictures, as many as are taken: a story's photos are larger than what stands around it."""
    at_hand = sorted(((url, data) for url, data in packed.all_pictures()), key=lambda picture: len(picture[1]), reverse=True)
    room, taken = LARGEST_UPLOAD, {}
    for url, data in at_hand[:MOST_PICTURES]:
        room -= len(data)
        if room >= 0:
            taken[url] = data
    return taken


def _upload(name: str, pages: list[tuple[Packed, dict[str, bytes]]]) -> Upload:
    if len(pages) > 1:
        named = ", ".join(packed.url for packed, _ in pages[:NAMED]) + (" …" if len(pages) > NAMED else "")
        raise BadUpload(f"there are {len(pages)} pages in it ({named}): give the address of the one you mean, too")
    packed, pictures = pages[0]
    return Upload(name[-250:], packed.page.data, pictures, packed.url, packed.page.charset, packed.taken_at, is_archive=True)
