"""How a source is, told from its row: one state, and what is wrong in words."""

from django.db.models import Q, TextChoices

from articles.subscriptions.rows import Subscription


class State(TextChoices):
    """What a source is; the first that holds."""

    GONE = "gone", "Gone"
    PAUSED = "paused", "Paused"
    FAILING = "failing", "Failing"
    NEW = "new", "Not read yet"
    FINE = "fine", "Fine"


HOLDS = {
    State.GONE: Q(is_gone=True),
    State.PAUSED: Q(is_gone=False, is_paused=True),
    State.FAILING: Q(is_gone=False, is_paused=False, failures__gt=0),
    State.NEW: Q(is_gone=False, is_paused=False, failures=0, format=""),
    State.FINE: Q(is_gone=False, is_paused=False, failures=0) & ~Q(format=""),
}
"""Which rows are in a state: what `state_of` tells of one."""


def state_of(source: Subscription) -> State:
    """Tell how a source is."""
    if source.is_gone:
        return State.GONE
    if source.is_paused:
        return State.PAUSED
    if source.failures:
        return State.FAILING
    return State.FINE if source.format else State.NEW


def complaint_of(source: Subscription) -> str:
    """Say what is wrong with a source, or was lacking when it was read last, as a sentence; "" where nothing is."""
    said = source.problem.strip()
    return f"{said[0].upper()}{said[1:].removesuffix('.')}." if said else ""
