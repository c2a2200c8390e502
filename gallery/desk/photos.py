"""What an editor says of a photo itself: its description for those who can't see it, and what a crop keeps in sight."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from gallery.desk.journal import deciding
from gallery.joining import locked
from gallery.models import Decision, Photo
from gallery.races import redone
from gallery.settling import settle

_WORDS = {"alt": "description", "focal_x": "focal point", "focal_y": "focal point"}


@redone
def change(photo: Photo, said: dict[str, Any], by: AbstractBaseUser) -> None:
    """Write what an editor says of a photo: `alt` (text; empty: it needs none), `focal_x`, `focal_y` (per cent); nothing else of it."""
    what = " and the ".join(dict.fromkeys(_WORDS[name] for name in said))
    with deciding(by, Decision.Kind.PHOTOS, f"Changed the {what} of photo {photo.pk}") as note:
        now = locked(photo)[0]
        note.watch(now)
        Photo.objects.filter(pk=now.pk).update(**said, **({"alt_is_lent": False} if "alt" in said else {}))
        settle([now.pk])
        now.touch()
    photo.refresh_from_db()
