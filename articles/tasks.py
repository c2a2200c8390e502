"""The work that is done in the background. What is to be done stands in the photos' own rows; a task is what does it next.

A photo has one task in charge at most, named in its row: so nothing is done twice, however often somebody asks for it, and what a
lost task left undone is found and given to another.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.tasks import Task, TaskContext, task
from django.utils import timezone

from articles import photo_files
from gallery import offers
from gallery.models import Photo

AT_ONCE = 1000
"""Photos that one look for work gives tasks to; the next look finds the others."""


@task(takes_context=True)
def fetch_photo(context: TaskContext, pk: int) -> None:
    """Try for a photo's file once, and see to what is to be done then."""
    if not _in_charge(context, pk):
        return
    appointed = context.task_result.task.run_after is not None
    _hand_on(pk, photo_files.fetch_file(pk, appointed))


@task(takes_context=True)
def recognise_photo(context: TaskContext, pk: int) -> None:
    """Hold a photo against the library once it has its file."""
    if not _in_charge(context, pk):
        return
    photo_files.recognise(pk)
    _hand_on(pk, None)


@task(takes_context=True, priority=-10)
def make_avif(context: TaskContext, pk: int) -> None:
    """Make the AVIF files of a photo; nobody waits for them."""
    if not _in_charge(context, pk):
        return
    photo_files.make_avif(pk)
    _hand_on(pk, None)


def see_to(article: int) -> None:
    """Give every photo of an article that wants something a task for it."""
    _see_to(captions__article=article)


def see_to_all() -> None:
    """Give every photo of the library that wants something a task for it."""
    _see_to()


def _see_to(**which: object) -> None:
    wanting = offers.wanting(timezone.now()).filter(**which)
    with transaction.atomic():
        _enqueue_all(fetch_photo, wanting.values_list("pk", flat=True)[:AT_ONCE])
        _enqueue_all(recognise_photo, offers.wanting_comparison().filter(**which).values_list("pk", flat=True)[:AT_ONCE])
        if settings.CUTLINE_AVIF:
            _enqueue_all(make_avif, offers.wanting_avif().filter(**which).values_list("pk", flat=True)[:AT_ONCE])


def _enqueue_all(work: Task, photos: Iterable[int]) -> None:
    for pk in list(photos):
        _enqueue(work, pk, None)


def _in_charge(context: TaskContext, pk: int) -> bool:
    mine = context.task_result.id
    return bool(Photo.objects.filter(pk=pk, task__in=["", mine]).update(task=mine))


@transaction.atomic
def _hand_on(pk: int, when: datetime | None) -> None:
    """End this task's charge of a photo, and put another in charge of what is to be done next."""
    Photo.objects.filter(pk=pk).update(task=None)
    if when is not None:
        _enqueue(fetch_photo, pk, when)
    elif offers.wanting_comparison().filter(pk=pk).exists():
        _enqueue(recognise_photo, pk, None)
    elif settings.CUTLINE_AVIF and offers.wanting_avif().filter(pk=pk).exists():
        _enqueue(make_avif, pk, None)


def _enqueue(work: Task, pk: int, when: datetime | None) -> None:
    """Put a new task in charge of a photo, unless one is."""
    later = when is not None and when > timezone.now()
    if later and not work.get_backend().supports_defer:
        return  # the photo's row says what is to be done and when; whoever looks for work then finds it
    if Photo.objects.filter(pk=pk, task=None).update(task=""):
        result = (work.using(run_after=when) if later else work).enqueue(pk)
        Photo.objects.filter(pk=pk, task="").update(task=result.id)
