"""Photos that are one, for who looks at them at the desk: which picture came with which of them, and what made them one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from gallery.models import Change, Comparison, Decision, Photo


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file in the storage; width and height in pixels."""

    digest: str
    original: str
    width: int
    height: int


def picture_of(photo: Photo) -> Picture | None:
    """Give the picture that a photo shows; a withdrawn one has none to show."""
    shows = photo.digest and not photo.is_withdrawn
    return Picture(photo.digest, photo.original.name, photo.width, photo.height) if shows else None


def pictures_of(family: Iterable[Photo]) -> dict[int, Picture]:
    """Give for each photo the picture that came with it, wherever it is shown now."""
    family = list(family)
    files = {picture.digest: picture for picture in map(picture_of, family) if picture}
    return {each.pk: files[each.own_digest] for each in family if each.own_digest in files}


def with_file(photo: Photo, digest: str) -> Photo:
    """Give the photo that has a file of another one now: of several that are one the best file is shown.

    Without a digest, that which came with it; where nobody has it, the photo itself, else the one it was joined to.
    """
    digest = digest or (photo.own_digest if photo.merged_into_id else photo.digest) or ""
    if digest and photo.digest != digest and (other := Photo.objects.filter(digest=digest).first()):
        return other
    return photo if photo.digest else photo.survivor


def reasons_of(joined: Iterable[Photo]) -> dict[int, str]:
    """Say of each photo that became another one what made it so: an editor, else the pixels, else that it has the same file."""
    pks = [each.pk for each in joined]
    said = dict.fromkeys(pks, "It has the very same file, or was joined before reasons were kept.")
    compared = Comparison.objects.filter(Q(left__in=pks) | Q(right__in=pks), same=True).order_by("pk")
    said |= {pk: f"By their pixels: {pair.why}." for pair in compared for pk in (pair.left_id, pair.right_id) if pk in said}
    changes = Change.objects.filter(
        subject=Photo._meta.label_lower, row__in=pks, decision__stands=True, decision__kind=Decision.Kind.PHOTOS
    )
    made = changes.filter(decision__said__startswith="Made one").select_related("decision__by").order_by("decision_id")
    return said | {each.row: f"{each.decision.by or 'An editor'}: {each.decision.said}." for each in made}
