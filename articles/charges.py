"""Who does next what is to be done. What that is stands in rows; each names the one task in charge of it in its column `task`.

So nothing is done twice, however often somebody asks for it, and what a lost task left undone is found and given to another. The column
is NULL where no task is in charge, and empty where one is about to be named.
"""

from datetime import datetime

from django.db.models import Manager, Q
from django.tasks import Task, TaskContext, TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

RUN = ":"
"""Between a task's id and the number of its run: a task that a dead worker left is run again under the same id."""


def take(rows: Manager, context: TaskContext, pk: int) -> str:
    """Put this run of a task in charge of a row, in the place of the runs before it; give its name, "" where another task is."""
    task, number = context.task_result.id, len(context.task_result.worker_ids)
    before = ["", task, *(f"{task}{RUN}{each}" for each in range(number))]
    mine = f"{task}{RUN}{number}"
    return mine if rows.filter(pk=pk, task__in=before).update(task=mine) else ""


def end(rows: Manager, pk: int, run: str) -> bool:
    """End a run's charge of a row. False where another run is in charge by now: a worker that was thought dead hands nothing on."""
    return bool(rows.filter(pk=pk, task=run).update(task=None))


def give(rows: Manager, work: Task, pk: int, when: datetime | None = None) -> None:
    """Put a new task in charge of a row, unless one is; `when` is the time it is appointed for."""
    later = when is not None and when > timezone.now()
    if later and not work.get_backend().supports_defer:
        return  # the row says what is to be done and when; whoever looks for work then finds it
    if rows.filter(pk=pk, task=None).update(task=""):
        result = (work.using(run_after=when) if later else work).enqueue(pk)
        rows.filter(pk=pk, task="").update(task=result.id)


def is_appointed(context: TaskContext) -> bool:
    """Tell whether a task comes at a time that it was told to."""
    return context.task_result.task.run_after is not None


def free_orphans(rows: Manager) -> int:
    """Free the rows whose task ended without having seen to them, or is no longer in the queue; give their number."""
    # The rows first: a task that is named there is in the queue by then.
    in_charge = list(rows.filter(task__isnull=False).values_list("pk", "task"))
    if not in_charge:
        return 0
    waiting = DBTaskResult.objects.filter(Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING))
    alive = {str(pk) for pk in waiting.values_list("pk", flat=True)}
    return sum(rows.filter(pk=pk, task=task).update(task=None) for pk, task in in_charge if task.partition(RUN)[0] not in alive)
