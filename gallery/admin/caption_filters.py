"""What the list of captions is narrowed down to: what needs a look, whom a credit line names, a section, days."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from gallery.models import CaptionQuerySet, Name
from gallery.wording.credited import Part, slug_of

MOST_SHARED = 10_000

LOOKS = {
    "attention": ("Needs attention", CaptionQuerySet.needing_attention),
    "words": ("No caption", CaptionQuerySet.without_words),
    "credit": ("No credit", CaptionQuerySet.without_credit),
    "alt": ("No alt text", CaptionQuerySet.without_alt),
    "edited": ("Edited", CaptionQuerySet.edited),
    "overtaken": ("Source changed", CaptionQuerySet.overtaken),
    "shared": ("Shared by two photos", CaptionQuerySet.shared),
}


class LookFilter(admin.SimpleListFilter):
    """What an editor comes for."""

    title = "look for"
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the choices."""
        return [(value, label) for value, (label, _) in LOOKS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Choose."""
        if self.value() not in LOOKS:
            return queryset
        chosen = LOOKS[self.value()][1](queryset)
        if self.value() != "shared":
            return chosen
        # Found once, and not again for the number, the page and its order.
        return queryset.filter(pk__in=list(chosen.order_by().values_list("pk", flat=True)[:MOST_SHARED]))


class WrittenFilter(admin.ListFilter):
    """A filter whose value is written and not chosen: among thousands."""

    parameter_name = ""

    def __init__(self, request: HttpRequest, params: dict[str, list[str]], model: type, model_admin: admin.ModelAdmin) -> None:
        super().__init__(request, params, model, model_admin)
        for name in self.expected_parameters():
            self.used_parameters[name] = params.pop(name, [""])[-1].strip()

    def has_output(self) -> bool:
        """Say yes: there is always something to write."""
        return True

    def expected_parameters(self) -> list[str]:
        """Give the parameter."""
        return [self.parameter_name]

    def choices(self, changelist: Any) -> list[dict[str, Any]]:
        """Give none: the list's own form asks."""
        return []

    @property
    def written(self) -> str:
        """What was written; empty: nothing."""
        return self.used_parameters[self.parameter_name]


class _NameFilter(WrittenFilter):
    part: Part

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the captions whose credit line names somebody, however the name is written."""
        if not self.written:
            return queryset
        name = Name.objects.filter(part=self.part, slug=slug_of(self.part, self.written)).first()
        named = Name.captions.through.objects.filter(name=name).order_by()
        return queryset.found_by("pk", named.values_list("caption", flat=True)) if name else queryset.none()


class PhotographerFilter(_NameFilter):
    """By photographer."""

    title = parameter_name = "photographer"
    part = Part.PHOTOGRAPHER


class AgencyFilter(_NameFilter):
    """By agency."""

    title = parameter_name = "agency"
    part = Part.AGENCY


class SectionFilter(WrittenFilter):
    """By the section of the story."""

    title = parameter_name = "section"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the captions of a section's stories."""
        if not self.written:
            return queryset
        # The section first: then its stories come in their order from an index.
        sections = queryset.model._meta.get_field("article").related_model._meta.get_field("section").related_model
        section = sections.objects.filter(name__iexact=self.written).first()
        return queryset.filter(article__section=section) if section else queryset.none()


class DateFilter(WrittenFilter):
    """By the day of the story."""

    title = "date"

    def expected_parameters(self) -> list[str]:
        """Give first and last day."""
        return ["from", "to"]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the captions of stories of these days; what is no day is as if nobody had written it."""
        first, last = (_day(self.used_parameters[name]) for name in self.expected_parameters())
        queryset = queryset.filter(article__dated_at__gte=first) if first else queryset
        return queryset.filter(article__dated_at__lt=last + timedelta(days=1)) if last else queryset


def _day(written: str) -> datetime | None:
    """Give the beginning of a day; None where it is none, or at the end of time."""
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, time())) if day and 1900 <= day.year < 9999 else None
