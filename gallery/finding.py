"""Which rows of the library the photos of a story are: by their very file, by an address, by their words in this story; else new ones.

An address is believed only as far as the pixels at hand don't contradict it: publishers put other pictures under old addresses.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from gallery.collapse import CollapsedPhoto, identities
from gallery.looking import shows_the_same
from gallery.models import FormerFile, Photo, Rendition
from gallery.renditions import Stored


def find_rows(article: "Article", photos: Sequence[CollapsedPhoto], files: Sequence[Stored | None]) -> list[Photo]:  # noqa: F821
    """Find each photo's row, or make it; `files` are those that came with the story, one for each photo or None."""
    names = [identities(photo.urls, photo.caption) for photo in photos]
    by_file = {row.digest: row for row in _living(Photo.objects.filter(digest__in=[file.digest for file in files if file]))}
    by_url = _by_url(url for photo in photos for url in photo.urls)
    by_name = _by_name(article, {name for each in names for name in each})
    rows: list[Photo] = []
    claimed: set[str] = set()
    given: dict[int, Stored] = {}
    for photo, own, file in zip(photos, names, files, strict=True):
        row = by_file.get(file.digest) if file else None
        at_address = [by_url[url] for url in photo.urls if url in by_url]
        # What the collapse kept apart is not joined by an address without its sizes.
        at_address += [by_name[name] for name in own if name in by_name and name not in claimed]
        row = row or next((each for each in dict.fromkeys(at_address) if not file or _may_have(each, file, given)), None)
        row = row or _new_photo(article, photo, own)
        if file and row.digest is None:
            by_file.setdefault(file.digest, row)
            given.setdefault(row.pk, file)
        claimed |= set(own)
        rows.append(row)
    return rows


def _may_have(row: Photo, file: Stored, given: dict[int, Stored]) -> bool:
    """Tell whether a file at hand can be that of a photo found by an address: the file it has, or is about to get, shows the same.

    A file that an editor replaced was that photo's, whatever the new one shows.
    """
    held = given.get(row.pk) or (row if row.digest else None)
    if held is None:
        return True
    formerly = FormerFile.objects.filter(Q(photo=row) | Q(photo__merged_into=row), digest=file.digest)
    return formerly.exists() or shows_the_same(held, file)


def _by_url(addresses: Iterable[str]) -> dict[str, Photo]:
    renditions = Rendition.objects.filter(url__in=set(addresses)).select_related("photo__merged_into")
    return {rendition.url: rendition.photo.merged_into or rendition.photo for rendition in renditions}


def _by_name(article: "Article", names: set[str]) -> dict[str, Photo]:  # noqa: F821
    renditions = Rendition.objects.filter(key__in=names).select_related("photo__merged_into").order_by("-pk")
    found = {rendition.key: rendition.photo.merged_into or rendition.photo for rendition in renditions}
    return found | {photo.words: photo for photo in _living(Photo.objects.filter(article=article, words__in=names))}


def _living(photos: QuerySet) -> list[Photo]:
    """A tombstone stands for the photo it was merged into."""
    return [photo.merged_into or photo for photo in photos.select_related("merged_into")]


def _new_photo(article: "Article", photo: CollapsedPhoto, names: Sequence[str]) -> Photo:  # noqa: F821
    if photo.urls:
        return Photo.objects.create()
    return Photo.objects.create(article=article, words=names[0])
