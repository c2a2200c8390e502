"""Pictures at hand that their addresses would make one photo are looked at first: pixels that differ stand against it."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from django.core.files.storage import default_storage
from PIL import Image

from gallery.collapse import CollapsedPhoto, Gallery
from gallery.darkroom import develop
from gallery.models import Rendition
from gallery.photo_urls import best_first, key
from gallery.pixels.alike import Verdict, same
from gallery.pixels.checking import BadPicture, Derived
from gallery.pixels.proofs import Proof, proof
from gallery.renditions import photos, sources
from gallery.sightings import Sighting

MOST = 8
"""Figures of one photo that are looked at; pages show one in two or three."""

Pair = tuple[str, str]
"""Two addresses, the one that sorts first on the left."""


class InStorage(Protocol):
    """What lies in the storage under its content's name: a photo that has its file, or a file still to be given."""

    digest: str
    original: object
    """Its name is its text."""
    width: int
    height: int


def shows_the_same(one: InStorage, other: InStorage) -> bool:
    """Tell whether two stored pictures are one photo for certain; what leaves a doubt, or is lost, is not."""
    if one.digest == other.digest:
        return True
    try:
        return same(proof(smallest(one)), proof(smallest(other))).verdict is Verdict.SAME
    except OSError:
        return False


def smallest(picture: InStorage) -> Image.Image:
    """Read a stored picture's smallest file, which this project made itself, in grey; raises OSError where it is lost.

    That of a withdrawn photo is made once more, for nobody to see: what is one with it is to be found.
    """
    name = sources(picture.digest, picture.width, picture.height)[0].jpeg
    try:
        with photos().open(name) as file:
            data = file.read()
    except FileNotFoundError:
        data = _made_again(picture)
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        return image.convert("L")


def _made_again(picture: InStorage) -> bytes:
    with default_storage.open(str(picture.original)) as file:
        data = file.read()
    try:
        return _narrowest(develop(data).files)
    except BadPicture as error:
        raise OSError(f"The original can't be shown: {error}") from error


def seen_apart(sightings: Sequence[Sighting], gallery: Gallery, pictures: Mapping[str, bytes]) -> set[Pair]:
    """Give the addresses of each photo behind which the pictures at hand are two photographs, found in different figures."""
    found: set[Pair] = set()
    for photo in gallery.photos:
        at_hand = _by_figure(sightings, photo, pictures)
        if len({pictures[url] for url in at_hand}) > 1:
            found |= _differing(at_hand, pictures)
    return found


def known_apart(sightings: Iterable[Sighting]) -> set[Pair]:
    """Give the addresses that differ in their sizes alone, behind which the library has two photos with a file each."""
    addresses = {url for seen in sightings for url in seen.urls}
    rows = Rendition.objects.filter(url__in=addresses, photo__digest__isnull=False).values_list("url", "photo")
    photos: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for url, photo in rows:
        photos[key(url)].append((url, photo))
    pairs = (pair for alike in photos.values() for pair in combinations(sorted(alike), 2))
    return {(left, right) for (left, one), (right, other) in pairs if one != other}


def kept_apart(gallery: Gallery) -> set[Pair]:
    """Give the addresses that a page makes one photo of, behind which the library has two with a file each.

    Pixels that are one photo's for certain join them soon; until then, and where they leave a doubt, they stay two.
    """
    addresses = {url for photo in gallery.photos for url in photo.urls}
    owners = {
        row.url: row.photo for row in Rendition.objects.filter(url__in=addresses, photo__digest__isnull=False).select_related("photo")
    }
    found: set[Pair] = set()
    for photo in gallery.photos:
        urls = {owners[url].pk: url for url in reversed(photo.urls) if url in owners}
        pairs = combinations(sorted(urls.values()), 2) if 1 < len(urls) <= MOST else ()
        found |= {(left, right) for left, right in pairs if not shows_the_same(owners[left], owners[right])}
    return found


def _by_figure(sightings: Sequence[Sighting], photo: CollapsedPhoto, pictures: Mapping[str, bytes]) -> list[str]:
    """Give the best address of each figure that a picture is at hand for."""
    figures: dict[int, list[str]] = defaultdict(list)
    for seen in (sightings[place] for place in photo.sightings):
        if seen.figure is not None and not seen.dropped:
            figures[seen.figure] += seen.urls
    best = (next(filter(pictures.__contains__, best_first(urls)), None) for urls in figures.values())
    return [url for url in dict.fromkeys(best) if url is not None][:MOST]


def _differing(addresses: Sequence[str], pictures: Mapping[str, bytes]) -> set[Pair]:
    proofs = {url: shown for url in addresses if (shown := _proof(pictures[url])) is not None}
    pairs = combinations(sorted(proofs), 2)
    return {(left, right) for left, right in pairs if same(proofs[left], proofs[right]).verdict is Verdict.DIFFERENT}


def _proof(data: bytes) -> Proof | None:
    """Make a picture ready for comparing; None for what is none."""
    try:
        files = develop(data).files
    except BadPicture:
        return None
    return proof(Image.open(io.BytesIO(_narrowest(files)), formats=["JPEG"]))


def _narrowest(files: Iterable[Derived]) -> bytes:
    return min((file for file in files if file.format == "jpg"), key=lambda file: file.width).data
