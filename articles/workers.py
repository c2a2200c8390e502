"""Processes that work in the background: their signs of life, and the work that the dead ones left lying.

The database's clock is the only one that counts, so that machines whose clocks differ can work together.
"""

import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.models.functions import Now
from django.tasks import Task, TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import charges, drafts, tasks
from articles.appearances.rows import Wording
from articles.feeds import hubs
from articles.models import Item, Subscription, Worker
from articles.search.upkeep import is_behind
from articles.subscriptions import tasks as subscribed
from articles.subscriptions.clearing import clear_away
from gallery import withdrawn
from gallery.models import Photo

log = logging.getLogger(__name__)

PREFIX = "cutline"
BEAT = 5.0
"""Seconds between two signs of life."""
DEAD = timedelta(seconds=20)
"""Without a sign of life; a database that is busy may hold up a few of them."""
BEATS_BETWEEN_LOOKS = 6
BEATS_BETWEEN_CLEARINGS = 17_280
"""A day's."""
DAYS_KEPT = 7
LONGEST_REST = timedelta(hours=1)
"""Before work that ended several workers is given to yet another."""


def own_name() -> str:
    """Make a name that no other worker has: 64 characters at most."""
    return f"{PREFIX}-{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"


@contextmanager
def living(name: str, leader: int | None = None, overtaken: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Give signs of life while the `with` lasts, and look for work that nobody does.

    Once the process `leader` is gone, however it went, this one is ended as by SIGTERM. `overtaken` is called where others thought
    this worker dead (it was stopped, or cut off from the database): what it does was given to another.
    """
    Worker.objects.create(name=name)  # before it takes work: who has no sign of life is dead
    over = threading.Event()
    thread = threading.Thread(target=_live, args=(name, over, leader, overtaken), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=BEAT)


def _live(name: str, over: threading.Event, leader: int | None, overtaken: Callable[[], None]) -> None:
    beat = 0
    while True:
        try:
            if not _beat(name, beat):
                overtaken()
        except DatabaseError:
            log.exception("A sign of life of the worker could not be given")
        beat += 1
        if over.wait(BEAT):
            break
        if leader and not _lives(leader):
            os.kill(os.getpid(), signal.SIGTERM)
            leader = None
    try:
        Worker.objects.filter(name=name).delete()
    finally:
        connections.close_all()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def begin_anew() -> None:
    """Put a new process of the same command in this one's place, under the same number, before it ends what is another's by now."""
    log.error("This worker gave no sign of life for so long that its work was given to another; it begins anew")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (the very command this process runs)


def _beat(name: str, number: int) -> bool:
    """Give a sign of life, and look for what is left lying; False where others thought this worker dead."""
    alive = Worker.objects.filter(name=name).update(seen_at=Now())
    if not alive:
        Worker.objects.create(name=name)
        return False
    take_up_abandoned()
    see_to_hub()
    if number % BEATS_BETWEEN_LOOKS == 0:
        for rows in (Photo.objects, Subscription.objects, Item.objects):
            charges.free_orphans(rows)
        tasks.see_to_all()
        subscribed.see_to_all()
        clear_away()
        see_to_index()
        see_to_comparisons()
    if number % BEATS_BETWEEN_CLEARINGS == 0:
        drafts.forget_old()
        withdrawn.doubt_files()
        call_command("prune_db_task_results", queue_name="*", min_age_days=DAYS_KEPT, verbosity=0)
    return True


def see_to_index() -> None:
    """Have the index kept where something waits to be taken in, by one task at a time."""
    if is_behind():
        _enqueue_alone(tasks.keep_index)


def see_to_comparisons() -> None:
    """Have stories compared that whoever stored them did not come to compare."""
    if Wording.objects.filter(is_compared=False).exists():
        _enqueue_alone(tasks.compare_stories)


def see_to_hub() -> None:
    """Have the hub told where one is named and feeds changed, by one task at a time."""
    if hubs.is_behind(timezone.now()):
        _enqueue_alone(tasks.tell_hub)


def _enqueue_alone(work: Task) -> None:
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if not DBTaskResult.objects.filter(task_path=work.module_path, status__in=unfinished).exists():
        work.enqueue()


def is_any_alive() -> bool:
    """Tell whether any worker gives signs of life."""
    return Worker.objects.filter(seen_at__gte=Now() - DEAD).exists()


def take_up_abandoned() -> int:
    """Put back the tasks whose worker gives no more signs of life; give their number.

    A task that was begun several times waits longer each time: it may be what ends them.
    """
    dead = Worker.objects.filter(seen_at__lt=Now() - DEAD)
    living = set(Worker.objects.exclude(pk__in=dead.values("pk")).values_list("name", flat=True))
    taken = 0
    for row in DBTaskResult.objects.running():
        worker = row.worker_ids[-1] if row.worker_ids else ""
        if worker.startswith(f"{PREFIX}-") and worker not in living:
            wait = min(timedelta(seconds=2 ** min(len(row.worker_ids), 12) - 2), LONGEST_REST)
            still = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
            taken += still.update(status=TaskResultStatus.READY, run_after=timezone.now() + wait)
    dead.delete()
    return taken
