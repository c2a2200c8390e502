"""The work that is done in the background. What is to be done stands in the photos' own rows; a task is what does it next (`charges`)."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.tasks import Task, TaskContext, task
from django.utils import timezone

from articles import charges, photo_files
from articles.appearances import comparing
from articles.feeds import hubs
from articles.related import compare_waiting
from articles.search.upkeep import take_in
from gallery import offers, withdrawn
from gallery.models import Photo
from gallery.races import settled

SLICES = 20
"""Of the index, in one task."""
AT_ONCE = 1000
"""Photos that one look for work gives tasks to; the next look finds the others."""


@task(takes_context=True)
def fetch_photo(context: TaskContext, pk: int) -> None:
    """Try for a photo's file once, and see to what is to be done then."""
    _in_charge(context, pk, lambda: photo_files.fetch_file(pk, charges.is_appointed(context)))


@task(takes_context=True)
def recognise_photo(context: TaskContext, pk: int) -> None:
    """Hold a photo against the library once it has its file."""
    _in_charge(context, pk, lambda: photo_files.recognise(pk))


@task(takes_context=True, priority=-10)
def make_avif(context: TaskContext, pk: int) -> None:
    """Make the AVIF files of a photo; nobody waits for them."""
    _in_charge(context, pk, lambda: photo_files.make_avif(pk))


@task(takes_context=True)
def follow_withdrawal(context: TaskContext, pk: int) -> None:
    """Delete, or make again, the files of a photo where that was not done when it was withdrawn, or shown again."""
    _in_charge(context, pk, lambda: withdrawn.see_to_files(pk))


@task(priority=-5)
def keep_index() -> None:
    """Take what changed into the index, and find each story's likes, for as long as a task may last; a look for work finds the rest."""
    for _ in range(SLICES):
        if not take_in() and not compare_waiting():
            return


@task(priority=-5)
def compare_stories() -> None:
    """Find out which stories are one, of those that nobody came to compare."""
    for _ in range(SLICES):
        if not comparing.compare_waiting():
            return


@task
def tell_hub() -> None:
    """Tell the hub which feeds changed; the next beat of a worker finds what is left."""
    hubs.tell(timezone.now())


def see_to(article: int) -> None:
    """Give every photo of an article that wants something a task for it."""
    _see_to(captions__article=article)


def see_to_all() -> None:
    """Give every photo of the library that wants something a task for it; first of all those that readers should not get any more."""
    _enqueue_all(follow_withdrawal, withdrawn.wanting_files)
    _see_to()


def _see_to(**which: object) -> None:
    _enqueue_all(fetch_photo, lambda: offers.wanting(timezone.now()).filter(**which))
    _enqueue_all(recognise_photo, lambda: offers.wanting_comparison().filter(**which))
    if settings.CUTLINE_AVIF:
        _enqueue_all(make_avif, lambda: offers.wanting_avif().filter(**which))


def _enqueue_all(work: Task, wanting: Callable[[], QuerySet[Photo]]) -> None:
    def enqueue() -> None:
        # In the order in which everybody takes photos.
        for pk in list(wanting().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            charges.give(Photo.objects, work, pk)

    settled(enqueue)


def _in_charge(context: TaskContext, pk: int, work: Callable[[], datetime | None]) -> None:
    """Do a photo's work where no other task is in charge of it; `work` gives when to go on fetching, None where that is done."""
    if run := charges.take(Photo.objects, context, pk):
        _hand_on(pk, run, work())


@transaction.atomic
def _hand_on(pk: int, run: str, when: datetime | None) -> None:
    """End this run's charge of a photo, and put another task in charge of what is to be done next."""
    if not charges.end(Photo.objects, pk, run):
        return
    if when is not None:
        charges.give(Photo.objects, fetch_photo, pk, when)
    elif offers.wanting_comparison().filter(pk=pk).exists():
        charges.give(Photo.objects, recognise_photo, pk)
    elif settings.CUTLINE_AVIF and offers.wanting_avif().filter(pk=pk).exists():
        charges.give(Photo.objects, make_avif, pk)
