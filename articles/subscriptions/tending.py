"""What people decide about sources: that they rest, go on, are asked now, and that what was refused is tried again."""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles import charges
from articles.subscriptions.rows import Item, Subscription
from articles.subscriptions.tasks import poll_source

AT_ONCE = 20
"""Sources that are given a task while somebody waits; a worker that looks for work finds the others, within the minute."""


def pause(sources: QuerySet[Subscription]) -> int:
    """Let sources rest, what they brought waits; give how many did not before."""
    return sources.filter(is_paused=False).update(is_paused=True)


def go_on(sources: QuerySet[Subscription]) -> int:
    """Let sources that rested go on; give how many did."""
    return sources.filter(is_paused=True).update(is_paused=False)


def ask_now(sources: QuerySet[Subscription]) -> int:
    """Have sources asked as soon as their hosts may be, with the site maps they list, also those that are gone; give their number.

    One that is paused is not asked.
    """
    keys = list(sources.filter(is_paused=False).values_list("pk", flat=True))
    asked = Subscription.objects.filter(Q(pk__in=keys) | Q(part_of__in=keys), is_paused=False)
    every = list(asked.values_list("pk", flat=True))
    asked.update(due_at=timezone.now(), is_gone=False)
    transaction.on_commit(partial(_give_tasks, every))
    return len(keys)


def _give_tasks(keys: list[int]) -> None:
    for pk in keys[:AT_ONCE]:
        charges.give(Subscription.objects, poll_source, pk)


def try_again(source: Subscription) -> int:
    """Let the items of a source that were refused wait for another try; give their number. A worker finds them within the minute."""
    refused = source.items.filter(state=Item.State.REFUSED, said__isnull=False)
    return refused.update(state=Item.State.WAITING, reason="", tries=0, vain=0, due_at=timezone.now())
