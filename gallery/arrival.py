"""What happens when a photo that had no file gets one, whenever and from wherever it comes."""

from django.db import IntegrityError, transaction

from gallery.asking import ask_of
from gallery.comparisons import DISPUTED
from gallery.file_words import tell
from gallery.files import place
from gallery.joining import join, locked
from gallery.models import Comparison, Photo
from gallery.renditions import Stored


def arrive(photo: Photo, stored: Stored) -> Photo:
    """Give a photo that has none its file; give the photo that has it now: another one where the library had this very file.

    Runs in the caller's transaction, or in one of its own.
    """
    try:
        with transaction.atomic():
            twin = Photo.objects.filter(digest=stored.digest).exclude(pk=photo.pk).first()
            if twin is not None:
                return _one_file(photo, twin)
            photo = locked(photo)[0]
            if photo.digest is None and photo.merged_into is None:
                before = photo.says
                place(photo, stored)
                tell(photo, before)
            return photo
    except IntegrityError:
        # Another process gave this very file to another photo between the look and the write.
        return _one_file(photo, Photo.objects.get(digest=stored.digest))


@transaction.atomic
def _one_file(photo: Photo, twin: Photo) -> Photo:
    """Join two photos of one very file; where an editor's word stands against it, let an editor see it."""
    photo, _ = locked(photo, twin)
    owner = join(photo, twin.survivor)
    if owner.pk == photo.pk and owner.pk != twin.survivor.pk:
        left, right = sorted((photo, twin.survivor), key=lambda each: each.pk)
        said = {"same": None, "why": DISPUTED, "coarse": 1, "fine": 1, "left_file": twin.digest, "right_file": twin.digest}
        if not Comparison.objects.filter(left=left, right=right, same=None).update(**said):
            Comparison.objects.get_or_create(left=left, right=right, defaults=said)
        ask_of(left.pk, right.pk)
    return owner
