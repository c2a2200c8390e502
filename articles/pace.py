"""When a host may be asked: a pause between two questions that holds for all processes, and the rest it asks for itself.

Kept in the database. Nobody waits here: who may not ask now is told when to come back, each at a time of their own.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from articles.models import Host

LATE = timedelta(seconds=0.25)
"""Between two appointments beside the pause: a worker that comes so much late keeps nobody else from theirs."""


def host_of(url: str) -> str:
    """Give the name that an address's pace is kept under."""
    return (urlsplit(url).hostname or "").rstrip(".")[:255]


def may_ask(host: str, now: datetime, appointed: bool) -> datetime | None:
    """Take the turn to ask a host and give None, or give the time to come back at; `appointed` are those who came back."""
    pause = timedelta(seconds=settings.CUTLINE_FETCH_PAUSE)
    if not pause:
        return Host.objects.filter(name=host, free_at__gt=now).values_list("free_at", flat=True).first()
    with transaction.atomic():
        Host.objects.bulk_create([Host(name=host, free_at=now, next_appointment=now)], ignore_conflicts=True)
        row = Host.objects.select_for_update().get(name=host)
        if row.free_at <= now and (appointed or row.next_appointment <= now):
            row.free_at = now + pause
            row.save(update_fields=["free_at"])
            return None
        appointment = max(row.next_appointment, row.free_at)
        row.next_appointment = appointment + pause + LATE
        row.save(update_fields=["next_appointment"])
        return appointment


def rest(host: str, until: datetime) -> None:
    """Leave a host alone until then, as it asked."""
    Host.objects.bulk_create([Host(name=host, free_at=until, next_appointment=until)], ignore_conflicts=True)
    Host.objects.filter(name=host, free_at__lt=until).update(free_at=until)
