"""Photos that are one with others: all of them, the names they go by in an editor's word, and what was said of two."""

from django.db.models import Q, QuerySet

from gallery.models import Photo, Verdict
from gallery.verdicts import name_in


def together(*photos: int) -> list[Photo]:
    """Give photos that are shown, by their keys, and all that are joined to them, the oldest first."""
    return list(Photo.objects.filter(Q(pk__in=photos) | Q(merged_into__in=photos)).order_by("pk"))


def names_apart(one: Photo, other: Photo) -> tuple[str, str] | None:
    """Give the names under which an editor's word about two photos is kept, the one that sorts first on the left.

    They survive joining and reading again. Photos whose addresses differ in their sizes alone are told apart by the very addresses.
    None where nothing tells them apart.
    """
    left, right = (_names_of(photo) for photo in (one, other))
    first = next((name for name in left if name not in right), None)
    second = next((name for name in right if name not in left), None)
    return (min(first, second), max(first, second)) if first and second else None


def _names_of(photo: Photo) -> list[str]:
    """Give the renditions' normalised addresses first, then the very ones; a photo without any is known by its words or its file."""
    offered = list(photo.renditions.order_by("pk").values_list("key", "url"))
    worded = [name_in(each.words, each.article_id) for each in together(photo.pk) if each.words]
    keys, urls = [key for key, _ in offered], [url for _, url in offered]
    return list(dict.fromkeys(filter(None, [*keys, *urls, *worded, f"file:{photo.digest}" if photo.digest else ""])))


def verdicts_between(one: Photo, other: Photo) -> QuerySet[Verdict]:
    """Give what editors have said of two photos."""
    left, right = (_names_of(photo) for photo in (one, other))
    left, right = [name for name in left if name not in right], [name for name in right if name not in left]
    return Verdict.objects.filter(Q(left__in=left, right__in=right) | Q(left__in=right, right__in=left))
