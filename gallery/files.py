"""A photo's file: given where there was none, or put in the place of another, which is kept."""

from dataclasses import asdict
from typing import Any, Self

from django.conf import settings
from django.db import models

from gallery.comparisons import Fingerprint
from gallery.pixels.picture_metadata import PictureMetadata
from gallery.renditions import Stored
from gallery.withdrawn import files_are_due

UPRIGHT_FOCUS = 10
"""Per cent from the top: an upright or square picture is mostly of a person, and a crop of it must not cut the head off."""
_FIELDS = ("digest", "own_digest", "original", "width", "height", "colour", "has_avif", "focal_y", "file_words")
KEPT_WORDS = ("caption", "credit", "alt")
"""What stories may show already: it stays when a file without words takes the place of one with words."""


class FormerFile(models.Model):
    """A file that was a photo's until an editor put another in its place.

    It stays in the storage and can be put back: what a source once gave may be nowhere else any more.
    """

    photo = models.ForeignKey("gallery.Photo", models.CASCADE, related_name="former_files")
    original = models.CharField(max_length=200)
    """Its name in the storage."""
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    colour = models.CharField(max_length=7)
    file_words = models.JSONField(default=dict)
    fingerprint = models.BinaryField(default=b"")
    """Empty for a file that came before fingerprints were made."""
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.width} × {self.height} pixels, replaced {self.replaced_at:%d %b %Y %H:%M}"

    @classmethod
    def of(cls, photo: Any, by: Any) -> Self:
        """Note, unsaved, the file that a photo has now."""
        return cls(
            photo=photo,
            original=photo.original.name,
            digest=photo.digest,
            width=photo.width,
            height=photo.height,
            colour=photo.colour,
            file_words=photo.file_words,
            fingerprint=Fingerprint.objects.filter(photo=photo).values_list("hashes", flat=True).first() or b"",
            replaced_by=by,
        )

    @classmethod
    def keep(cls, digest: str | None, photo: int, by: Any) -> None:
        """Keep a file that was a photo's own, whoever shows it, where it is nobody's any more."""
        photos = cls._meta.get_field("photo").related_model.objects
        shows = photos.filter(digest=digest).first() if digest else None
        if shows and not photos.filter(own_digest=digest).exists():
            kept = cls.of(shows, by)
            kept.photo_id = photo
            kept.save()

    @property
    def row(self) -> dict[str, Any]:
        """What a photo's row says of it."""
        said = {name: getattr(self, name) for name in ("digest", "original", "width", "height", "colour", "file_words")}
        return said | {"has_avif": None}

    @property
    def stored(self) -> Stored:
        """The file as the storage gave it."""
        says = PictureMetadata(**self.file_words)
        return Stored(self.digest, self.original, self.width, self.height, self.colour, bytes(self.fingerprint), says)


def place(photo: Any, file: Stored) -> None:
    """Make a stored file the photo's own, with the words in it, and let the photo be held against the library; all of it saved."""
    _put(photo, file)
    photo.save(update_fields=_FIELDS)
    Fingerprint.objects.filter(photo=photo).delete()
    if file.fingerprint:
        Fingerprint.objects.create(photo=photo, hashes=file.fingerprint)
    if photo.is_withdrawn:
        files_are_due([photo.pk])


def _put(photo: Any, file: Stored) -> None:
    untouched = photo.focal_y == photo._meta.get_field("focal_y").default
    if photo.digest is None and untouched and file.height >= file.width:
        photo.focal_y = UPRIGHT_FOCUS
    kept = {name: photo.file_words[name] for name in KEPT_WORDS if photo.file_words.get(name)}
    photo.digest, photo.own_digest, photo.original.name = file.digest, file.digest, file.original
    photo.width, photo.height, photo.colour, photo.has_avif = file.width, file.height, file.colour, None
    photo.file_words = kept | {name: words for name, words in asdict(file.says).items() if words}
