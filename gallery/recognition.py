"""A photo that has its file is held against the whole library: joined with the one it is; an editor is asked where the pixels don't tell.

Fingerprints find whom to look at, the pixels decide. An editor's word stands above both.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from threading import Lock

from django.db.models import Q
from PIL import ImageOps

from gallery.asking import ask_of
from gallery.joining import are_kept_apart, join, locked
from gallery.looking import smallest
from gallery.models import Comparison, Fingerprint, Photo
from gallery.pixels import fingerprints
from gallery.pixels.alike import Likeness, Verdict, same
from gallery.pixels.lookup import Fingerprints
from gallery.pixels.proofs import proof
from gallery.races import redone

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

    def near(self, *prints: fingerprints.Fingerprint) -> list[list[int]]:
        """Give for each fingerprint the photos that may be the one it is of, the nearest first."""
        with self._lock:
            self._catch_up()
            return [[candidate.photo for candidate in self._index.near(each)] for each in prints]

    def _catch_up(self) -> None:
        after = max(self._recent, default=0) - _READ_AGAIN
        is_first = not len(self._index)  # a photo has one row: nothing to take out, which costs a look through all of the others
        rows = Fingerprint.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "photo_id", "hashes")
        for pk, photo, row in rows.iterator(chunk_size=2000):
            if self._recent.get(pk) != (photo, bytes(row)):
                if not is_first:
                    self._index.remove(photo)
                self._index.add(photo, fingerprints.from_bytes(row))
                self._recent[pk] = photo, bytes(row)
                self._recent.pop(pk - _READ_AGAIN, None)
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
    picture = smallest(photo)
    own = proof(picture)
    # A mirrored print is found by its mirror image: whether it is the photo, an editor says.
    near = _known.near(fingerprints.from_bytes(row.hashes), fingerprints.fingerprint(ImageOps.mirror(picture)))
    for other in _candidates(photo, near):
        first, second = sorted((photo, other), key=lambda each: each.pk)
        theirs = proof(smallest(other))
        likeness = same(own, theirs) if first is photo else same(theirs, own)
        if likeness.verdict is not Verdict.DIFFERENT:
            _settle(first, second, likeness)
    became = Photo.objects.get(pk=photo.pk).survivor
    # A larger file goes to the photo that is kept, with its fingerprint.
    Fingerprint.objects.filter(photo__in=[photo, became], hashes=row.hashes).update(compared=True)
    return became


def near(photo: Photo) -> list[int]:
    """Give the photos whose fingerprints are like this one's, the nearest first, whatever the pixels or anybody said of them."""
    row = Fingerprint.objects.filter(photo=photo).first()
    return [pk for pk in _known.near(fingerprints.from_bytes(row.hashes))[0][:MOST] if pk != photo.pk] if row else []


def _candidates(photo: Photo, near: Iterable[Sequence[int]]) -> Iterator[Photo]:
    """Give those with a file that were not compared with this photo yet, as they are now; for a tombstone the photo it became."""
    mine = Q(left=photo) | Q(right=photo)
    done = {pk for pair in Comparison.objects.filter(mine).values_list("left", "right") for pk in pair} | {photo.pk}
    became = dict(Photo.objects.filter(pk__in={pk for some in near for pk in some}).values_list("pk", "merged_into"))
    nearest = (islice(dict.fromkeys(became[pk] or pk for pk in some if pk in became), MOST) for some in near)
    for pk in dict.fromkeys(chain.from_iterable(nearest)):
        other = None if pk in done else Photo.objects.filter(pk=pk, merged_into=None, digest__isnull=False).first()
        if other is not None:
            yield other


@redone
def _settle(older: Photo, younger: Photo, likeness: Likeness) -> None:
    """Keep what the pixels say of two photos, and join them where they are one and no editor says otherwise."""
    kept, gone = sorted(locked(older, younger), key=lambda each: each.pk)
    if kept.pk == gone.pk:
        return
    certain = likeness.verdict is Verdict.SAME
    answer = False if are_kept_apart(gone, kept) else True if certain else None
    said = {"same": answer, "why": likeness.why, "coarse": likeness.coarse, "fine": likeness.fine}
    seen = {"left_file": older.digest, "right_file": younger.digest, "left_part": likeness.part_of_a, "right_part": likeness.part_of_b}
    Comparison.objects.update_or_create(left=older, right=younger, defaults=said | seen)
    if answer:
        join(gone, kept)
    else:
        ask_of(kept.pk, gone.pk)
