"""What readers are told that a story had wrong."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Correction(models.Model):
    """A correction, shown under its story with its time; several stand in the order in which they were made."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="corrections")
    text = models.TextField(max_length=5000)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    DECIDED = ("article_id", "text", "at", "by_id")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
