"""The rows of an editor's word that two things are one photo or are not, kept for ever."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def name_in(name: str, article: int | None) -> str:
    """Give what verdicts call something that a story names: equal words in two stories are two things, an address is one everywhere."""
    return f"{name}@{article}" if name.startswith("words:") else name


class VerdictQuerySet(models.QuerySet):
    """Verdicts whose time moves whenever they are given, in whatever way."""

    def update(self, **said: object) -> int:
        """Change verdicts, and say that this happened now: pages read before are read again by the new word."""
        return super().update(**({"at": timezone.now()} | said))


class Verdict(models.Model):
    """An editor's word, kept for ever, that two things are one photo or are not.

    The things are named by identities that survive merging, splitting and re-reading: a rendition's normalised address, or
    the words of a photo known from words alone. `left` sorts before `right`, so that a pair has one row.
    """

    left = models.CharField(max_length=2000)
    right = models.CharField(max_length=2000)
    same = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    """When it was last said."""

    objects = VerdictQuerySet.as_manager()

    DECIDED = ("left", "right", "same", "by_id", "at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="verdict_once_per_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="verdict_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left} {'is' if self.same else 'is not'} {self.right}"
