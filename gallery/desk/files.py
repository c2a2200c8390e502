"""A file that an editor gives to a photo."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q

from gallery.desk.journal import Note, deciding
from gallery.file_words import tell
from gallery.files import FormerFile, place
from gallery.joining import locked
from gallery.models import Comparison, Decision, Photo
from gallery.races import redone
from gallery.renditions import Stored
from gallery.settling import own_files, settle


class FileTaken(Exception):
    """The file is another photo's; the message names it."""


@redone
def give_file(photo: Photo, file: Stored, by: AbstractBaseUser) -> None:
    """Give a photo a stored file, or put it in the place of the one it has, which is kept; the photo's own file again changes nothing.

    Captions and edits stay; a caption without words, and one that had the former file's, takes the new file's. From then on no larger
    file of another rendition takes its place. Raises FileTaken.
    """
    with deciding(by, Decision.Kind.PHOTOS, f"Gave photo {photo.pk} another file, {file.width} × {file.height} pixels") as note:
        now = locked(photo)[0]
        if now.digest != file.digest:
            refuse_taken(now, file)
            note.about(now)
            _replace(note, now, file, by)
    photo.refresh_from_db()


def _replace(note: Note, photo: Photo, file: Stored, by: AbstractBaseUser) -> None:
    shown, before = photo.digest, photo.says
    if shown:
        FormerFile.of(photo, by).save()
    own_files(photo)
    if photo.digest not in (None, shown, file.digest):
        FormerFile.of(photo, by).save()
    FormerFile.objects.filter(photo=photo, digest=file.digest).delete()
    others = Photo.objects.filter(Q(digest=file.digest) | Q(own_digest=file.digest)).exclude(pk=photo.pk)
    note.watch(*others)
    others.update(digest=None, own_digest=None)
    # What the pixels said was said of the other file; an editor's words stand in verdicts.
    Comparison.objects.filter(Q(left=photo) | Q(right=photo)).exclude(same=True).delete()
    place(photo, file)
    Photo.objects.filter(pk=photo.pk).update(file_chosen=True)
    tell(photo, before)
    settle([photo.pk])


def refuse_taken(photo: Photo, file: Stored) -> None:
    """Raise FileTaken where the very file is another photo's: then the two are one photo."""
    other = Photo.objects.filter(digest=file.digest).exclude(pk=photo.pk).first()
    if other and other.survivor != photo:
        raise FileTaken(f"This very file is already that of {other}. If both are one photo, they should be merged.")
