"""What somebody gave the desk to make a story of, until it is stored or thrown away.

Its bytes lie in the private storage, as they came: what is stored in the end is what was looked at.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=7)
MOST = 20
"""Of one person, that are not stored yet."""


class DraftQuerySet(models.QuerySet):
    """The questions the desk asks of drafts."""

    def open(self) -> Self:
        """Those that nothing was stored of yet."""
        return self.exclude(state=Draft.State.STORED)

    def seen_by(self, user: object) -> Self:
        """Those that somebody may see: their own, an administrator everybody's."""
        return self.all() if user.is_superuser else self.filter(by=user)


class Draft(models.Model):
    """A page or text that somebody gave, and what would come of it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        """To be fetched, or read, by a worker."""
        READING = "reading"
        READY = "ready"
        """It was read: the preview shows what would be stored."""
        REFUSED = "refused"
        """Nothing can be made of it; the problem says why."""
        STORING = "storing"
        STORED = "stored"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=500, blank=True)
    folder = models.CharField(max_length=40, unique=True, editable=False)
    """In the storage."""
    url = models.CharField(max_length=2000, blank=True)
    """The address given with it; where there are no bytes yet, the one to fetch it from."""
    read_at_url = models.CharField(max_length=2000, blank=True)
    """Where its bytes came from in the end."""
    charset = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=250, blank=True)
    """The file it was uploaded as, or a name for what was pasted."""
    size = models.PositiveIntegerField(default=0)
    """Bytes of the page; 0: it has not been fetched yet."""
    saved = models.BooleanField(default=False)
    """It is read as a saved page: with files beside it, or without any address."""
    taken_at = models.DateTimeField(null=True)
    """When the archive that it came in captured it."""
    files = models.JSONField(default=list)
    """The names of the pictures that came with it; the first lies in the folder as `0`."""
    rules = models.CharField(max_length=64, blank=True)
    """By which version of the rules it was read for the preview."""
    preview = models.JSONField(default=dict)
    article = models.ForeignKey("articles.Article", models.SET_NULL, null=True, related_name="+")
    """What it became."""

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.preview.get("headline") or self.url or self.name

    @property
    def is_busy(self) -> bool:
        """Whether something is still to come by itself."""
        return self.state in (self.State.WAITING, self.State.READING, self.State.STORING)

    def put(self, name: str, data: bytes) -> None:
        """Lay a file into the draft's folder; one of that name is replaced."""
        self.drop(name)
        default_storage.save(f"{self.folder}/{name}", ContentFile(data))

    def drop(self, name: str) -> None:
        """Take a file out of the folder."""
        default_storage.delete(f"{self.folder}/{name}")

    def open(self, name: str) -> File:
        """Open a file of the folder; raises OSError where it is lost."""
        return default_storage.open(f"{self.folder}/{name}")

    def get(self, name: str) -> bytes:
        """Give a file of the folder whole; raises OSError where it is lost."""
        with self.open(name) as file:
            return file.read()

    def clear(self) -> None:
        """Take every file away, as when it was stored or is thrown away."""
        for name in ("page", *map(str, range(len(self.files))), *(f"{digest}.jpg" for digest in self.preview.get("pictures", []))):
            self.drop(name)


def new_draft(by: object, data: bytes = b"", files: Mapping[str, bytes] | None = None, **said: object) -> Draft:
    """Keep what somebody gave: a page's bytes with the pictures beside it by their names, or an address alone."""
    forget_old()
    files = files or {}
    draft = Draft(by=by, folder=f"drafts/{secrets.token_hex(12)}", size=len(data), files=list(files), **said)
    if data:
        draft.put("page", data)
    for number, content in enumerate(files.values()):
        draft.put(str(number), content)
    draft.save(force_insert=True)
    return draft


def name_of_pasted(data: bytes) -> str:
    """Name a text that came without a file's name: the same text again is the same story."""
    return f"pasted-{hashlib.sha256(data).hexdigest()[:16]}"


def forget(draft: Draft) -> None:
    """Throw a draft away."""
    draft.clear()
    draft.delete()


def forget_old() -> None:
    """Throw away what is a week old, stored or not."""
    for draft in Draft.objects.filter(given_at__lt=timezone.now() - KEPT):
        forget(draft)
