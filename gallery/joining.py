"""Two photos that turn out to be one: the younger becomes a tombstone, and every article shows the kept one once."""

from django.db import transaction
from django.db.models import F, Q

from gallery.models import Caption, Photo, Rendition, Sighting, Verdict
from gallery.sightings import Outcome

RULE = "one photo in the library"
_EDITED = ("edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by", "edited_at")
_SAID = ("role", "position", "block", "source_text", "source_credit")


@transaction.atomic
def join(gone: Photo, kept: Photo) -> Photo:
    """Make one photo of two that have the same pixels, and give it; the first one where an editor's word stands against it.

    In an article that shows both the earlier place wins, and the words of the other stay in the receipt.
    """
    if gone.pk == kept.pk or _kept_apart(gone, kept):
        return gone
    for caption in gone.captions.select_related("article"):
        _hand_over(caption, kept)
    Sighting.objects.filter(photo=gone).update(photo=kept)
    Rendition.objects.filter(photo=gone).update(photo=kept)
    Photo.objects.filter(merged_into=gone).update(merged_into=kept)
    if kept.alt is None and gone.alt:
        Photo.objects.filter(pk=kept.pk).update(alt=gone.alt)
    Photo.objects.filter(pk=gone.pk).update(merged_into=kept, task=None)
    return kept


def _kept_apart(gone: Photo, kept: Photo) -> bool:
    """Say whether an editor called them different, or wrote words under both in one article."""
    one, other = (set(photo.renditions.values_list("key", flat=True)) for photo in (gone, kept))
    apart = Q(left__in=one, right__in=other) | Q(left__in=other, right__in=one)
    if Verdict.objects.filter(apart, same=False).exists():
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
