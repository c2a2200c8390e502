"""What nobody needs any more is forgotten, a little at each look for work, so that nothing grows for ever."""

from datetime import datetime, timedelta

from django.db.models import F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Host
from articles.subscriptions.arriving import SEEN_FOR
from articles.subscriptions.robots import GIVEN_UP
from articles.subscriptions.rows import Item, RobotsRules, Subscription

AT_ONCE = 500
"""Rows of a kind that one look forgets."""
LEFT_FOR = timedelta(days=30)
"""After which an item is forgotten that left its feed and of which no story came: some leave and come back."""
IDLE_FOR = timedelta(days=90)
"""After which a host that nobody asked is one like any other."""


def clear_away() -> None:
    """Forget rules for robots, hosts and refused items that nobody needs, AT_ONCE of each; the next looks forget the others."""
    now = timezone.now()
    for rows in (_old_rules(now), _idle_hosts(now), _items_that_left(now)):
        some = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        rows.filter(pk__in=some).delete()


def _old_rules(now: datetime) -> QuerySet[RobotsRules]:
    """Give those that would not count even for a server that can't be reached (RFC 9309, 2.3.1.4), and were not asked for since."""
    return RobotsRules.objects.filter(ask_at__lt=now - GIVEN_UP)


def _idle_hosts(now: datetime) -> QuerySet[Host]:
    return Host.objects.filter(free_at__lt=now - IDLE_FOR, next_appointment__lt=now - IDLE_FOR)


def _items_that_left(now: datetime) -> QuerySet[Item]:
    """Give the refused items that their feed no longer had when it was read last; all site maps of an index were read since.

    One that is still there would come back as new: so what a source says that does not answer, or has not changed, stays known.
    """
    maps = Subscription.objects.filter(part_of=OuterRef("subscription")).order_by().values("part_of")
    first_read = Coalesce(Subquery(maps.annotate(first=Min("read_at")).values("first")), F("subscription__read_at"))
    refused = Item.objects.filter(state=Item.State.REFUSED, stood_at__lt=now - LEFT_FOR).order_by()
    return refused.annotate(first_read=first_read).filter(first_read__gt=F("stood_at") + SEEN_FOR)
