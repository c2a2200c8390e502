"""The list of captions: found, narrowed down, and corrected row by row."""

from functools import cached_property
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_http_methods

from gallery import caption_search
from gallery.admin.caption_filters import LOOKS, AgencyFilter, DateFilter, LookFilter, PhotographerFilter, SectionFilter
from gallery.admin.linting import LintedCaptionForm
from gallery.desk import words
from gallery.models import Caption, Name
from gallery.wording.credited import Part

CELL = "admin/gallery/caption/_words.html"
OFFERED = 20
"""Names offered while one is written."""
NARROWING = {"q", "look", "photographer", "agency"}


class KeysFirst(Paginator):
    """Pages whose rows are read by their keys: a database that sorts a hundred thousand rows is not to carry their words about."""

    is_cut = False

    @cached_property
    def count(self) -> int:
        """Count the rows without what they are shown with."""
        return self.object_list.order_by().count()

    def page(self, number: int | str) -> Page:
        """Give a page of rows."""
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        found = self.keys(bottom, min(bottom + self.per_page, self.count))
        rows = Caption.objects.for_desk().in_bulk(found)
        return self._get_page([rows[pk] for pk in found if pk in rows], number, self)

    def keys(self, bottom: int, top: int) -> list[int]:
        """Give the keys of some rows; those of the second half are counted from the end."""
        keys = self.object_list.values_list("pk", flat=True)
        if 2 * bottom <= self.count:
            return list(keys[bottom:top])
        return list(keys.reverse()[self.count - top : self.count - bottom])[::-1]


class FirstKeys(KeysFirst):
    """Pages of the first rows of what may be very many: one question gives their number and their order, however many there are."""

    MOST = 10_000

    @cached_property
    def _found(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[: self.MOST + 1])

    @property
    def count(self) -> int:
        """Count the rows that have a page."""
        return min(len(self._found), self.MOST)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than have a page."""
        return len(self._found) > self.MOST

    def keys(self, bottom: int, top: int) -> list[int]:
        """Give the keys of some rows."""
        return self._found[bottom:top]


class CaptionChanges(ChangeList):
    """What the list shows."""

    def get_results(self, request: HttpRequest) -> None:
        """Read what stands on one page as any page is read: what was asked is asked once."""
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list


class RowForm(LintedCaptionForm):
    """A caption's words in its row, beside those of other rows."""

    def __init__(self, *args: Any, instance: Caption, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, prefix=f"row{instance.pk}", **kwargs)
        self.fields["text"].widget.attrs |= {"rows": 4}


class CaptionList:
    """What makes the list of captions: for the class of the admin's that shows them."""

    change_list_template = "admin/gallery/caption/change_list.html"
    list_display = ["__str__"]
    list_filter = [LookFilter, PhotographerFilter, AgencyFilter, SectionFilter, DateFilter]
    search_fields = ["source_text"]
    """Any: that there is a search; `get_search_results` says in what."""
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    ordering = ["-article__dated_at", "-article_id", "position"]

    class Media:
        css = {"all": ["caption-page.css", "desk.css"]}
        js = ["django_htmx/htmx-2.min.js", "desk-htmx.js", Script("desk-captions.js", defer=True)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Caption]:
        """Read with each caption what its row shows."""
        return super().get_queryset(request).for_desk()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Give what reads a page of the list."""
        return CaptionChanges

    def get_paginator(self, request: HttpRequest, queryset: QuerySet, per_page: int, *args: Any, **kwargs: Any) -> Paginator:
        """Count all captions, a section's or some days' exactly, from an index in the list's order; others as far as pages go."""
        return (FirstKeys if NARROWING & request.GET.keys() else KeysFirst)(queryset, per_page)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Search in words, credit lines and headlines; each caption is found once."""
        return caption_search.find(queryset, search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say beside the list what was asked of it."""
        answer = super().changelist_view(request, {"title": "Captions", "subtitle": None, **(extra_context or {})})
        if isinstance(answer, TemplateResponse) and (changes := answer.context_data.get("cl")):
            look = request.GET.get("look", "")
            said = {name: request.GET.get(name, "").strip() for name in ("photographer", "agency", "section", "from", "to")}
            answer.context_data |= {
                "looks": [
                    ("", "All", changes.get_query_string(remove=["look", "p"])),
                    *((key, label, changes.get_query_string({"look": key}, ["p"])) for key, (label, _) in LOOKS.items()),
                ],
                "look": look if look in LOOKS else "",
                "said": said,
                "narrowed": bool(changes.query or any(said.values())),
                "cut": f"{changes.result_count:,}" if changes.paginator.is_cut else "",
                "may_change": self.has_change_permission(request),
            }
        return answer

    def get_urls(self) -> list[URLPattern]:
        """Add a row's address, and where names are offered."""
        at = self.admin_site.admin_view
        own = [
            path("<int:pk>/row/", at(self.row_view), name="gallery_caption_row"),
            path("offered/<str:what>/", at(self.offered_view), name="gallery_caption_offered"),
        ]
        return own + super().get_urls()

    @method_decorator(require_http_methods(["GET", "POST"]))
    def row_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer the words of one row: as they are, to be edited, or as they were saved."""
        caption = get_object_or_404(Caption.objects.for_desk(), pk=pk)
        if not self.has_view_permission(request, caption):
            raise PermissionDenied
        may = self.has_change_permission(request, caption)
        if (request.method == "POST" or "edit" in request.GET) and not may:
            raise PermissionDenied
        form = RowForm(request.POST or None, instance=caption) if request.method == "POST" or "edit" in request.GET else None
        done = request.method == "POST" and self._save(request, form)
        here = {"caption": caption, "form": None if done else form, "saved": done, "may_change": may}
        return render(request, CELL, here)

    def _save(self, request: HttpRequest, form: RowForm) -> bool:
        """Save what was written in a row, and nothing of other rows; say whether it is what stands there now."""
        if not form.is_valid():
            return False
        if not form.words_changed:
            return True
        said = form.cleaned_data
        try:
            words.edit(form.instance, said["opened_version"], said["text"], said["credit"], request.user)
        except words.EditConflict:
            form.add_error(None, "Somebody else saved this caption just now. Your words are still here; leave the row to see theirs.")
            return False
        fields = sorted({"text", "credit"} & set(form.changed_data))
        self.log_change(request, form.instance, [{"changed": {"fields": fields}}])
        return True

    @method_decorator(require_GET)
    def offered_view(self, request: HttpRequest, what: str) -> HttpResponse:
        """Answer names that begin or go on as written, those with the most captions first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "admin/gallery/caption/_offered.html", {"names": _offered(what, request.GET.get(what, "").strip()[:100])})


def _offered(what: str, written: str) -> list[str]:
    if what in Part:
        names = Name.objects.filter(part=what, name__icontains=written).annotate(times=Count("captions")).order_by("-times", "name")
    else:
        sections = Caption._meta.get_field("article").related_model._meta.get_field("section").related_model
        names = sections.objects.filter(name__icontains=written).order_by("name")
    return list(names.values_list("name", flat=True)[:OFFERED])
