"""Reading the archive again with newer rules: a run over the kept pages, and the stories in which it found something.

A run reads first and changes nothing; what it found is applied to the stories that an editor chooses.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=30)
"""After that a finished run is thrown away: what it found is out of date, and what it changed stands in the stories."""


class Reread(models.Model):
    """One run over the archive; its place in it is in the row, so that it goes on wherever it was ended."""

    class State(models.TextChoices):
        """How far it is."""

        READING = "reading"
        READ = "read"
        """Nothing was changed; an editor chooses."""
        APPLYING = "applying"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)
    """When it last got on."""
    state = models.CharField(max_length=8, choices=State, default=State.READING, editable=False)
    rules = models.CharField(max_length=64, editable=False)
    """The version of the rules that it reads by."""
    source = models.ForeignKey("articles.Source", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="publisher")
    section = models.ForeignKey("articles.Section", models.CASCADE, null=True, blank=True, related_name="+")
    only_older = models.BooleanField("only stories last read by other rules than today’s", default=True)
    last_page = models.BigIntegerField(default=0, editable=False)
    """The key of the page it read last."""
    total = models.PositiveIntegerField(default=0, editable=False)
    seen = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "re-reading of the archive"
        verbose_name_plural = "re-readings of the archive"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Re-reading of {self.begun_at:%d %b %Y, %H:%M}"


class Rereading(models.Model):
    """A story that a run found something in: it would change, or can't be read any more. Those that stay as they are have no row."""

    class State(models.TextChoices):
        """What became of it."""

        DIFFERS = "differs"
        LEFT = "left"
        """It can't be read any more, or not now: the problem says why, and the story stays as it is."""
        CHOSEN = "chosen"
        APPLIED = "applied"

    run = models.ForeignKey(Reread, models.CASCADE, related_name="stories")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """The page that was read."""
    state = models.CharField(max_length=7, choices=State)
    problem = models.CharField(max_length=500, blank=True)
    differences = models.JSONField(default=list)
    """What would change: `{"what", "before", "after", "remark"}` each."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "article"], name="reread_once_per_run")]

    def __str__(self) -> str:
        return f"{self.article}: {self.state}"


def forget_old() -> None:
    """Throw away runs that are through and were not touched for a month."""
    Reread.objects.filter(state=Reread.State.READ, moved_at__lt=timezone.now() - KEPT).delete()
