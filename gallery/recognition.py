"""A photo that has its file is held against the whole library: joined with the one it is; an editor is asked where the pixels don't tell.

Fingerprints find whom to look at, the pixels decide. An editor's word stands above both.
"""

from collections.abc import Iterator
from threading import Lock

from django.db import transaction
from django.db.models import Q
from PIL import Image

from gallery.alike import Likeness, Verdict, same
from gallery.fingerprints import from_bytes
from gallery.joining import are_kept_apart, join, survivors
from gallery.lookup import Fingerprints
from gallery.models import Comparison, Fingerprint, Photo
from gallery.proofs import Proof, proof
from gallery.renditions import photos, sources

MOST = 40
"""Candidates that are looked at, the nearest first; a look takes some 5 ms."""
_READ_AGAIN = 256
"""Rows that are read once more at each look: of two workers' rows the later number can be there first."""


class _Known:
    """The library's fingerprints in this process's memory, brought up to date before each look."""

    def __init__(self) -> None:
        self._index = Fingerprints()
        self._recent: dict[int, tuple[int, bytes]] = {}
        self._lock = Lock()

    def near(self, row: Fingerprint) -> list[int]:
        """Give the photos that may be the one with this fingerprint, the nearest first."""
        with self._lock:
            self._catch_up()
            found = self._index.near(from_bytes(row.hashes))
        return [candidate.photo for candidate in found if candidate.photo != row.photo_id]

    def _catch_up(self) -> None:
        after = max(self._recent, default=0) - _READ_AGAIN
        rows = Fingerprint.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "photo_id", "hashes")
        for pk, photo, hashes in rows.iterator(chunk_size=2000):
            if self._recent.get(pk) != (photo, bytes(hashes)):
                self._index.remove(photo)
                self._index.add(photo, from_bytes(hashes))
                self._recent[pk] = photo, bytes(hashes)
        newest = max(self._recent, default=0)
        self._recent = {pk: said for pk, said in self._recent.items() if pk > newest - _READ_AGAIN}


_known = _Known()


def recognise(photo: Photo) -> Photo:
    """Find the photos of the library that this one is; give the one it is then, which may be another than before.

    What was found stays as a Comparison. A repeat finds nothing new; what a killed process leaves undone is done by the next.
    """
    row = Fingerprint.objects.filter(photo=photo).first()
    if row is None:
        return photo.survivor
    own = _proof(photo)
    for other in _candidates(row):
        first, second = sorted((photo, other), key=lambda each: each.pk)
        likeness = same(own, _proof(other)) if first is photo else same(_proof(other), own)
        if likeness.verdict is not Verdict.DIFFERENT:
            _settle(first, second, likeness)
    Fingerprint.objects.filter(pk=row.pk).update(compared=True)
    return Photo.objects.get(pk=photo.pk).survivor


def _candidates(row: Fingerprint) -> Iterator[Photo]:
    """Give the photos with a file that may be this one, were not compared with it yet and are nobody's tombstone, as they are now."""
    mine = Q(left=row.photo_id) | Q(right=row.photo_id)
    compared = {pk for pair in Comparison.objects.filter(mine).values_list("left", "right") for pk in pair}
    for pk in _known.near(row)[:MOST]:
        other = None if pk in compared else Photo.objects.filter(pk=pk, merged_into=None, digest__isnull=False).first()
        if other is not None:
            yield other


@transaction.atomic
def _settle(older: Photo, younger: Photo, likeness: Likeness) -> None:
    """Keep what the pixels say of two photos, and join them where they are one and no editor says otherwise."""
    kept, gone = sorted(survivors(older, younger), key=lambda each: each.pk)
    certain = likeness.verdict is Verdict.SAME
    answer = False if are_kept_apart(gone, kept) else True if certain else None
    said = {"same": answer, "why": likeness.why, "coarse": likeness.coarse, "fine": likeness.fine}
    parts = {"left_part": likeness.part_of_a, "right_part": likeness.part_of_b}
    Comparison.objects.update_or_create(left=older, right=younger, defaults=said | parts)
    if answer:
        join(gone, kept)


def _proof(photo: Photo) -> Proof:
    """Read a photo's smallest file, which this project made itself."""
    smallest = sources(photo.digest, photo.width, photo.height)[0]
    with photos().open(smallest.jpeg) as file, Image.open(file, formats=["JPEG"]) as image:
        return proof(image)
