"""What hubs (WebSub) were told of the feeds, as rows."""

from django.db import models


class Hub(models.Model):
    """A hub, and what of the stories was looked at for it."""

    address = models.CharField(max_length=500, unique=True)
    seen = models.DateTimeField(null=True)
    """The latest change of a story when the changed ones were last looked at."""
    swept_at = models.DateTimeField(null=True)
    """When every feed was last looked at, changed stories or none."""

    def __str__(self) -> str:
        return self.address


class Topic(models.Model):
    """A feed, in all its forms, as a hub knows it, or is to be told."""

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="topics")
    route = models.CharField(max_length=30)
    slug = models.CharField(max_length=200, blank=True)
    """Both as `Channel` has them."""
    version = models.CharField(max_length=64)
    """Of the stories that it has."""
    stories = models.JSONField(default=list)
    """Their keys."""
    due_at = models.DateTimeField(null=True, db_index=True)
    """When the hub is to be told, or told again, that it changed; NULL: it knows."""
    failures = models.PositiveSmallIntegerField(default=0)
    """How often in a row that failed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hub", "route", "slug"], name="topic_once")]

    def __str__(self) -> str:
        return f"{self.route} {self.slug}".rstrip()
