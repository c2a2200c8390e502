"""A caption's history: what people decided of it, and what its source changed between two decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from gallery.decisions import Said
from gallery.models import Caption, Change, Decision

MOST = 100
"""Decisions shown of one caption, the newest; it takes years to make more."""


class Words(NamedTuple):
    """A caption and its credit line."""

    text: str
    credit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: the words shown before it and after it; None where there was no caption."""

    said: str
    before: Words | None
    after: Words | None
    at: datetime
    """When; of a change of the source's the time after which it came."""
    change: Change | None = None
    """The row that keeps it; None: nobody decided it, the source changed."""

    @property
    def by_source(self) -> bool:
        """Whether the source did it."""
        return self.change is None or (self.change.decision.by is None and not self.change.differing)

    @property
    def who(self) -> str:
        """Who did it."""
        return "The source" if self.by_source else str(self.change.decision.by or "A former editor")


def history_of(caption: Caption) -> list[Entry]:
    """Give what happened to a caption since somebody first decided about it, the newest first."""
    later = Words(caption.source_text, caption.source_credit)
    found: list[Entry] = []
    for change in _changes(caption)[:MOST]:
        if change.after and _source(change.after) != later:
            found.append(Entry("The source changed its words", _source(change.after), later, change.decision.at))
        found.append(_entry(change))
        later = _source(change.before) if change.before else later
    return found


def words_at(caption: Caption, version: int) -> Words | None:
    """Give the words that were shown when a caption, read anew, had an earlier version; None where that is not known any more.

    Every version since is one decision.
    """
    if not 0 < version < caption.version:
        return None
    steps = caption.version - version
    changes = [change for change in _changes(caption)[: steps + MOST] if change.differing]
    return _shown(changes[steps - 1].before) if steps <= len(changes) and changes[steps - 1].before else None


def words_after(caption: Caption, key: int) -> tuple[Words, Decision] | None:
    """Give the words that a decision left under a caption, by the key of the change; None where that is no change of this caption."""
    change = _changes(caption).filter(pk=key).first()
    return (_shown(change.after), change.decision) if change and change.after else None


def shown_words(said: Said | None) -> Words | None:
    """Give the words that were shown of a kept caption."""
    return _shown(said) if said else None


def _changes(caption: Caption) -> QuerySet[Change]:
    mine = Change.objects.filter(subject=Caption._meta.label_lower, row=caption.pk)
    return mine.select_related("decision__by", "decision__undoes").order_by("-decision_id")


def _entry(change: Change) -> Entry:
    return Entry(change.decision.said, shown_words(change.before), shown_words(change.after), change.decision.at, change)


def _shown(said: Said) -> Words:
    if said.get("edited_text") is None:
        return _source(said)
    return Words(said["edited_text"], said.get("edited_credit") or "")


def _source(said: Said) -> Words:
    return Words(said.get("source_text") or "", said.get("source_credit") or "")
