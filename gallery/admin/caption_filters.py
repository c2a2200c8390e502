"""What the list of captions can be narrowed to."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from gallery.models import Name
from gallery.wording.credited import LONGEST_NAME

MOST_NAMES = 12
"""Names offered to be chosen; any other is written."""


class Look(admin.SimpleListFilter):
    """What an editor looks for."""

    title = "what to look at"
    parameter_name = "look"
    QUESTIONS: dict[str, tuple[str, Callable[[Any], QuerySet]]] = {
        "attention": ("Needs attention", lambda captions: captions.needing_attention()),
        "words": ("No caption", lambda captions: captions.without_words()),
        "credit": ("No credit", lambda captions: captions.without_credit()),
        "alt": ("No alt text", lambda captions: captions.without_alt()),
        "edited": ("Edited", lambda captions: captions.edited()),
        "changed": ("Source changed since", lambda captions: captions.overtaken()),
        "shared": ("Same words under two photos", lambda captions: captions.shared()),
    }

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the questions."""
        return [(key, said) for key, (said, _) in self.QUESTIONS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave what the question finds."""
        found = self.QUESTIONS.get(self.value() or "")
        return found[1](queryset) if found else queryset


class NameFilter(admin.SimpleListFilter):
    """Those that credit somebody: chosen among the most frequent names, or written."""

    template = "admin/gallery/caption/name_filter.html"
    part = ""

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the most frequent names, and the written one."""
        # Counted among the links alone, which an index holds, before anything is asked of the names.
        links = Name.captions.through.objects.filter(name__part=self.part).values("name").order_by().annotate(uses=Count("pk"))
        frequent = [each["name"] for each in links.order_by("-uses", "name")[:MOST_NAMES]]
        names = Name.objects.in_bulk(frequent)
        self.other = [(name, value) for name, value in request.GET.items() if name not in (self.parameter_name, "p", "e")]
        return [(names[pk].slug, names[pk].name) for pk in frequent]

    def has_output(self) -> bool:
        """Stand there even where there are no names to choose from: one may be in the address."""
        return True

    @property
    def written(self) -> str:
        """What was written rather than chosen."""
        value = self.value() or ""
        return "" if value in dict(self.lookup_choices) else value

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave those whose credit line says the name; where nobody is called just so, those of all whose names contain it."""
        asked = (self.value() or "").replace("\0", "").strip()[:LONGEST_NAME]
        if not asked:
            return queryset
        names = Name.objects.filter(part=self.part)
        exact = list(names.filter(slug=asked).values_list("pk", flat=True))
        found = exact or names.filter(name__icontains=asked).values("pk")
        return queryset.filter(pk__in=Name.captions.through.objects.filter(name__in=found).values("caption"))


class Photographer(NameFilter):
    """By whom the photo was taken."""

    title = parameter_name = part = "photographer"


class Agency(NameFilter):
    """For whom, or by whose way."""

    title = parameter_name = part = "agency"
