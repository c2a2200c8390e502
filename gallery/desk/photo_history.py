"""A photo's history: what people decided of it and of the words under it, and what sources changed there, as one line of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gallery.decisions import Said
from gallery.desk.history import Entry, history_of
from gallery.models import Caption, Change, FormerFile, Photo

MOST = 100
"""Steps shown, the newest."""
CAPTIONS = 12
"""Captions, of the newest stories, whose steps are among them."""
FIELDS = {"alt": "Description", "withdrawn_because": "Withdrawn because"}
"""Fields of words, and what they are called."""
REVERTED = ("alt", "focal_x", "focal_y")
"""What can be put as it was: what an editor says of the photo itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who did what when, and what it changed."""

    at: datetime
    who: str
    said: str
    words: tuple[tuple[str, str, str], ...]
    """Name, before and after."""
    pictures: tuple[Any, Any] | None = None
    """The file before and after, None where there was none."""
    change: Change | None = None
    """The row that keeps it; None: the source did it."""
    caption: Caption | None = None
    """Under which it was done; None: it is about the photo itself."""
    reverts: bool = False
    """Whether what it left can be had again."""


def photo_history(photo: Photo) -> list[Step]:
    """Give what happened to a photo and to the words under it since somebody first decided about them, the newest first."""
    mine = Change.objects.filter(subject=Photo._meta.label_lower, row=photo.pk)
    changes = list(mine.select_related("decision__by").order_by("-decision_id")[:MOST])
    files = _files(changes)
    steps = [_of_photo(change, files, newest=_is_now(photo, change)) for change in changes]
    captions = Caption.objects.filter(photo=photo).select_related("article").order_by("-article__dated_at", "pk")[:CAPTIONS]
    for caption in captions:
        entries = history_of(caption)
        steps += [_of_words(caption, entry, newest=entry is entries[0]) for entry in entries]

    def order(step: Step) -> tuple[object, ...]:
        # What a source changed came after the decision whose time it has.
        return step.at, step.change is None, step.change.decision_id if step.change else 0

    return sorted(steps, key=order, reverse=True)[:MOST]


def _of_photo(change: Change, files: dict[str, Any], newest: bool) -> Step:
    before, after = change.before or {}, change.after or {}
    words = [(FIELDS[name], before.get(name) or "", after.get(name) or "") for name in change.differing if name in FIELDS]
    if {"focal_x", "focal_y"} & set(change.differing):
        words.append(("Kept in sight", _focus(before), _focus(after)))
    if "joined_to_id" in change.differing:
        words.append(("One with", *(f"photo {each['joined_to_id']}" if each.get("joined_to_id") else "" for each in (before, after))))
    own = [before.get("own_digest"), after.get("own_digest")]
    pictures = (files.get(own[0]), files.get(own[1])) if own[0] != own[1] and any(each in files for each in own) else None
    who = str(change.decision.by or "A former editor")
    can = not newest and bool(set(REVERTED) & set(change.differing))
    return Step(change.decision.at, who, change.decision.said, tuple(words), pictures, change, None, can)


def _of_words(caption: Caption, entry: Entry, newest: bool) -> Step:
    before, after = entry.before or ("", ""), entry.after or ("", "")
    words = [each for each in (("Caption", before[0], after[0]), ("Credit line", before[1], after[1])) if each[1] != each[2]]
    can = not newest and bool(entry.change and entry.after)
    return Step(entry.at, entry.who, entry.said, tuple(words), None, entry.change, caption, can)


def _is_now(photo: Photo, change: Change) -> bool:
    return all(getattr(photo, name) == (change.after or {}).get(name) for name in REVERTED)


def _focus(said: Said) -> str:
    return f"{said['focal_x']} per cent from the left, {said['focal_y']} from the top" if "focal_x" in said else ""


def _files(changes: Iterable[Change]) -> dict[str, Any]:
    named = {each.get("own_digest") for change in changes for each in (change.before or {}, change.after or {})} - {None}
    kept = FormerFile.objects.filter(digest__in=named)
    return {each.digest: each for each in [*kept, *Photo.objects.filter(digest__in=named, is_withdrawn=False)]}
