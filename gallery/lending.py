"""A photo that nobody described has the description of one that was joined to it, unless that only says what stands under it anyway."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from gallery import stories
from gallery.models import Caption, Photo
from gallery.wording.captions import repeats


def lend(photos: Iterable[int]) -> set[int]:
    """Bring photos that are shown to what is lent them now; give those that are described otherwise than before.

    Whoever joins or parts photos, describes one, or changes the words under one calls it, so that it never depends on what was said before.
    """
    joined = Photo.objects.filter(merged_into=OuterRef("pk"))
    free = Photo.objects.filter(Q(alt_is_lent=True) | Q(Exists(joined), alt=None), pk__in=photos, merged_into=None)
    return {photo.pk for photo in free.order_by("pk") if _lend(photo)}


def _lend(photo: Photo) -> bool:
    offered = Photo.objects.filter(merged_into=photo.pk, alt_is_lent=False).exclude(alt="").exclude(alt=None).order_by("pk")
    said = list(Caption.objects.filter(photo=photo.pk))
    alts = offered.values_list("alt", flat=True)
    alt = next((alt for alt in alts if not any(repeats(alt, caption.text) for caption in said)), None)
    if (photo.alt, photo.alt_is_lent) == (alt, alt is not None):
        return False
    Photo.objects.filter(pk=photo.pk).update(alt=alt, alt_is_lent=alt is not None)
    return photo.alt != alt


def lend_and_touch(photos: Iterable[int]) -> set[int]:
    """Do so, and say of every story that shows one that is described otherwise now that it changed for its readers."""
    changed = lend(photos)
    if changed:
        stories.touch(Caption.objects.filter(photo__in=changed).values_list("article", flat=True))
    return changed
