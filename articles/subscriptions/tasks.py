"""Sources asked and items taken in the background: a row names its one task, and of one source few items are in hand at a time.

So no source starves another, however much one brings: who has taken an item puts the next of its source behind all that wait.
"""

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Count, Manager, Window
from django.db.models.functions import RowNumber
from django.tasks import Task, TaskContext, task
from django.utils import timezone

from articles import charges
from articles.subscriptions import polling, taking
from articles.subscriptions.rows import Item, Subscription
from gallery.races import settled

IN_HAND = 4
"""Items of one source that tasks are in charge of at a time."""
AT_ONCE = 1000
"""Rows that one look for work gives tasks to; the next look finds the others."""


@task(takes_context=True, priority=5)
def poll_source(context: TaskContext, pk: int) -> None:
    """Ask a source once, and have what it brought taken."""
    _do(Subscription.objects, poll_source, context, pk, polling.poll)
    if poll_source.get_backend().supports_defer and Subscription.objects.due(timezone.now()).filter(pk=pk, format="").exists():
        charges.give(Subscription.objects, poll_source, pk)  # it is being looked for, and asked at the next place at once
    if source := Subscription.objects.filter(pk=pk).first():
        _hand_out(source.part_of_id or pk)


@task(takes_context=True)
def take_item(context: TaskContext, pk: int) -> None:
    """Make a story of an item, or find out why none comes of it, and have the next of its source taken."""
    _do(Item.objects, take_item, context, pk, taking.take)
    if item := Item.objects.filter(pk=pk).first():
        _hand_out(item.subscription_id)


def _do(rows: Manager, work: Task, context: TaskContext, pk: int, once: Callable[[int, bool], datetime | None]) -> None:
    """Do a row's work once where no other task is in charge of it, and appoint the next try where it was told one."""
    if not (run := charges.take(rows, context, pk)):
        return
    when = once(pk, charges.is_appointed(context))
    with transaction.atomic():
        if charges.end(rows, pk, run) and when is not None:
            charges.give(rows, work, pk, when)


def _hand_out(source: int) -> None:
    """Give tasks to the next items of a source, as many as it may have in hand."""
    if take_item.get_backend().supports_defer:  # else they are done before this returns, and hand out more in turn

        def hand_out() -> None:
            free = IN_HAND - Item.objects.filter(subscription=source, task__isnull=False).count()
            due = Item.objects.waiting(timezone.now()).filter(subscription=source)
            for pk in list(due.values_list("pk", flat=True)[: max(free, 0)]):
                charges.give(Item.objects, take_item, pk)

        settled(hand_out)


def see_to_all() -> None:
    """Give every source that is due a task, and the next items of each, in turns, theirs."""
    settled(_see_to_sources)
    settled(_see_to_items)


def _see_to_sources() -> None:
    for pk in list(Subscription.objects.due(timezone.now()).values_list("pk", flat=True)[:AT_ONCE]):
        charges.give(Subscription.objects, poll_source, pk)


def _see_to_items() -> None:
    in_hand = dict(Item.objects.filter(task__isnull=False).order_by().values_list("subscription").annotate(Count("pk")))
    turn = Window(RowNumber(), partition_by="subscription", order_by=["due_at", "pk"])
    waiting = Item.objects.waiting(timezone.now()).annotate(turn=turn).filter(turn__lte=IN_HAND).order_by("turn", "subscription")
    next_ones = (pk for pk, source, turn in waiting.values_list("pk", "subscription", "turn") if turn + in_hand.get(source, 0) <= IN_HAND)
    for pk in list(islice(next_ones, AT_ONCE)):
        charges.give(Item.objects, take_item, pk)
