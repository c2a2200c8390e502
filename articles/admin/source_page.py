"""The desk's page of one source: how it is, what it brought, and what is decided about it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from articles.admin.telling import pause_in_words
from articles.models import Item, Subscription
from articles.subscriptions import tending
from articles.subscriptions.arriving import at_address
from articles.subscriptions.health import State, complaint_of, state_of
from articles.subscriptions.looking import NOTHING
from articles.workers import is_any_alive

ITEMS = 50
"""On one page, the newest first."""
FORMATS = {"rss": "RSS feed", "atom": "Atom feed", "json": "JSON Feed", "sitemap": "News site map"}
STAYS = "The stories that it brought stay, with their photos and what editors wrote. Subscribed to again, it finds them by their addresses."


class ShowsSources:
    """Adds to the pages of sources the one that shows a source, its own doors, and what deleting says."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the page's own forms."""
        guarded = self.admin_site.admin_view
        views = ((name, getattr(self, f"{name}_view")) for name in ("ask", "pause", "go_on", "retry"))
        own = [path(f"<int:pk>/{name}/", guarded(view), name=f"articles_subscription_{name}") for name, view in views]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a source; while it is asked, or what it brought is taken, that is looked at again and again."""
        source = self.get_object(request, object_id)
        if source is None:
            return self._elsewhere(request, object_id)
        if request.method not in ("GET", "HEAD") or not self.has_view_permission(request, source):
            raise PermissionDenied
        said = _doing(source)
        if request.htmx and "state" in request.GET:
            return render(request, "admin/articles/_source_state.html", said) if said["busy"] else HttpResponseClientRefresh()
        said |= _about(source) | _brought(source, request) | {"title": str(source), "opts": self.opts}
        said["may_change"] = self.has_change_permission(request, source)
        said["may_delete"] = self.has_delete_permission(request, source)
        return render(request, "admin/articles/source.html", self.admin_site.each_context(request) | said)

    def _elsewhere(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the source that one which was just added turned out to be."""
        if request.htmx:
            return HttpResponseClientRefresh()
        given = request.GET.get("at")
        if not given or (found := at_address(given)) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        messages.info(request, "This was subscribed to before: what you gave leads to the same feed.")
        return redirect("admin:articles_subscription_change", found.part_of_id or found.pk)

    def _one(self, request: HttpRequest, pk: int) -> QuerySet[Subscription]:
        source = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        return Subscription.objects.filter(pk=pk)

    @method_decorator(require_POST)
    def ask_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have the source asked now."""
        if not tending.ask_now(self._one(request, pk)):
            messages.warning(request, "It is paused, so it was not asked. Let it go on first.")
        return _to(pk)

    @method_decorator(require_POST)
    def pause_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the source rest; its page says what that means."""
        tending.pause(self._one(request, pk))
        return _to(pk)

    @method_decorator(require_POST)
    def go_on_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the source go on."""
        tending.go_on(self._one(request, pk))
        return _to(pk)

    @method_decorator(require_POST)
    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have the items tried again that were refused."""
        count = tending.try_again(self._one(request, pk).get())
        if count:
            messages.success(request, f"{count} refused item{' is' if count == 1 else 's are'} tried again, one after the other.")
        else:
            messages.warning(request, "Nothing is left to be tried again.")
        return _to(pk)

    def get_deleted_objects(
        self, objs: Iterable[Subscription], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Say, before it is done, what goes with each source and what stays."""
        sources = list(objs)
        states = Item.objects.filter(subscription__in=sources).order_by().values_list("subscription", "state").annotate(Count("pk"))
        counts = {(pk, state): count for pk, state, count in states}
        named: list[Any] = []
        for source in sources:
            waiting = counts.get((source.pk, Item.State.WAITING), 0)
            lost = [f"{waiting} item{' waits and is' if waiting == 1 else 's wait and are'} forgotten"] if waiting else []
            named += [source.named, [*lost, STAYS]]
        total = {"sources": len(sources), "items that are remembered": sum(counts.values())}
        lacking = set() if all(self.has_delete_permission(request, source) for source in sources) else {"source"}
        return named, {name: count for name, count in total.items() if count}, lacking, []


def _doing(source: Subscription) -> dict[str, Any]:
    """Give what goes on with a source at this moment."""
    now, state = timezone.now(), state_of(source)
    asking = state not in (State.GONE, State.PAUSED) and source.due_at <= now
    taking = Item.objects.waiting(now).filter(subscription=source).count()
    busy = asking or taking > 0
    return {"source": source, "state": state, "asking": asking, "taking": taking, "busy": busy, "alive": not busy or is_any_alive()}


def _about(source: Subscription) -> dict[str, Any]:
    parts = list(source.parts.order_by("-pk"))
    source.failing_parts = sum(part.failures > 0 for part in parts)
    return {
        "kind": next((name for begin, name in FORMATS.items() if source.format.startswith(begin)), "Feed" if source.format else ""),
        "complaint": complaint_of(source),
        "nothing_found": source.problem == NOTHING,
        "every": pause_in_words(source.interval),
        "former": list(source.former_addresses.order_by("pk").values_list("url", flat=True)),
        "parts": parts,
    }


def _brought(source: Subscription, request: HttpRequest) -> dict[str, Any]:
    """Give a page of a source's items, all or those of one state, and how many there are of each."""
    counts = dict(source.items.order_by().values_list("state").annotate(Count("pk")))
    chosen = request.GET.get("items", "")
    chosen = chosen if chosen in Item.State else ""
    # What an item says may be a whole story: its name is all that is shown.
    items = source.items.filter(**({"state": chosen} if chosen else {})).defer("said").annotate(named=KT("said__title"))
    page = Paginator(items.select_related("article"), ITEMS)
    page.count = counts.get(chosen, 0) if chosen else sum(counts.values())
    looks = [("", "All", sum(counts.values())), *((state.value, state.label, counts.get(state, 0)) for state in Item.State)]
    return {"page": page.get_page(request.GET.get("p")), "chosen": chosen, "looks": looks, "refused": counts.get(Item.State.REFUSED, 0)}


def _to(pk: int) -> HttpResponse:
    return redirect("admin:articles_subscription_change", pk)
