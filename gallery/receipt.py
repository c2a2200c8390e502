"""The rows of a receipt: every sighting of an article, and what became of it."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from gallery.sightings import Kind, Outcome, Role


def choices(names: type[StrEnum]) -> list[tuple[str, str]]:
    """Give the names of an enumeration as a field's choices."""
    return [(name.value, name.value) for name in names]


class Sighting(models.Model):
    """One line of an article's receipt: where the source showed a photo or said a caption, and what became of it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="sightings")
    photo = models.ForeignKey("gallery.Photo", models.PROTECT, null=True, blank=True, related_name="sightings")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=choices(Kind))
    role = models.CharField(max_length=7, choices=choices(Role))
    urls = models.JSONField(default=list)
    text = models.TextField(blank=True)
    credit = models.TextField(blank=True)
    outcome = models.CharField(max_length=9, choices=choices(Outcome))
    rule = models.CharField(max_length=200)

    class Meta:
        ordering = ["article", "place"]
        constraints = [
            models.UniqueConstraint(fields=["article", "place"], name="sighting_once_per_place"),
            models.CheckConstraint(
                condition=Q(outcome="dropped", photo__isnull=True) | Q(outcome__in=["shown", "collapsed"], photo__isnull=False),
                name="sighting_dropped_or_of_a_photo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}: {self.outcome}, {self.rule}"
