"""The desk's pages for reading the archive again: a run is begun, looked through, and what it found is done where an editor chose."""

from collections import Counter
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from articles import desk_tasks, rereading, visits
from articles.models import Reread, Rereading
from articles.workers import is_any_alive
from gallery.posted import key_of

STORIES_ON_A_PAGE = 20
WORK = {Reread.State.READING: desk_tasks.read_archive, Reread.State.APPLYING: desk_tasks.apply_reread}


class RereadAdmin(admin.ModelAdmin):
    """Runs over the archive; whoever may change stories may make one."""

    list_display = ["__str__", "by", "state", "chosen", "seen", "total"]
    list_select_related = ["by", "source", "section"]
    fields = ["source", "section", "only_older"]

    @admin.display(description="Stories")
    def chosen(self, run: Reread) -> str:
        """Say which stories were chosen."""
        named = ", ".join(str(each) for each in (run.source, run.section) if each)
        return f"{named or 'all'}{', read by older rules' if run.only_older else ''}"

    def has_view_permission(self, request: HttpRequest, obj: Reread | None = None) -> bool:
        """Say who may see what newer rules would change: who may change it."""
        return request.user.has_perm("articles.change_article")

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Reread | None = None) -> bool:
        """Refuse: what was found and done is a record."""
        return False

    def get_form(self, request: HttpRequest, obj: Reread | None = None, change: bool = False, **kwargs: Any) -> type:
        """Ask for no more than which stories."""
        form = super().get_form(request, obj, change, **kwargs)
        for name, empty in (("source", "All publishers"), ("section", "All sections")):
            form.base_fields[name].empty_label = empty
            widget = form.base_fields[name].widget
            widget.can_add_related = widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        return form

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say what will happen, and how many stories can't take part."""
        said = {"title": "Re-read the archive", "without_page": rereading.without_page(), "show_save_and_add_another": False}
        return super().add_view(request, form_url, {**said, "show_save_and_continue": False, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Reread, form: object, change: bool) -> None:
        """Begin to read, once the run is there for everybody."""
        rereading.begin(obj, request.user)
        if obj.state == Reread.State.READING:
            transaction.on_commit(partial(desk_tasks.read_archive.enqueue, obj.pk))

    def log_addition(self, request: HttpRequest, obj: Reread, message: object) -> None:
        """Leave the log: the run's row says who and when."""

    def response_add(self, request: HttpRequest, obj: Reread, post_url_continue: str | None = None) -> HttpResponse:
        """Lead to the run."""
        return redirect("admin:articles_reread_change", obj.pk)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show how far a run is and what it found; change the stories that were chosen."""
        run = self.get_object(request, object_id)
        if run is None:
            raise Http404
        if not self.has_change_permission(request, run):
            raise PermissionDenied
        if request.method == "POST":
            return _do(request, run)
        said = {"run": run, "busy": run.state in WORK, "alive": run.state not in WORK or is_any_alive()} | _counts(run)
        if request.htmx and "state" in request.GET:
            return render(request, "admin/articles/_reread_state.html", said) if said["busy"] else HttpResponseClientRefresh()
        stories = run.stories.select_related("article").exclude(state=Rereading.State.CHOSEN)
        page = Paginator(stories, STORIES_ON_A_PAGE).get_page(request.GET.get("p"))
        said |= {"title": str(run), "opts": self.opts, "page": page, "outdated": run.rules != visits.rules()}
        return render(request, "admin/articles/reread_run.html", self.admin_site.each_context(request) | said)


def _counts(run: Reread) -> dict[str, int]:
    counts = Counter(run.stories.values_list("state", flat=True))
    return {str(state): counts[state] for state in Rereading.State} | {"same": run.seen - counts.total()}


def _do(request: HttpRequest, run: Reread) -> HttpResponse:
    wish = request.POST.get("wish")
    if wish == "on":
        transaction.on_commit(partial(_go_on, run))
    elif wish in ("chosen", "all"):
        keys = [key_of(each) for each in request.POST.getlist("story")]
        stories = Rereading.objects.all() if wish == "all" else Rereading.objects.filter(pk__in=keys)
        if rereading.choose(run, stories):
            transaction.on_commit(partial(desk_tasks.apply_reread.enqueue, run.pk))
        else:
            messages.warning(request, "No story was chosen, so nothing was changed.")
    return redirect("admin:articles_reread_change", run.pk)


def _go_on(run: Reread) -> None:
    """Put another task in charge: the one before may have been lost. Of two that work at once, one stops."""
    if run.state in WORK:
        WORK[run.state].enqueue(run.pk)
