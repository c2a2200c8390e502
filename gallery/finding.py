"""Which rows of the library the photos of a story are: by their very file, by an address, by their words in this story; else new ones."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from gallery.collapse import CollapsedPhoto, identities
from gallery.models import Photo, Rendition
from gallery.renditions import Stored


def find_rows(article: "Article", photos: Sequence[CollapsedPhoto], files: Sequence[Stored | None]) -> list[Photo]:  # noqa: F821
    """Find each photo's row, or make it; `files` are those that came with the story, one for each photo or None."""
    names = [identities(photo.urls, photo.caption) for photo in photos]
    by_file = {row.digest: row for row in _living(Photo.objects.filter(digest__in=[file.digest for file in files if file]))}
    by_url = _by_url(url for photo in photos for url in photo.urls)
    by_name = _by_name(article, {name for each in names for name in each})
    rows: list[Photo] = []
    claimed: set[str] = set()
    for photo, own, file in zip(photos, names, files, strict=True):
        row = by_file.get(file.digest) if file else None
        row = row or next((by_url[url] for url in photo.urls if url in by_url), None)
        # What the collapse kept apart is not joined by an address without its sizes.
        row = row or next((by_name[name] for name in own if name in by_name and name not in claimed), None)
        row = row or _new_photo(article, photo, own)
        if file and row.digest is None:
            by_file.setdefault(file.digest, row)
        claimed |= set(own)
        rows.append(row)
    return rows


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
