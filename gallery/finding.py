"""Which rows of the library the photos of a story are: by their very file, by an address, by their words in this story; else new ones.

An address is believed only as far as the pixels at hand don't contradict it: publishers put other pictures under old addresses.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gallery.collapse import CollapsedPhoto, identities
from gallery.looking import shows_the_same
from gallery.models import FormerFile, Photo, Rendition
from gallery.renditions import Stored


@dataclass(frozen=True, slots=True)
class Found:
    """The photo that is shown, and the key of the one that it is by itself: another where that was joined to it."""

    row: Photo
    born: int


def find_rows(article: "Article", photos: Sequence[CollapsedPhoto], files: Sequence[Stored | None]) -> list[Found]:  # noqa: F821
    """Find each photo's row, or make it; `files` are those that came with the story, one for each photo or None."""
    names = [identities(photo.urls, photo.caption) for photo in photos]
    by_file = {row.digest: _found(row) for row in Photo.objects.filter(digest__in=[file.digest for file in files if file])}
    by_url = _by_url(url for photo in photos for url in photo.urls)
    by_name = _by_name(article, {name for each in names for name in each})
    named = Counter(url for photo in photos for url in set(photo.urls))
    found: list[Found] = []
    claimed: set[str] = set()
    given: dict[int, Stored] = {}
    for photo, own, file in zip(photos, names, files, strict=True):
        one = by_file.get(file.digest) if file else None
        # An address that others of the story's photos name as well tells least.
        at_address = [by_url[url] for url in sorted(photo.urls, key=lambda url: named[url] > 1) if url in by_url]
        # What the collapse kept apart is not joined by an address without its sizes.
        at_address += [by_name[name] for name in own if name in by_name and name not in claimed]
        one = one or next((each for each in dict.fromkeys(at_address) if not file or _may_have(each.row, file, given)), None)
        one = one or _found(_new_photo(article, photo, own))
        if file and one.row.digest is None:
            by_file.setdefault(file.digest, one)
            given.setdefault(one.row.pk, file)
        claimed |= set(own)
        found.append(one)
    return found


def _may_have(row: Photo, file: Stored, given: dict[int, Stored]) -> bool:
    """Tell whether a file at hand can be that of a photo found by an address: the file it has, or is about to get, shows the same.

    A file that an editor replaced was that photo's, whatever the new one shows.
    """
    held = given.get(row.pk) or (row if row.digest else None)
    if held is None:
        return True
    formerly = FormerFile.objects.filter(Q(photo=row) | Q(photo__merged_into=row), digest=file.digest)
    return formerly.exists() or shows_the_same(held, file)


def _by_url(addresses: Iterable[str]) -> dict[str, Found]:
    renditions = Rendition.objects.filter(url__in=set(addresses)).select_related("photo")
    return {rendition.url: Found(rendition.photo, rendition.born_id) for rendition in renditions}


def _by_name(article: "Article", names: set[str]) -> dict[str, Found]:  # noqa: F821
    renditions = Rendition.objects.filter(key__in=names).select_related("photo").order_by("-pk")
    found = {rendition.key: Found(rendition.photo, rendition.born_id) for rendition in renditions}
    worded = Photo.objects.filter(article=article, words__in=names).select_related("merged_into")
    return found | {photo.words: _found(photo) for photo in worded}


def _found(photo: Photo) -> Found:
    """A tombstone stands for the photo it was joined to."""
    return Found(photo.survivor, photo.pk)


def _new_photo(article: "Article", photo: CollapsedPhoto, names: Sequence[str]) -> Photo:  # noqa: F821
    if photo.urls:
        return Photo.objects.create()
    return Photo.objects.create(article=article, words=names[0])
