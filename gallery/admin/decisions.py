"""The page of decisions: what people decided, word by word, and taking it back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from gallery.admin.decision_rows import rows_of
from gallery.admin.parts import NobodyChanges
from gallery.desk import at_length
from gallery.desk.journal import CantUndo, undo
from gallery.models import Change, Decision, LongWork

MAY = {
    Decision.Kind.WORDS: "gallery.change_caption",
    Decision.Kind.PHOTOS: "gallery.change_photo",
    Decision.Kind.STORY: "articles.change_article",
}
"""Who may take a decision back: those who may decide such things."""
ROWS = 100
"""Of one decision, on one page."""
NAMED = 10
"""Of rows that were left alone, in a message."""


class DecisionAdmin(NobodyChanges, admin.ModelAdmin):
    """What people decided, the newest first."""

    list_display = ["what", "kind", "who", "at", "rows", "standing"]
    list_display_links = ["what"]
    list_filter = ["kind", "by_rule", "stands", "at"]
    search_fields = ["said"]
    list_select_related = ["by"]
    list_per_page = 50
    ordering = ["-pk"]
    change_form_template = "admin/gallery/decision/change_form.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Call the list by its name."""
        return super().changelist_view(request, {"title": "Decisions", **(extra_context or {})})

    @admin.display(description="What was decided", ordering="said")
    def what(self, decision: Decision) -> str:
        """Say what was done."""
        return decision.said

    @admin.display(description="Who", ordering="by")
    def who(self, decision: Decision) -> str:
        """Say who decided it."""
        return decision.maker

    @admin.display(description="Rows", ordering="row_count")
    def rows(self, decision: Decision) -> int:
        """Give how many rows it is about."""
        return decision.row_count

    @admin.display(description="Stands", ordering="stands")
    def standing(self, decision: Decision) -> str:
        """Say whether it was taken back."""
        return "yes" if decision.stands else "taken back"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        """Show all to those who may see decisions, others what they may take back."""
        sees = request.user.has_perm("gallery.view_decision")
        mine = [kind for kind, permission in MAY.items() if sees or request.user.has_perm(permission)]
        # Counted beside the rows shown: a join would group the whole table first.
        counted = Change.objects.filter(decision=models.OuterRef("pk")).order_by().values("decision").annotate(n=Count("pk"))
        return super().get_queryset(request).filter(kind__in=mine).annotate(row_count=models.Subquery(counted.values("n")))

    def has_view_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        """Let those see decisions who may take some back, and those who may see them all."""
        return any(map(request.user.has_perm, ["gallery.view_decision", *(MAY.values() if obj is None else [MAY[obj.kind]])]))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """List decisions on the desk's first page for those who may see some."""
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """Add where a decision is taken back."""
        at = self.admin_site.admin_view
        own = [
            path("<int:pk>/undo/", at(self.undo_view), name="gallery_decision_undo"),
            path("<int:pk>/on/", at(self.on_view), name="gallery_decision_on"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what one decision changed."""
        decision = self.get_object(request, object_id)
        if decision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        work = LongWork.objects.filter(decision=decision).defer("seen").first()
        busy = work is not None and not work.is_done
        if request.htmx and "state" in request.GET:
            return render(request, "admin/gallery/decision/_state.html", {"work": work}) if busy else HttpResponseClientRefresh()
        page = Paginator(decision.changes.order_by("pk"), ROWS).get_page(request.GET.get("p"))
        more = {
            "title": decision.said,
            "subtitle": None,
            "decision": decision,
            "rows": rows_of(page.object_list),
            "page": page,
            "work": work,
            "busy": busy,
            "undone_by": decision.undone_by.order_by("-pk").first(),
            "differs": any(change.differing for change in page.object_list),
            "may_take_back": request.user.has_perm(MAY[Decision.Kind(decision.kind)]),
        }
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    @method_decorator(require_POST)
    def on_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put another task in charge of a decision that is still being made: the one before may have been lost."""
        decision = get_object_or_404(Decision, pk=pk)
        if not request.user.has_perm(MAY[Decision.Kind(decision.kind)]):
            raise PermissionDenied
        at_length.go_on.enqueue(pk)
        return redirect("admin:gallery_decision_change", pk)

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a decision back, or an undo; go on where the form says, on this site."""
        decision = get_object_or_404(Decision, pk=pk)
        if not request.user.has_perm(MAY[Decision.Kind(decision.kind)]):
            raise PermissionDenied
        try:
            if at_length.is_long(decision):
                return redirect("admin:gallery_decision_change", at_length.undo(decision, request.user).pk)
            left = undo(decision, request.user)
        except CantUndo as error:
            messages.error(request, f"“{decision.said}” was not taken back. {error}")
        else:
            messages.success(request, f"Done again: “{decision.undoes.said}”." if decision.undoes else f"Taken back: “{decision.said}”.")
            if left:
                messages.warning(request, _left_alone(left))
        onward = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
        return HttpResponseRedirect(onward if safe else reverse("admin:gallery_decision_change", args=[pk]))


def _left_alone(left: list[Change]) -> SafeString:
    rows = rows_of(left[:NAMED])
    links = format_html_join("; ", '<a href="{}">{}</a>', ((row.url, row.name) for row in rows))
    more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
    return format_html("Changed since, and left as they are: {}{}.", links, more)
