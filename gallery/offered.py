"""The rows of the files that sources offer."""

from typing import Any

from django.db import models


class Rendition(models.Model):
    """One file of a photo as a source offers it, at an address."""

    class State(models.TextChoices):
        """What fetching it gave."""

        OFFERED = "offered"
        TAKEN = "taken"
        REFUSED = "refused"
        """It is no picture that can be shown, or its server will never give it."""
        FAILED = "failed"
        """It could not be had this time; without a next try: it was given up."""

    photo = models.ForeignKey("gallery.Photo", models.CASCADE, related_name="renditions")
    born = models.ForeignKey("gallery.Photo", models.CASCADE, related_name="+", editable=False)
    """Whose it is when photos that were joined are parted."""
    url = models.CharField(max_length=2000, unique=True)
    key = models.CharField(max_length=2000, db_index=True)
    """The normalised address: renditions of one photo share it."""
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was refused or could not be had, one sentence."""
    width = models.PositiveIntegerField(null=True, blank=True)
    """Pixels across that the source declares; NULL: it declares none."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often it could not be had."""
    next_try = models.DateTimeField(null=True, blank=True)

    DECIDED = ("born_id",)

    def __str__(self) -> str:
        return self.url

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; a new one is that of the photo it was found for."""
        self.born_id = self.born_id or self.photo_id
        super().save(*args, **kwargs)
