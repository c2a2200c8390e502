"""Stories as they stand in feeds, as rows."""

from django.db import models


class Piece(models.Model):
    """One of the newest stories as it stands in the feeds of a form, whoever asks; `pieces` puts in where the paper stands."""

    story = models.BigIntegerField()
    form = models.CharField(max_length=10)
    version = models.CharField(max_length=64)
    """Of all that it says, and of what told it."""
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "form"], name="piece_once_a_form")]

    def __str__(self) -> str:
        return f"Story {self.story} in {self.form}"
