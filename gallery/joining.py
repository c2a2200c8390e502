"""Two photos that turn out to be one: one becomes a tombstone, and every story shows the other once, with one caption under it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from gallery import stories
from gallery.kin import verdicts_between
from gallery.models import Caption, Photo, Rendition, Verdict
from gallery.settling import settle


@transaction.atomic
def join(gone: Photo, kept: Photo) -> Photo:
    """Make one photo of two, and give it; the first one, unchanged, where an editor's word stands against it.

    In a story that shows both, the photo stands at the earlier place with the first words said under either; the others stay in
    the receipt. The larger of the two files is shown from then on. What is written is what reading the same pages again would write.

    Either may be joined to another one already: these very two are one then, also when that is taken back.
    """
    shown, other = locked(kept, gone)
    if shown.pk == other.pk or are_kept_apart(other, shown):
        return other
    _lead(gone)
    Photo.objects.filter(pk=gone.pk).update(joined_to=kept)
    settle([other.pk, shown.pk])
    shown.refresh_from_db()
    return shown


def _lead(photo: Photo) -> None:
    """Turn the way from a photo to the one that is shown for it around, so that all of them are joined to this one."""
    below, above = None, photo.pk
    while above is not None:
        further = Photo.objects.values_list("joined_to", flat=True).get(pk=above)
        Photo.objects.filter(pk=above).update(joined_to=below)
        below, above = above, further


def locked(*photos: Photo) -> list[Photo]:
    """Read photos anew, each as the one it became, and keep others from them and from their stories for the rest of the transaction."""
    pks = {photo.pk for photo in photos} | {pk for photo in photos if (pk := Photo.objects.get(pk=photo.pk).merged_into_id)}
    stories.lock(stories.with_photos(pks))
    return survivors(*photos)


def survivors(*photos: Photo) -> list[Photo]:
    """Read photos anew, each as the one it became, and keep others from joining them for the rest of the transaction."""
    heads, before = _heads(photos), None
    # Who held one of them before may have joined it to another.
    while heads != before:
        now = Photo.objects.select_for_update().order_by("pk").in_bulk(set(heads))
        heads, before = _heads(photos), heads
    return [now[pk] for pk in heads]


def _heads(photos: Iterable[Photo]) -> list[int]:
    return [Photo.objects.get(pk=photo.pk).survivor.pk for photo in photos]


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
