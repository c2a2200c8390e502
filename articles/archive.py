"""The paper by years, months and days: how many stories each has, and what stands before and after.

Counted by ranges of the index of times and never by taking times apart, which no index helps with: a month of stories costs what its
entries in the index do, whatever the paper holds beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import batched, groupby, pairwise

from django.db import connection
from django.http import Http404
from django.utils import timezone

from articles.models import Article, ArticleQuerySet


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the paper from `start` on and before `stop`, a year, a month or a day, with the number of stories filed under them."""

    start: date
    stop: date
    stories: int = 0


def span_of(year: int, month: int | None = None, day: int | None = None) -> Span:
    """Give the span of an address; raises Http404 where the calendar has no such day, nor the paper such a year."""
    try:
        start = date(year, 1 if month is None else month, 1 if day is None else day)
        stop = start + timedelta(days=1) if day else _month_after(start) if month else date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        raise Http404 from None
    # The first and the last days of the calendar are none in some time zone.
    if not 1 < start.year < date.max.year:
        raise Http404
    return Span(start, stop)


def stories_in(span: Span) -> ArticleQuerySet:
    """The published stories of a span, newest first."""
    return Article.objects.published().filter(dated_at__gte=_begins(span.start), dated_at__lt=_begins(span.stop))


def months() -> tuple[Span, ...]:
    """Give every month that has stories, newest first."""
    times = Article.objects.published().values_list("dated_at", flat=True)
    last, first = times.first(), times.reverse().first()
    if first is None:
        return ()
    months = [timezone.localdate(first).replace(day=1)]
    while months[-1] <= timezone.localdate(last):
        months.append(_month_after(months[-1]))
    return tuple(span for span in reversed(counted(months)) if span.stories)


def months_of(year: Span) -> tuple[tuple[Span, ...], ...]:
    """Give the days of each month of a year that has stories."""
    days = counted([year.start + timedelta(days=number) for number in range((year.stop - year.start).days + 1)])
    by_month = [tuple(each) for _, each in groupby(days, key=lambda day: day.start.month)]
    return tuple(month for month in by_month if any(day.stories for day in month))


def days_of(month: Span) -> tuple[Span, ...]:
    """Give every day of a month, with and without stories."""
    return counted([month.start + timedelta(days=number) for number in range((month.stop - month.start).days + 1)])


def counted(days: Sequence[date]) -> tuple[Span, ...]:
    """Count the published stories from each of some days, in their order, to the next, all in one question; the last day only ends."""
    begins = [connection.ops.adapt_datetimefield_value(_begins(day)) for day in days]
    rows = ", ".join(["(%s, %s, %s)"] * (len(days) - 1))
    asked = (  # Only places for values are written into it.
        f"WITH span (place, start, stop) AS (VALUES {rows}) SELECT (SELECT COUNT(*) FROM articles_article"  # noqa: S608
        " WHERE status = %s AND dated_at >= span.start AND dated_at < span.stop) FROM span ORDER BY span.place"
    )
    said = [each for place, (start, stop) in enumerate(pairwise(begins)) for each in (place, start, stop)]
    with connection.cursor() as cursor:
        cursor.execute(asked, [*said, Article.Status.PUBLISHED])
        counts = [count for (count,) in cursor.fetchall()]
    return tuple(Span(start, stop, count) for (start, stop), count in zip(pairwise(days), counts, strict=True))


def neighbours(span: Span) -> tuple[date | None, date | None]:
    """Give the days of the nearest stories before and after a span."""
    stories = Article.objects.published()
    before = stories.filter(dated_at__lt=_begins(span.start)).values_list("dated_at", flat=True).first()
    after = stories.filter(dated_at__gte=_begins(span.stop)).order_by("dated_at").values_list("dated_at", flat=True).first()
    return before and timezone.localdate(before), after and timezone.localdate(after)


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def weeks(days: Sequence[Span]) -> list[tuple[Span | None, ...]]:
    """Give a month's days in weeks from Monday to Sunday, with None for the days of other months."""
    padded = [*[None] * days[0].start.weekday(), *days]
    return list(batched([*padded, *[None] * (-len(padded) % 7)], 7))
