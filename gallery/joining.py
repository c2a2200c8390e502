"""Two photos that turn out to be one: the younger becomes a tombstone, and every article shows the kept one once."""

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gallery.models import Caption, Fingerprint, Photo, Rendition, Sighting, Verdict
from gallery.sightings import Outcome

RULE = "one photo in the library"
_EDITED = ("edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by", "edited_at")
LARGER = 1.2
"""Times as many pixels."""
_FILE = ("digest", "original", "width", "height", "colour", "has_avif", "file_words")
_SAID = ("role", "position", "block", "source_text", "source_credit")


@transaction.atomic
def join(gone: Photo, kept: Photo) -> Photo:
    """Make one photo of two that have the same pixels, and give it; the first one where an editor's word stands against it.

    In an article that shows both the earlier place wins, and the words of the other stay in the receipt.
    """
    gone, kept = survivors(gone, kept)
    if gone.pk == kept.pk or are_kept_apart(gone, kept):
        return gone
    for caption in gone.captions.select_related("article"):
        _hand_over(caption, kept)
    Sighting.objects.filter(photo=gone).update(photo=kept)
    Rendition.objects.filter(photo=gone).update(photo=kept)
    Photo.objects.filter(merged_into=gone).update(merged_into=kept)
    if kept.alt is None and gone.alt:
        Photo.objects.filter(pk=kept.pk).update(alt=gone.alt)
    Photo.objects.filter(pk=gone.pk).update(merged_into=kept, task=None)
    if _is_larger(gone, kept):
        _change_files(gone, kept)
        kept.refresh_from_db()
    return kept


def _is_larger(photo: Photo, other: Photo) -> bool:
    """Tell whether a photo's file shows clearly more than the other's: readers get the larger rendition, wherever it came from."""
    if not photo.digest or not other.digest:
        return bool(photo.digest)
    return photo.width * photo.height > LARGER * other.width * other.height


def _change_files(gone: Photo, kept: Photo) -> None:
    """Let two photos change their files; the tombstone keeps the one that is no longer shown."""
    files = [Photo.objects.filter(pk=photo.pk).values(*_FILE).get() for photo in (kept, gone)]
    Photo.objects.filter(pk=gone.pk).update(digest=None)
    for photo, file in zip((kept, gone), reversed(files), strict=True):
        Photo.objects.filter(pk=photo.pk).update(**file)
    rows = {row.photo_id: row for row in Fingerprint.objects.filter(photo__in=[gone, kept])}
    Fingerprint.objects.filter(photo__in=[gone, kept]).delete()
    for photo, other in ((kept, gone), (gone, kept)):
        if (row := rows.get(other.pk)) is not None:
            Fingerprint.objects.create(photo=photo, hashes=row.hashes, compared=row.compared)


def survivors(*photos: Photo) -> list[Photo]:
    """Read photos anew, each as the one it became, and keep others from joining them for the rest of the transaction."""
    pks = sorted(Photo.objects.get(pk=photo.pk).survivor.pk for photo in photos)
    now = Photo.objects.select_for_update().order_by("pk").in_bulk(pks)
    return [now[Photo.objects.get(pk=photo.pk).survivor.pk] for photo in photos]


def name_of(photo: Photo) -> str:
    """Give the name under which an editor's word about a photo is kept: it survives joining and reading again."""
    return next(iter(_names_of(photo)), f"photo:{photo.pk}")


def _names_of(photo: Photo) -> list[str]:
    """Give a rendition's normalised address first; a photo without any is known by its words, or by its very file."""
    keys = photo.renditions.exclude(key="").order_by("pk").values_list("key", flat=True)
    others = (photo.words, f"file:{photo.digest}" if photo.digest else "")
    return list(dict.fromkeys([*keys, *filter(None, others)]))


def verdicts_between(one: Photo, other: Photo) -> QuerySet[Verdict]:
    """Give what editors have said of two photos."""
    left, right = _names_of(one), _names_of(other)
    return Verdict.objects.filter(Q(left__in=left, right__in=right) | Q(left__in=right, right__in=left))


def are_kept_apart(gone: Photo, kept: Photo) -> bool:
    """Tell whether an editor called them different, or wrote words under both in one article."""
    if verdicts_between(gone, kept).filter(same=False).exists():
        return True
    edited = Caption.objects.filter(edited_text__isnull=False)
    return edited.filter(photo=gone, article__in=edited.filter(photo=kept).values("article")).exists()


def _hand_over(caption: Caption, kept: Photo) -> None:
    """Give a caption to the kept photo, or its place and words to the one which that photo has in the article."""
    other = Caption.objects.filter(article=caption.article_id, photo=kept).first()
    if other is None:
        Caption.objects.filter(pk=caption.pk).update(photo=kept)
        return
    later = max(caption, other, key=lambda each: (each.position, each.pk))
    taken = {name: getattr(caption, name) for name in _SAID} if later is other else {}
    if caption.is_edited:
        taken |= {name: getattr(caption, name) for name in _EDITED} | {"version": F("version") + 1}
    _collapse_sightings(caption.article_id, later.photo_id)
    caption.delete()
    if taken:
        Caption.objects.filter(pk=other.pk).update(**taken)
    _close_ranks(caption.article_id)


def _collapse_sightings(article: int, photo: int) -> None:
    Sighting.objects.filter(article=article, photo=photo, outcome=Outcome.SHOWN).update(outcome=Outcome.COLLAPSED, rule=RULE)


def _close_ranks(article: int) -> None:
    for position, caption in enumerate(Caption.objects.filter(article=article).order_by("position", "pk")):
        if caption.position != position:
            Caption.objects.filter(pk=caption.pk).update(position=position)
