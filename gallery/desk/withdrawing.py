"""A photo withdrawn everywhere at once: a complaint, a licence that ended."""

from django.contrib.auth.models import AbstractBaseUser

from gallery.desk.journal import deciding
from gallery.joining import locked
from gallery.kin import together
from gallery.models import Decision, Photo
from gallery.races import redone
from gallery.settling import settle


@redone
def withdraw(photo: Photo, because: str, by: AbstractBaseUser) -> None:
    """Take a photo, with all that are one with it, out of every page, feed and file that readers get; `because` is kept, never empty.

    No later ingest or join brings it back. Taking the decision back does, and so does `bring_back`.
    """
    if not because.strip():
        raise ValueError("A reason must be given.")
    with deciding(by, Decision.Kind.PHOTOS, f"Withdrew photo {photo.pk}: {because}") as note:
        now = locked(photo)[0]
        note.watch(now)
        Photo.objects.filter(pk=now.pk).update(withdrawn_because=because.strip())
        settle([now.pk])
    photo.refresh_from_db()


@redone
def bring_back(photo: Photo, by: AbstractBaseUser) -> None:
    """Show a withdrawn photo again wherever its stories do."""
    with deciding(by, Decision.Kind.PHOTOS, f"Brought photo {photo.pk} back") as note:
        family = together(locked(photo)[0].pk)
        note.watch(*family)
        Photo.objects.filter(pk__in=[each.pk for each in family]).update(withdrawn_because="")
        settle(each.pk for each in family)
    photo.refresh_from_db()
