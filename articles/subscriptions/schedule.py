"""When a source is asked again: decisions on data alone. The clock and the dice are handed in. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

JITTER = 0.1
"""Share of an interval by which a question comes sooner or later, so that sources added at once are not asked at once for ever."""
GROWS, SHRINKS = 1.5, 0.5
"""What an interval is multiplied by after an answer without news, and with news."""
LONGEST_BACK_OFF = timedelta(days=1)
FIRST_QUIET = timedelta(hours=1)
LONGEST_TOLD = timedelta(days=1)
"""A publisher that asks for a longer pause is asked once a day: who says a year has mistaken himself."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest interval between two questions to one source."""

    shortest: timedelta = timedelta(minutes=10)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Next:
    """When a source is asked again, the interval it then has, and how often in a row it has failed."""

    due_at: datetime
    interval: timedelta
    failures: int = 0


def after_answer(now: datetime, interval: timedelta, news: bool, told: float | None, dice: float, bounds: Bounds = Bounds()) -> Next:
    """Decide after an answer: sooner where it brought news, later where it did not.

    `told` is for how many seconds the publisher says that nobody need ask again (`max-age`, `ttl`), `dice` is in [0, 1).
    """
    interval = min(max(interval * (SHRINKS if news else GROWS), bounds.shortest), bounds.longest)
    asked = timedelta(seconds=min(told or 0, LONGEST_TOLD.total_seconds()))
    return Next(now + max(jittered(interval, dice), asked), interval)


def after_failure(now: datetime, interval: timedelta, failures: int, wait: float | None, dice: float, bounds: Bounds = Bounds()) -> Next:
    """Decide after the failure that follows `failures` others: twice the pause each time; `wait` are the seconds of `Retry-After`."""
    pause = min(bounds.shortest * 2 ** min(failures, 20), LONGEST_BACK_OFF)
    asked = timedelta(seconds=wait or 0)
    return Next(now + max(jittered(pause, dice), asked), interval, failures + 1)


def before_page(vain: int) -> timedelta:
    """Decide how long an item that changed waits whose page was asked for in vain so often in a row: ever longer from twice on."""
    return min(FIRST_QUIET * 2 ** min(vain - 2, 20), LONGEST_BACK_OFF) if vain > 1 else timedelta()


def jittered(pause: timedelta, dice: float) -> timedelta:
    """Lengthen or shorten a pause by up to JITTER of it; `dice` is in [0, 1)."""
    return pause * (1 + JITTER * (2 * dice - 1))
