"""The archive's pages: every year and month of the paper, a year's and a month's days, a day's stories."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import archive, versions
from articles.page_cache import kept


@require_safe
@kept(versions.of_archive)
def archive_front(request: HttpRequest) -> HttpResponse:
    """Show every month that has stories."""
    years = [(year, tuple(months)) for year, months in groupby(archive.months(), key=lambda span: span.start.year)]
    years = [(year, months, sum(month.stories for month in months)) for year, months in years]
    return render(request, "articles/archive.html", {"years": years})


@require_safe
@kept(versions.of_archive)
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the days of a year that have stories."""
    span = archive.span_of(year)
    months = archive.months_of(span)
    if not months:
        raise Http404
    before, after = archive.neighbours(span)
    stories = sum(day.stories for month in months for day in month)
    page = {"span": span, "months": months, "stories": stories, "before": before, "after": after}
    return render(request, "articles/archive_year.html", page)


@require_safe
@kept(versions.of_archive)
def archive_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show the days of a month that have stories, and the newest of those."""
    span = archive.span_of(year, month)
    newest = list(archive.stories_in(span).for_front()[: versions.MONTH_STORIES])
    if not newest:
        raise Http404
    before, after = archive.neighbours(span)
    page = {"span": span, "days": archive.days_of(span), "stories": newest, "before": before, "after": after}
    return render(request, "articles/archive_month.html", page)


@require_safe
@kept(versions.of_archive)
def archive_day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Show the stories of a day."""
    span = archive.span_of(year, month, day)
    stories = archive.stories_in(span)
    some = list((stories.before(request.GET["before"]) if "before" in request.GET else stories).for_front()[: versions.DAY_STORIES + 1])
    if not some:
        raise Http404
    before, after = archive.neighbours(span)
    page = {
        "span": span,
        "stories": some[: versions.DAY_STORIES],
        "more": len(some) > versions.DAY_STORIES,
        "before": before,
        "after": after,
    }
    return render(request, "articles/archive_day.html", page)
