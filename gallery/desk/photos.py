"""What an editor says of a photo itself: its description for those who can't see it, and what a crop keeps in sight."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from gallery.desk.journal import deciding
from gallery.desk.photo_history import REVERTED
from gallery.joining import locked
from gallery.models import Change, Decision, Photo
from gallery.races import redone
from gallery.settling import settle

_WORDS = {"alt": "description", "focal_x": "focal point", "focal_y": "focal point"}


class PhotoConflict(Exception):
    """Somebody else said something of this photo since the editor opened it; nothing was written."""


@redone
def change(
    photo: Photo, said: dict[str, Any], by: AbstractBaseUser, called: str = "Changed the {}", opened: Mapping[str, Any] | None = None
) -> None:
    """Write what an editor says of a photo: `alt` (text; empty: it needs none), `focal_x`, `focal_y` (per cent); nothing else of it.

    `called` says what the decision is called, `{}` what of the photo is changed; `opened` what the editor saw of it: raises PhotoConflict
    where that is not what stands there any more.
    """
    what = " and the ".join(dict.fromkeys(_WORDS[name] for name in said))
    with deciding(by, Decision.Kind.PHOTOS, f"{called.format(what)} of photo {photo.pk}") as note:
        now = locked(photo)[0]
        if any(getattr(now, name) != value for name, value in (opened or {}).items()):
            raise PhotoConflict
        note.watch(now)
        Photo.objects.filter(pk=now.pk).update(**said, **({"alt_is_lent": False} if "alt" in said else {}))
        settle([now.pk])
        now.touch()
    photo.refresh_from_db()


def go_back_to(photo: Photo, step: Change, by: AbstractBaseUser) -> None:
    """Let what an earlier decision changed in a photo be again as it left it."""
    after = {name: (step.after or {}).get(name) for name in step.differing if name in REVERTED}
    if after:
        change(photo, after, by, f"Went back, as of {timezone.localtime(step.decision.at):%d %b %Y, %H:%M}, to the {{}}")
