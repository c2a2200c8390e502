"""Two photos that turn out to be one: one becomes a tombstone, and every story shows the other once, with one caption under it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from gallery import stories
from gallery.models import Caption, Photo, Rendition, Verdict
from gallery.settling import settle, together
from gallery.verdicts import name_in


@transaction.atomic
def join(gone: Photo, kept: Photo) -> Photo:
    """Make one photo of two, and give it; the first one, unchanged, where an editor's word stands against it.

    In a story that shows both, the photo stands at the earlier place with the first words said under either; the others stay in
    the receipt. The larger of the two files is shown from then on. What is written is what reading the same pages again would write.
    """
    gone, kept = locked(gone, kept)
    if gone.pk == kept.pk or are_kept_apart(gone, kept):
        return gone
    Photo.objects.filter(pk=gone.pk).update(joined_to=kept)
    settle([gone.pk, kept.pk])
    kept.refresh_from_db()
    return kept


def locked(*photos: Photo) -> list[Photo]:
    """Read photos anew, each as the one it became, and keep others from them and from their stories for the rest of the transaction."""
    pks = {photo.pk for photo in photos} | {pk for photo in photos if (pk := Photo.objects.get(pk=photo.pk).merged_into_id)}
    stories.lock(stories.with_photos(pks))
    return survivors(*photos)


def survivors(*photos: Photo) -> list[Photo]:
    """Read photos anew, each as the one it became, and keep others from joining them for the rest of the transaction."""
    pks = sorted(Photo.objects.get(pk=photo.pk).survivor.pk for photo in photos)
    now = Photo.objects.select_for_update().order_by("pk").in_bulk(pks)
    return [now[Photo.objects.get(pk=photo.pk).survivor.pk] for photo in photos]


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


def are_kept_apart(gone: Photo, kept: Photo) -> bool:
    """Tell whether an editor called them different, or wrote words under both in one article."""
    if verdicts_between(gone, kept).filter(same=False).exists():
        return True
    return have_an_edit_each(gone, kept)


def have_an_edit_each(gone: Photo, kept: Photo) -> bool:
    """Tell whether editors wrote words under both in one story."""
    edited = Caption.objects.filter(edited_text__isnull=False)
    return edited.filter(photo=gone, article__in=edited.filter(photo=kept).values("article")).exists()


def gainsaid(photos: Iterable[Photo]) -> set[int]:
    """Give the verdicts, by their keys, on these photos' addresses that which of them are one now gainsays."""
    heads = {photo.merged_into_id or photo.pk for photo in photos}
    theirs = {name for pair in Rendition.objects.filter(photo__in=heads).values_list("key", "url") for name in pair}
    owners: dict[str, set[int]] = defaultdict(set)
    # Whoever else has one of these names counts as well.
    for key, url, head in Rendition.objects.filter(Q(key__in=theirs) | Q(url__in=theirs)).values_list("key", "url", "photo"):
        for name in theirs.intersection((key, url)):
            owners[name].add(head)
    said = Verdict.objects.filter(left__in=owners, right__in=owners)
    # A name that two photos have, differing in sizes alone, tells nothing.
    known = ((row, owners[row.left], owners[row.right]) for row in said)
    return {row.pk for row, left, right in known if len(left) == len(right) == 1 and (left == right) != row.same}
