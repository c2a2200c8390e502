"""What happens when a photo that had no file gets one, whenever and from wherever it comes."""

from django.db import IntegrityError, transaction

from gallery.joining import join
from gallery.models import Fingerprint, Photo
from gallery.renditions import Stored

UPRIGHT_FOCUS = 10
"""Per cent from the top: an upright or square picture is mostly of a person, and a crop of it must not cut the head off."""


def give_file(photo: Photo, stored: Stored) -> None:
    """Set what a stored file says of a photo; nothing is saved."""
    photo.digest, photo.original.name = stored.digest, stored.original
    photo.width, photo.height, photo.colour = stored.width, stored.height, stored.colour
    photo.has_avif = None
    if stored.height >= stored.width:
        photo.focal_y = UPRIGHT_FOCUS


def keep_fingerprint(photo: Photo, stored: Stored) -> None:
    """Keep by what a saved photo's file is looked for; another file than the last is to be held against the library again."""
    Fingerprint.objects.filter(photo=photo).delete()
    Fingerprint.objects.create(photo=photo, hashes=stored.fingerprint)


def arrive(photo: Photo, stored: Stored) -> Photo:
    """Give a photo that has none its file; give the photo that has it now: another one where the library had this very file.

    Runs in the caller's transaction, or in one of its own.
    """
    try:
        with transaction.atomic():
            photo = Photo.objects.select_for_update().get(pk=photo.pk)
            twin = Photo.objects.filter(digest=stored.digest).exclude(pk=photo.pk).first()
            if twin is not None:
                return join(photo, twin.survivor)
            if photo.digest is None and photo.merged_into is None:
                give_file(photo, stored)
                photo.save()
                keep_fingerprint(photo, stored)
            return photo
    except IntegrityError:
        # Another process gave this very file to another photo between the look and the write.
        return join(photo, Photo.objects.get(digest=stored.digest).survivor)
