"""The desk's list of what is subscribed to: how each source is, when it is asked, what it brought that waits or was refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.source_page import ShowsSources
from articles.admin.subscribing import Subscribes
from articles.admin.telling import health, time
from articles.models import Item, Subscription
from articles.subscriptions import tending
from articles.subscriptions.health import HOLDS, State

_COUNTED = (Item.State.WAITING, Item.State.REFUSED)


class HealthFilter(admin.SimpleListFilter):
    """How a source is."""

    title = "health"
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the states, what needs somebody first."""
        first = [State.FAILING, State.GONE, State.PAUSED, State.NEW, State.FINE]
        return [(state.value, state.label) for state in first]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> QuerySet[Subscription]:
        """Choose."""
        return queryset.filter(HOLDS[State(self.value())]) if self.value() in HOLDS else queryset


class ItemsFilter(admin.SimpleListFilter):
    """What a source brought that is no story."""

    title = "items"
    parameter_name = "items"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the choices."""
        return [(Item.State.WAITING, "Some wait"), (Item.State.REFUSED, "Some were refused")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> QuerySet[Subscription]:
        """Choose."""
        if self.value() not in _COUNTED:
            return queryset
        return queryset.filter(Exists(Item.objects.filter(subscription=OuterRef("pk"), state=self.value())))


class SourceList(ChangeList):
    """What a page of the list shows."""

    def get_results(self, request: HttpRequest) -> None:
        """Count what the sources of this page brought, and no others'."""
        super().get_results(request)
        self.result_list = sources = list(self.result_list)
        keys = [source.pk for source in sources]
        items = Item.objects.filter(subscription__in=keys, state__in=_COUNTED).order_by().values_list("subscription", "state")
        counts = {(pk, state): count for pk, state, count in items.annotate(Count("pk"))}
        parts = Subscription.objects.filter(part_of__in=keys, failures__gt=0).order_by().values_list("part_of")
        failing = dict(parts.annotate(Count("pk")))
        for source in sources:
            source.waiting, source.refused = (counts.get((source.pk, state), 0) for state in _COUNTED)
            source.failing_parts = failing.get(source.pk, 0)


class SubscriptionAdmin(ShowsSources, Subscribes, admin.ModelAdmin):
    """Feeds and news site maps that are asked again and again."""

    change_list_template = "admin/articles/subscription/change_list.html"
    list_display = ["source", "how", "asked", "news", "next", "waiting", "refused"]
    list_display_links = None
    list_filter = [HealthFilter, ItemsFilter]
    search_fields = ["title", "url", "site", "page"]
    search_help_text = "In names and addresses"
    list_per_page = 50
    list_max_show_all = 0
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    ordering = [Lower("title"), "url"]
    actions = ["pause", "go_on", "ask_now"]

    class Media:
        css = {"all": ["desk-sources.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        """Give what somebody added: the site maps of an index are told on its page."""
        return super().get_queryset(request).whole()

    def get_changelist(self, request: HttpRequest, **said: Any) -> type[ChangeList]:
        """Give what reads a page of the list."""
        return SourceList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Call the list by its name."""
        return super().changelist_view(request, {"title": "Subscriptions", **(extra_context or {})})

    @admin.display(description="Source", ordering=Lower("title"))
    def source(self, source: Subscription) -> SafeString:
        """Name it, over its address."""
        where = reverse("admin:articles_subscription_change", args=[source.pk])
        if not source.title:
            return format_html('<a href="{}">{}</a>', where, source.url)
        return format_html('<a href="{}" dir="auto">{}</a><br><span class="quiet">{}</span>', where, source.title, source.url)

    @admin.display(description="Health")
    def how(self, source: Subscription) -> SafeString:
        """Say how it is."""
        return health(source)

    @admin.display(description="Last asked", ordering="asked_at")
    def asked(self, source: Subscription) -> SafeString:
        """Say when it was asked last."""
        return time(source.asked_at, "never")

    @admin.display(description="Last news", ordering="news_at")
    def news(self, source: Subscription) -> SafeString:
        """Say when it last brought something new."""
        return time(source.news_at, "none yet")

    @admin.display(description="Asked next", ordering="due_at")
    def next(self, source: Subscription) -> SafeString:
        """Say when it is asked again."""
        return time(None if source.is_paused or source.is_gone else source.due_at, "not by itself", due="as soon as may be")

    @admin.display(description="Waiting")
    def waiting(self, source: Subscription) -> SafeString | int:
        """Give how many of its items wait to be made stories of."""
        return _counted(source, Item.State.WAITING, source.waiting)

    @admin.display(description="Refused")
    def refused(self, source: Subscription) -> SafeString | int:
        """Give how many of its items no story comes of."""
        return _counted(source, Item.State.REFUSED, source.refused)

    @admin.action(description="Pause", permissions=["change"])
    def pause(self, request: HttpRequest, sources: QuerySet[Subscription]) -> None:
        """Let them rest."""
        self._told(request, sources, tending.pause, "paused: what they brought waits, and nobody asks them until they go on")

    @admin.action(description="Go on", permissions=["change"])
    def go_on(self, request: HttpRequest, sources: QuerySet[Subscription]) -> None:
        """Let those that rested go on."""
        self._told(request, sources, tending.go_on, "going on")

    @admin.action(description="Ask now", permissions=["change"])
    def ask_now(self, request: HttpRequest, sources: QuerySet[Subscription]) -> None:
        """Have them asked; those that are paused are left."""
        self._told(request, sources, tending.ask_now, "asked now, each as soon as its server may be")

    def _told(
        self, request: HttpRequest, sources: QuerySet[Subscription], work: Callable[[QuerySet[Subscription]], int], said: str
    ) -> None:
        chosen = sources.count()
        done = work(Subscription.objects.filter(pk__in=list(sources.values_list("pk", flat=True))))
        left = f"; {chosen - done} {'was' if chosen - done == 1 else 'were'} left as {'it is' if chosen - done == 1 else 'they are'}"
        level = messages.SUCCESS if done else messages.WARNING
        self.message_user(request, f"{done} source{'' if done == 1 else 's'} {said}{left if chosen > done else ''}.", level)


def _counted(source: Subscription, state: Item.State, number: int) -> SafeString | int:
    if not number:
        return 0
    where = reverse("admin:articles_subscription_change", args=[source.pk])
    return format_html('<a href="{}?items={}#items">{}<span class="visually-hidden"> {}</span></a>', where, state, number, state)
