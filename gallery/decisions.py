"""The rows that keep what people decided, each row it changed as it was before and after: for histories, and for taking it back.

Which fields of a row people decide about, the row's class says: `DECIDED`; `BESIDE` are read with them, to be shown. What is `YIELDING`
may change since without standing in the way: it is left as it is then. What is `UNSEEN` is the desk's own: readers see nothing of it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import batched
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models

from gallery import rows

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
    by_rule = models.BooleanField("rule", default=False)
    """Whether nobody made it, but a rule."""
    at = models.DateTimeField("time", auto_now_add=True)
    undoes = models.ForeignKey("self", models.CASCADE, null=True, related_name="undone_by")
    """The decision that this one took back; an undo can be undone as well."""
    stands = models.BooleanField("whether it stands", default=True)
    """Whether nobody took it back."""

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.said

    @property
    def maker(self) -> str:
        """Who decided it, as the desk says it."""
        return "A rule" if self.by_rule else str(self.by or "A former editor")


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
    def is_seen(self) -> bool:
        """Whether readers may see something of it; a row that the decision is only about may stand for others that they see."""
        return not self.differing or not set(self.differing) <= set(getattr(self.model, "UNSEEN", ()))

    @property
    def yields(self) -> bool:
        """Whether it changed only what may follow from other changes."""
        return set(self.differing) <= set(getattr(self.model, "YIELDING", ()))

    def is_as_left(self, now: Said | None) -> bool:
        """Tell whether what the decision changed is, in the row as it is now, still as it left it."""
        if now is None or self.after is None:
            return now is self.after
        yielding = getattr(self.model, "YIELDING", ())
        is_left = {name: now[name] == self.after[name] for name in self.differing}
        return any(is_left.values()) and all(left for name, left in is_left.items() if name not in yielding)

    @property
    def is_for_good(self) -> bool:
        """Whether a row was deleted that only reading its source can make again."""
        return self.after is None and getattr(self.model, "READ_FROM_SOURCES", False)

    @property
    def values(self) -> dict[str, Any]:
        """The row's decided fields as they were before."""
        field = self.model._meta.get_field
        return {name: field(name).to_python(self.before[name]) for name in self.model.DECIDED if name in self.before}


def put_back(model: type[models.Model], changes: Iterable[Change], now: Mapping[int, Said | None]) -> None:
    """Make what a decision changed in rows of a class as it was before, field by field, where it is `now` as the decision left it.

    Raises IntegrityError where what a row belongs to is gone; whoever is gone that it may do without is left out.
    """
    changes = list(changes)
    for some in batched([change.row for change in changes if change.before is None], rows.BATCH):
        model._base_manager.filter(pk__in=some).delete()
    for change in changes:
        if change.before is not None and change.after is None:
            values = _living(model, {change.row: change.values})[change.row]
            model(pk=change.row, **values).save(force_insert=True)
            model._base_manager.filter(pk=change.row).update(**values)  # what saving fills in by itself
    there = [change for change in changes if change.before is not None and change.after is not None and now[change.row] is not None]
    for some in batched(there, rows.BATCH):
        rows.write(model, _living(model, {change.row: _undone(change, now[change.row]) for change in some}))


def _living(model: type[models.Model], values: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Let rows name nothing that was deleted since: the database would say so only at the end of the transaction."""
    for field in (field for field in model._meta.concrete_fields if field.is_relation):
        named = {said[field.attname] for said in values.values() if said.get(field.attname) is not None}
        gone = named and named - set(field.related_model._base_manager.filter(pk__in=named).values_list("pk", flat=True))
        if gone and not field.null:
            raise IntegrityError(f"{field.name} {min(gone)} is gone")
        for said in values.values():
            if said.get(field.attname) in gone:
                said[field.attname] = None
    return values


def _undone(change: Change, now: Said) -> dict[str, Any]:
    values = change.values
    return {name: values[name] for name in change.differing if now[name] == change.after[name]}


def snapshots(model: type[models.Model], pks: Iterable[int]) -> dict[int, Said | None]:
    """Read rows as they are now, locked until the end of the transaction; None for one that is not there."""
    names = [*model.DECIDED, *getattr(model, "BESIDE", ())]
    found: dict[int, Said | None] = dict.fromkeys(sorted(pks))
    for some in batched(list(found), rows.BATCH):
        for row in model._base_manager.filter(pk__in=some).order_by("pk").select_for_update().values("pk", *names):
            found[row.pop("pk")] = {name: _plain(value) for name, value in row.items()}
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
