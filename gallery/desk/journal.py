"""Deciding, noted: what is changed inside `deciding` is kept with how it was, and `undo` takes a whole decision back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import batched

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from gallery.decisions import Change, Decision, Said, put_back, snapshots
from gallery.joining import gainsaid, locked
from gallery.models import Caption, FormerFile, LongWork, Photo
from gallery.races import redone
from gallery.rows import BATCH
from gallery.settling import settle, settle_captions

UNDER_BOTH = "Since then words were written under both in one story. Take one of the two edits back first."


class CantUndo(Exception):
    """A decision can't be taken back as things are; the message says why."""


class Note:
    """What a decision changes while it is being made."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self._before: dict[type[models.Model], dict[int, Said | None]] = defaultdict(dict)
        self._about: set[tuple[type[models.Model], int]] = set()

    def watch(self, *rows: models.Model) -> None:
        """Remember rows as they are now, before they are changed; a row that was just made is `made`."""
        for model, pks in _by_class(rows).items():
            self.watch_rows(model, pks)

    def watch_rows(self, model: type[models.Model], pks: Iterable[int]) -> None:
        """Remember the rows of a class with these keys as they are now, even where there is none yet."""
        known = self._before[model]
        self.remember(model, snapshots(model, [pk for pk in pks if pk not in known]))

    def remember(self, model: type[models.Model], read: dict[int, Said | None]) -> None:
        """Remember rows as they were read, by `snapshots`, in this transaction."""
        self._before[model] = read | self._before[model]

    def made(self, *rows: models.Model) -> None:
        """Say that rows were made by this decision: taking it back takes them away."""
        for row in rows:
            self._before[type(row)].setdefault(row.pk, None)

    def about(self, *rows: models.Model) -> None:
        """List the decision in the history of rows, whether it changes them or not."""
        self.watch(*rows)
        self.about_rows(*((type(row), row.pk) for row in rows))

    def about_rows(self, *rows: tuple[type[models.Model], int]) -> None:
        """List the decision in the history of watched rows."""
        self._about |= set(rows)

    def keep(self) -> bool:
        """Keep what differs now from what was remembered, and what the decision is about; say whether that is anything."""
        changes = [change for model, before in self._before.items() for change in self._changes(model, before)]
        return bool(Change.objects.bulk_create(changes, batch_size=500))

    def _changes(self, model: type[models.Model], before: dict[int, Said | None]) -> Iterator[Change]:
        after = snapshots(model, list(before))
        for pk, was in before.items():
            change = Change(decision=self.decision, subject=model._meta.label_lower, row=pk, before=was, after=after[pk])
            if change.differing or (model, pk) in self._about:
                yield change


@contextmanager
def deciding(by: AbstractBaseUser | None, kind: str, said: str, undoes: Decision | None = None, by_rule: bool = False) -> Iterator[Note]:
    """Make one decision, in one transaction: whatever is watched and changed inside is kept with it; what changes nothing leaves no row.

    `by_rule` says that nobody made it, but a rule.
    """
    with transaction.atomic():
        note = Note(Decision.objects.create(by=by, kind=kind, said=said[:300], undoes=undoes, by_rule=by_rule))
        yield note
        if not note.keep():
            note.decision.delete()


@redone
def undo(decision: Decision, by: AbstractBaseUser | None) -> list[Change]:
    """Make everything that a decision changed as it was before; give what was left alone because it was changed since.

    That is words alone: of a decision about photos or a story all is taken back, or nothing. Raises CantUndo. To take back an undo is
    to decide again.
    """
    decision = standing(decision)
    about = list(decision.changes.order_by("-pk"))
    changes = [change for change in about if change.differing]
    if not changes:
        raise CantUndo("There is nothing in it to take back.")
    if any(change.is_for_good for change in changes):
        raise CantUndo("What was deleted came from a source: take it in from there again. What editors wrote stays here.")
    now = _as_they_are(about)
    left = _left(decision, changes, now)
    if len(left) == len(changes) or (left and decision.kind != Decision.Kind.WORDS):
        raise CantUndo(_in_the_way(left[0]))
    photos = list(Photo.objects.filter(pk__in=[change.row for change in about if change.model is Photo]))
    locked(*photos)
    before = gainsaid(photos)
    with deciding(by, decision.kind, _taking_back(decision), undoes=decision) as note:
        _restore(note, about, now, left)
        _settle(photos, before, [change for change in about if change.model is Photo and "own_digest" in change.differing], by)
    stand(decision, False)
    return left


def standing(decision: Decision) -> Decision:
    """Hold a decision until the end of the transaction, as it is now; raises CantUndo where it can't be taken back, or not yet."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not decision.stands:
        raise CantUndo("This was taken back already.")
    if LongWork.objects.filter(decision=decision, is_done=False).exists():
        raise CantUndo("It is still being made. Wait until it is done.")
    return decision


def stand(decision: Decision, stands: bool) -> None:
    """Let a decision stand, or not; one that took another back says the opposite of that."""
    Decision.objects.filter(pk=decision.pk).update(stands=stands)
    if decision.undoes_id:
        Decision.objects.filter(pk=decision.undoes_id).update(stands=not stands)


def undoing(decision: Decision, by: AbstractBaseUser | None) -> Decision:
    """Make the decision that takes one back: nothing of it is taken back yet."""
    return Decision.objects.create(by=by, kind=decision.kind, said=_taking_back(decision)[:300], undoes=decision)


def take_back(note: Note, about: list[Change]) -> list[Change]:
    """Take some changes of words back; give those that are left alone because they were changed since, or changed nothing."""
    now = _as_they_are(about)
    left = _left(note.decision, about, now)
    _restore(note, about, now, left)
    return left


