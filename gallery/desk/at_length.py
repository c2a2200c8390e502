"""Decisions about so many captions that nobody waits for them: made, and taken back, in slices, each a transaction of about a second.

So other writers get their turn, and whatever ends the work, it goes on where it was. While it lasts the decision can't be taken back.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.tasks import task

from gallery.desk import bulk
from gallery.desk.bulk import Kind, Where, Wish
from gallery.desk.journal import Note, stand, standing, take_back, undoing
from gallery.models import Decision, LongWork
from gallery.races import redone

WAITED_FOR = 2000
"""Captions that are changed while the editor waits."""
SLICE = 500
FIRST = 10
"""Photos have priority 0: somebody waits for these."""


def apply(wish: Wish, seen: Mapping[int, str], by: AbstractBaseUser) -> Decision:
    """Begin to do to the captions seen what was proposed for them, as `bulk.apply` does; give the decision that is being made."""
    pairs = sorted(seen.items())[: wish.most]
    with transaction.atomic():
        decision = Decision.objects.create(by=by, kind=Decision.Kind.WORDS, said=wish.said[:300])
        LongWork.objects.create(decision=decision, wish=asdict(wish), seen=pairs, total=len(pairs))
        transaction.on_commit(partial(go_on.enqueue, decision.pk))
    return decision


def is_long(decision: Decision) -> bool:
    """Tell whether taking a decision back is nothing to wait for."""
    return decision.kind == Decision.Kind.WORDS and decision.changes.count() > WAITED_FOR


@transaction.atomic
def undo(decision: Decision, by: AbstractBaseUser) -> Decision:
    """Begin to take a decision about words back, as `journal.undo` does; give the decision that does so. Raises CantUndo."""
    decision = standing(decision)
    back = undoing(decision, by)
    LongWork.objects.create(decision=back, total=decision.changes.count())
    stand(decision, False)
    transaction.on_commit(partial(go_on.enqueue, back.pk))
    return back


@task(priority=FIRST)
def go_on(pk: int) -> None:
    """Do the next slice of a work, and hand on to the next task where there is more."""
    if next_slice(pk):
        go_on.enqueue(pk)


@redone
def next_slice(pk: int) -> bool:
    """Do the next slice of a work, by its decision's key; say whether there is more. Of two that do it at once, one waits."""
    held = LongWork.objects.select_for_update(of=["self"]).select_related("decision__by", "decision__undoes")
    work = held.filter(pk=pk, is_done=False).first()
    if work is None:
        return False
    note = Note(work.decision)
    taken, changed = _make(work, note) if work.wish else _take_back(work, note)
    note.keep()
    work.place, work.changed = min(work.place + taken, work.total), work.changed + changed
    work.save(update_fields=["place", "changed", "moved_at"])
    if work.place < work.total:
        return True
    _finish(work)
    return False


def _finish(work: LongWork) -> None:
    work.is_done, work.seen = True, []
    work.save(update_fields=["is_done", "seen"])
    if not work.changed and not work.wish:
        # Everything was changed since: the decision stands as it did.
        stand(work.decision.undoes, True)
        Decision.objects.filter(pk=work.pk).update(stands=False)


def _make(work: LongWork, note: Note) -> tuple[int, int]:
    seen = dict(work.seen[work.place : work.place + SLICE])
    said = work.wish
    wish = Wish(**said | {"kind": Kind(said["kind"]), "where": Where(said["where"])})
    return len(seen), bulk.change(wish, seen, work.decision.by, note)


def _take_back(work: LongWork, note: Note) -> tuple[int, int]:
    about = list(work.decision.undoes.changes.order_by("pk")[work.place : work.place + SLICE])
    left = take_back(note, about)
    return len(about), len(about) - len(left)
