"""Two processes at the same rows: work that lost is done once more, whole, on what the other one left."""

from collections.abc import Callable
from functools import partial, wraps

from django.db import DatabaseError, IntegrityError, OperationalError, transaction

TRIES = 5
"""Every try that loses has let somebody else through; who loses as often as this has met something else than a race."""
LOST = frozenset({"40001", "40P01"})
"""What PostgreSQL says where transactions can't be brought into an order, or wait for each other (SQLSTATE, class 40)."""


def settled[T](work: Callable[[], T]) -> T:
    """Do work in one transaction, and give what it gives.

    Where it loses a race (a unique row that another made meanwhile, a deadlock), nothing of it stays and it is done again from its
    start, so it must read what it decides by itself. Raises the last loss after TRIES of them.
    """
    for _ in range(TRIES - 1):
        try:
            with transaction.atomic():
                return work()
        except DatabaseError as error:
            # Inside somebody else's transaction a deadlock has ended that one too: only its owner can begin again.
            if not is_lost(error) or (transaction.get_connection().in_atomic_block and not isinstance(error, IntegrityError)):
                raise
    with transaction.atomic():
        return work()


def redone[**P, T](work: Callable[P, T]) -> Callable[P, T]:
    """Let every call of a function be done as `settled` does work: whole, and once more where it lost."""

    @wraps(work)
    def done(*args: P.args, **said: P.kwargs) -> T:
        return settled(partial(work, *args, **said))

    return done


def is_lost(error: DatabaseError) -> bool:
    """Tell whether the same work, done again, may well succeed."""
    return isinstance(error, IntegrityError) or (isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) in LOST)
