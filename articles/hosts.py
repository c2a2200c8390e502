"""The rows of the work in the background: servers that are asked, addresses that were, and processes that ask."""

from django.db import models
from django.db.models.functions import Now


class Host(models.Model):
    """A server that pages and pictures are fetched from, and when it may be asked next."""

    name = models.CharField(max_length=255, unique=True)
    free_at = models.DateTimeField()
    """No question before: the pause after the last one, or the rest it asked for."""
    next_appointment = models.DateTimeField()
    """The time that the next one who has to wait is told."""
    silences = models.PositiveSmallIntegerField(default=0)
    """How often in a row it was waited for in vain."""

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that works in the background, with its latest sign of life."""

    name = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """An address that a page was fetched from: what is said at the next visit, so that an unchanged page is not sent again."""

    url = models.CharField(max_length=2000, unique=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="visits")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    rules = models.CharField(max_length=64)
    """By which version of the reading rules it was read: others would read it again."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url
