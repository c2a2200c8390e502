"""The rows of a receipt: every sighting of an article, and what became of it."""

from dataclasses import asdict, fields
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q

from gallery.sightings import Kind, Outcome, Role
from gallery.sightings import Sighting as Seen

ONE_PHOTO = "one photo in the library"
"""The rule of a line for what was shown of another photo that is this one."""
THE_CAPTION = "the caption"
"""How the rule begins of the line whose words stand under the photo."""


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
    figure = models.PositiveIntegerField(null=True)
    clone = models.TextField(blank=True)
    block = models.PositiveIntegerField(null=True)
    sign = models.TextField(blank=True)
    dropped = models.CharField(max_length=200, blank=True)
    widths = models.JSONField(default=list)
    """These as `gallery.sightings.Sighting` has them: a story can be collapsed again without its page."""
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

    @classmethod
    def of(cls, seen: Seen, **said: object) -> Self:
        """Make, unsaved, the row of a sighting."""
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(seen).items()}
        return cls(**plain | {"kind": str(seen.kind), "role": str(seen.role), "dropped": seen.dropped[:200]} | said)

    @property
    def seen(self) -> Seen:
        """The sighting as it was made."""
        said = {field.name: getattr(self, field.name) for field in fields(Seen)}
        plain = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return Seen(**plain | {"kind": Kind(self.kind), "role": Role(self.role)})


class Mention(models.Model):
    """A story names an address of this photo, and shows it as another one, or not at all: what is decided of it matters there too."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    photo = models.ForeignKey("gallery.Photo", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.photo_id} in {self.article_id}"
