"""The rows of what pixels say: by what a photo is looked for in the library, and what two of them say of each other."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from gallery.pixels.alike import MIRRORED

DISPUTED = "they have the very same file, but an editor keeps them apart"
"""Why two are asked about although an editor's word stands between them."""


class Fingerprint(models.Model):
    """The perceptual hashes of a photo's file, by which it is looked for in the whole library. Another file has another row."""

    photo = models.OneToOneField("gallery.Photo", models.CASCADE, related_name="fingerprint")
    hashes = models.BinaryField()
    """As `gallery.pixels.fingerprints` gives them."""
    compared = models.BooleanField(default=False)
    """Whether the photo was held against the library since it has this file."""

    def __str__(self) -> str:
        return f"Fingerprint of {self.photo_id}"


class ComparisonQuerySet(models.QuerySet):
    """The questions that pages and the desk ask of comparisons."""

    def open(self) -> Self:
        """Those that an editor has to decide, the likeliest first."""
        return self.filter(same=None, is_moot=False).order_by("-fine", "pk")

    def with_photos(self) -> Self:
        """Read with each its photos, and those that they were joined to."""
        return self.select_related("left__merged_into", "right__merged_into")

    def of(self, photo: models.Model) -> Self:
        """Those of a photo that is shown, and of all that are joined to it."""
        whole = [photo.pk, *photo.tombstones.values_list("pk", flat=True)]
        return self.filter(Q(left__in=whole) | Q(right__in=whole))

    def reasons_for(self, photo: models.Model) -> Self:
        """Those by which pictures are one photo with this one."""
        whole = [photo.pk, *photo.tombstones.values_list("pk", flat=True)]
        return self.filter(same=True, left__in=whole, right__in=whole).select_related("left", "right").order_by("pk")


class Comparison(models.Model):
    """What the pixels of two photos say, kept where it is more than "different": the reason for being one, or a question to an editor."""

    left = models.ForeignKey("gallery.Photo", models.CASCADE, related_name="+")
    right = models.ForeignKey("gallery.Photo", models.CASCADE, related_name="+")
    """The younger one."""
    same = models.BooleanField(null=True)
    """Whether they are one photograph; NULL: the pixels leave it open, and an editor has not said it yet."""
    is_moot = models.BooleanField(default=False, editable=False)
    """Whether nobody has to say it, since something else that was decided answers it; `asking` tells."""
    why = models.CharField(max_length=200)
    coarse = models.FloatField()
    fine = models.FloatField()
    """Correlations (−1 to 1) of what both show, from afar and from near."""
    left_file = models.CharField(max_length=64, blank=True, default="")
    right_file = models.CharField(max_length=64, blank=True, default="")
    """SHA-256 of the files that were looked at; empty: it is not known any more."""
    left_part = models.JSONField(null=True)
    right_part = models.JSONField(null=True)
    """Where in each picture that is: left, top, right, bottom as shares (0 to 1)."""
    at = models.DateTimeField(auto_now_add=True)

    objects = ComparisonQuerySet.as_manager()

    DECIDED = ("same",)
    YIELDING = DECIDED

    class Meta:
        verbose_name = "pair of photos"
        verbose_name_plural = "pairs of photos"
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="comparison_once_per_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="comparison_older_first"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.why}"

    @property
    def is_handed_on(self) -> bool:
        """Whether one of the two was joined to another photo, which it is about now."""
        return bool(self.left.merged_into_id or self.right.merged_into_id)

    @property
    def per_cent_alike(self) -> int:
        """How much what both show is alike, in per cent."""
        return round(100 * max(self.fine, 0))

    @property
    def is_mirrored(self) -> bool:
        """Whether one is the mirror image of the other."""
        return self.why == MIRRORED