def _taking_back(decision: Decision) -> str:
    return f"Did again: {decision.undoes.said}" if decision.undoes else f"Took back: {decision.said}"


def _as_they_are(about: Iterable[Change]) -> dict[type[models.Model], dict[int, Said | None]]:
    return {model: snapshots(model, [change.row for change in some]) for model, some in _by_model(about).items()}


def _left(decision: Decision, changes: list[Change], now: dict[type[models.Model], dict[int, Said | None]]) -> list[Change]:
    covered = _covered(changes) if decision.kind == Decision.Kind.WORDS else set()
    # What only followed from a decision, a photo described otherwise, hinders nobody who takes it back.
    decided = [change for change in changes if not change.yields] or changes
    return [change for change in decided if change.pk in covered or not change.is_as_left(now[change.model][change.row])]


def _covered(changes: Iterable[Change]) -> set[int]:
    """Find the captions that would have words again while another one's stand under what is one photo since: nobody would see them."""
    written = [change for change in changes if change.model is Caption and (change.before or {}).get("edited_text") is not None]
    coming = {change.row: change.pk for change in written}
    stands = Caption.objects.filter(article=OuterRef("article"), photo=OuterRef("head"), edited_text__isnull=False)
    read: list[tuple[bool, int, tuple[int, int], bool]] = []
    for rows in batched(coming, BATCH):
        some = Caption.everything.filter(pk__in=rows).annotate(head=Coalesce("born__merged_into", "born"), is_taken=Exists(stands))
        read += [(not stands, pk, (story, head), is_taken) for pk, story, head, stands, is_taken in some.values_list(*_PLACE)]
    covered, filled = set(), set()
    for is_aside, pk, place, is_taken in sorted(read):
        if is_aside and (is_taken or place in filled):
            covered.add(coming[pk])
        filled.add(place)
    return covered


_PLACE = ("pk", "article", "head", "stands", "is_taken")


def _restore(note: Note, about: list[Change], now: dict[type[models.Model], dict[int, Said | None]], left: Iterable[Change]) -> None:
    """Put rows back as they were before, but for those left alone, and bring what follows from words up to date."""
    for model, read in now.items():
        note.remember(model, read)
        note.about_rows(*((model, pk) for pk in read))
    stays = {change.pk for change in left}
    _put_back([change for change in about if change.differing and change.pk not in stays], now)
    for model, some in _by_model(about).items():
        if model is not Photo and hasattr(model, "after_undo"):
            model.after_undo([change.row for change in some], {change.row for change in some if change.is_seen})
    settle_captions(change.row for change in about if change.model is Caption)


def _put_back(changes: Iterable[Change], now: dict[type[models.Model], dict[int, Said | None]]) -> None:
    try:
        with transaction.atomic():
            for model, some in _by_model(changes).items():
                put_back(model, some, now[model])
    except IntegrityError as error:
        raise CantUndo("Something of it was decided again, or deleted, since then; it can’t be put back as things are.") from error


def _settle(photos: list[Photo], before: set[int], files: list[Change], by: AbstractBaseUser | None) -> None:
    """Bring photos to what is decided now; raises CantUndo where that gainsays what else was decided.

    `before` are the verdicts that are gainsaid anyway: by sources that show one picture at addresses of two. `files` are the changes by
    which photos had other files.
    """
    pks = [photo.pk for photo in photos]
    twins = Photo.objects.filter(own_digest=OuterRef("own_digest")).exclude(pk=OuterRef("pk"))
    if files and Photo.objects.filter(Exists(twins), pk__in=pks).exists():
        raise CantUndo("Since then this very file became another photo’s.")
    for change in files:
        FormerFile.keep((change.after or {}).get("own_digest"), change.row, by)
    settle(pks)
    FormerFile.objects.filter(photo__in=pks, digest__in=Photo.objects.filter(pk__in=pks, digest__isnull=False).values("digest")).delete()
    if gainsaid(Photo.objects.filter(pk__in=pks)) - before:
        raise CantUndo("Since then it was decided otherwise of some of these photos. Take that back first.")
    heads = Photo.objects.filter(pk__in=pks).values_list("pk", "merged_into")
    hidden = Caption.everything.filter(stands=False, edited_text__isnull=False)
    if hidden.filter(Q(born__in=[pk for pk, _ in heads]) | Q(born__merged_into__in=[head or pk for pk, head in heads])).exists():
        raise CantUndo(UNDER_BOTH)


def _in_the_way(change: Change) -> str:
    if change.decision.kind == Decision.Kind.WORDS and _covered([change]):
        return UNDER_BOTH
    later = Change.objects.filter(subject=change.subject, row=change.row, decision__gt=change.decision_id).order_by("-decision_id")
    latest = next((each for each in later.select_related("decision__by") if set(each.differing) & set(change.differing)), None)
    if latest is None:
        return "What it changed has been changed since; it can’t be taken back as things are."
    who = latest.decision.maker
    if latest.after is None:
        return f"What it changed was deleted since then, on {latest.decision.at:%d %b %Y at %H:%M} by {who}."
    return f"Since then, on {latest.decision.at:%d %b %Y at %H:%M}, {who} decided: “{latest.decision.said}”. Take that back first."


def _by_class(rows: Iterable[models.Model]) -> dict[type[models.Model], list[int]]:
    found: dict[type[models.Model], list[int]] = defaultdict(list)
    for row in rows:
        found[type(row)].append(row.pk)
    return found


def _by_model(changes: Iterable[Change]) -> dict[type[models.Model], list[Change]]:
    found: dict[type[models.Model], list[Change]] = defaultdict(list)
    for change in changes:
        found[change.model].append(change)
    return found
