"""The rows of what takes longer than an editor waits: a decision that is made, or taken back, some hundred rows at a time."""

from django.db import models

from gallery.decisions import Decision


class LongWork(models.Model):
    """How far a decision about many captions is; its place is in the row, so that it goes on wherever it was ended."""

    decision = models.OneToOneField(Decision, models.CASCADE, primary_key=True, related_name="work")
    """The one that is being made; of taking back, the one that takes back."""
    wish = models.JSONField(null=True)
    """The change, as `desk.bulk.Wish` has it; NULL: it takes back what `decision.undoes` did."""
    seen = models.JSONField(default=list)
    """Key and mark of each caption that was seen, in the order in which they are changed; empty once it is done."""
    total = models.PositiveIntegerField()
    """Rows to look at."""
    place = models.PositiveIntegerField(default=0)
    """Rows looked at."""
    changed = models.PositiveIntegerField(default=0)
    """Rows changed; what was changed by others since was left."""
    is_done = models.BooleanField(default=False)
    moved_at = models.DateTimeField(auto_now=True)
    """When it last got on."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(place__lte=models.F("total")), name="long_work_within_its_rows")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.place} of {self.total}"

    @property
    def left(self) -> int:
        """Rows that others changed since, and that stay as they are."""
        return self.place - self.changed
