"""When a host may be asked: a pause between two questions that holds for all processes, and the rest it asks for itself.

Kept in the database. Nobody waits here: who may not ask now is told when to come back, each at a time of their own.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.guard import FetchFailed
from articles.models import Host

LATE = timedelta(seconds=0.25)
"""Between two appointments beside the pause: a worker that comes so much late keeps nobody else from theirs."""

SILENCES = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 3600))
"""Rests of a host that was waited for in vain once, twice in a row, … : waiting for it holds up a worker and all other hosts."""


class NotYet(Exception):
    """The host of `url` may not be asked before `until`."""

    def __init__(self, url: str, until: datetime) -> None:
        super().__init__(f"not before {until}")
        self.url, self.until = url, until


def host_of(url: str) -> str:
    """Give the name that an address's pace is kept under; "" for an address that names no host, or is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")[:255]
    except ValueError:
        return ""


def may_ask(host: str, now: datetime, appointed: bool) -> datetime | None:
    """Take the turn to ask a host and give None, or give the time to come back at; `appointed` are those who came back."""
    pause = timedelta(seconds=settings.CUTLINE_FETCH_PAUSE)
    if not host:
        return None  # nobody will be asked
    if not pause:
        return Host.objects.filter(name=host, free_at__gt=now).values_list("free_at", flat=True).first()
    with transaction.atomic():
        row, _ = Host.objects.select_for_update().get_or_create(name=host, defaults={"free_at": now, "next_appointment": now})
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


def at_redirects(host: str, appointed: bool) -> Callable[[str], None]:
    """Give what takes the turn to ask each further host that redirects lead to, or raises NotYet; `host` is the first one."""
    asked = {host}

    def take_turn(url: str) -> None:
        other = host_of(url)
        if other in asked:
            return
        if turn := may_ask(other, timezone.now(), appointed):
            raise NotYet(url, turn)
        asked.add(other)

    return take_turn


def resting(host: str, after: datetime) -> datetime | None:
    """Give the end of a host's rest where it is later than that."""
    return Host.objects.filter(name=host, free_at__gt=after).values_list("free_at", flat=True).first()


def answered(host: str) -> None:
    """Note that a host gives answers, whatever they are."""
    Host.objects.filter(name=host, silences__gt=0).update(silences=0)


def heed(failure: FetchFailed) -> None:
    """Leave the host that failed alone: as long as it asked for, and longer with each time that it was waited for in vain."""
    host, now = host_of(failure.at), timezone.now()
    if not failure.silent:
        answered(host)
    elif host and not resting(host, now + timedelta(seconds=settings.CUTLINE_FETCH_PAUSE)):  # else another worker has said so already
        rest(host, now)
        row = Host.objects.get(name=host)
        rest(host, now + SILENCES[min(row.silences, len(SILENCES) - 1)])
        Host.objects.filter(name=host, silences=row.silences).update(silences=min(row.silences + 1, len(SILENCES)))
    if failure.wait:
        rest(host, now + timedelta(seconds=failure.wait))
