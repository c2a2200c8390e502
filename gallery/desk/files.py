"""A file that an editor gives to a photo."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from gallery.file_words import tell
from gallery.files import FormerFile, place
from gallery.models import Comparison, Photo
from gallery.renditions import Stored


class FileTaken(Exception):
    """The file is another photo's; the message names it."""


@transaction.atomic
def give_file(photo: Photo, file: Stored, by: AbstractBaseUser) -> None:
    """Give a photo a stored file, or put it in the place of the one it has, which is kept; the photo's own file again changes nothing.

    Captions and edits stay; a caption without words, and one that had the former file's, takes the new file's. Raises FileTaken.
    """
    now = Photo.objects.select_for_update().get(pk=photo.pk)
    if now.digest != file.digest:
        refuse_taken(now, file)
        if now.digest:
            FormerFile.of(now, by).save()
        FormerFile.objects.filter(photo=now, digest=file.digest).delete()
        Photo.objects.filter(digest=file.digest, merged_into=now).update(digest=None)
        # What the pixels said was said of the other file; an editor's words stand in verdicts.
        Comparison.objects.filter(Q(left=now) | Q(right=now)).exclude(same=True).delete()
        before = now.says
        place(now, file)
        tell(now, before)
    photo.refresh_from_db()


def refuse_taken(photo: Photo, file: Stored) -> None:
    """Raise FileTaken where the very file is another photo's: then the two are one photo."""
    other = Photo.objects.filter(digest=file.digest).exclude(pk=photo.pk).first()
    if other and other.survivor != photo:
        raise FileTaken(f"This very file is already that of {other}. If both are one photo, they should be merged.")
