"""The rows that keep what people decided, each row it changed as it was before and after: for histories, and for taking it back.

Which fields of a row people decide about, the row's class says: `DECIDED`; `BESIDE` are read with them, to be shown. What is `YIELDING`
may change since without standing in the way: it is left as it is then.
"""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models

type Said = dict[str, Any]
"""Fields and their values, plain enough for JSON."""


class DecisionQuerySet(models.QuerySet):
    """The questions the desk asks of decisions."""

    def about(self, row: models.Model) -> Self:
        """Those that changed a row or say something of it, the newest first."""
        return self.filter(changes__subject=row._meta.label_lower, changes__row=row.pk).order_by("-pk").distinct()


class Decision(models.Model):
    """What somebody decided in one step, however many rows it changed."""

    class Kind(models.TextChoices):
        """What was decided about, and so who may take it back."""

        WORDS = "words"
        PHOTOS = "photos"
        STORY = "story"

    kind = models.CharField(max_length=6, choices=Kind)
    said = models.CharField(max_length=300)
    """What was done, in words: “Joined photo 3 with photo 5”."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undoes = models.ForeignKey("self", models.CASCADE, null=True, related_name="undone_by")
    """The decision that this one took back; an undo can be undone as well."""
    stands = models.BooleanField(default=True)
    """Whether nobody took it back."""

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.said


class Change(models.Model):
    """One row that a decision changed, or is about: what people had decided of it before, and since."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="changes")
    subject = models.CharField(max_length=60)
    """The row's class: `gallery.caption`."""
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    """NULL: there is no such row."""

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject", "row"], name="change_of_a_row")]
        constraints = [models.UniqueConstraint(fields=["decision", "subject", "row"], name="change_once_per_row")]

    def __str__(self) -> str:
        return f"{self.subject} {self.row}"

    @property
    def model(self) -> type[models.Model]:
        """The row's class."""
        return apps.get_model(self.subject)

    @property
    def differing(self) -> list[str]:
        """The decided fields that the decision changed."""
        return [name for name in self.model.DECIDED if (self.before or {}).get(name) != (self.after or {}).get(name)]

    @property
    def is_as_left(self) -> bool:
        """Whether what the decision changed is still as it left it."""
        now = snapshots(self.model, [self.row])[self.row]
        if now is None or self.after is None:
            return now is self.after
        yielding = getattr(self.model, "YIELDING", ())
        is_left = {name: now[name] == self.after[name] for name in self.differing}
        return any(is_left.values()) and all(left for name, left in is_left.items() if name not in yielding)

    @property
    def is_for_good(self) -> bool:
        """Whether a row was deleted that only reading its source can make again."""
        return self.after is None and getattr(self.model, "READ_FROM_SOURCES", False)

    def put_back(self) -> None:
        """Make what the decision changed as it was before, where it is as it left it."""
        rows = self.model._base_manager.filter(pk=self.row)
        if self.before is None:
            rows.delete()
            return
        values = {name: self.model._meta.get_field(name).to_python(self.before[name]) for name in self.model.DECIDED if name in self.before}
        if self.after is None:
            self.model(pk=self.row, **values).save(force_insert=True)
            rows.update(**values)  # what saving fills in by itself
        else:
            now = snapshots(self.model, [self.row])[self.row]
            rows.update(**{name: values[name] for name in self.differing if now[name] == self.after[name]})


def snapshots(model: type[models.Model], pks: list[int]) -> dict[int, Said | None]:
    """Read rows as they are now, locked until the end of the transaction; None for one that is not there."""
    names = [*model.DECIDED, *getattr(model, "BESIDE", ())]
    rows = model._base_manager.filter(pk__in=pks).order_by("pk").select_for_update().values("pk", *names)
    found = {row.pop("pk"): {name: _plain(value) for name, value in row.items()} for row in rows}
    return {pk: found.get(pk) for pk in pks}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
