"""The desk's list of sources that are subscribed to: how each is, what waits, and the ways to add, pause and ask one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.subscriptions.adding import NO_ADDRESS, address_said
from articles.subscriptions.arriving import at_address
from articles.subscriptions.rows import Item, Subscription
from articles.subscriptions.tasks import ask_now

REFUSED_SHOWN = 20


class SubscriptionForm(forms.ModelForm):
    """An address as somebody says it; of a source that is there, whether it is paused."""

    class Meta:
        model = Subscription
        fields = ["url", "is_paused"]
        field_classes = {"url": forms.CharField}
        help_texts = {"url": "A feed, a news site map, or a page: its feed is looked for."}

    def clean_url(self) -> str:
        """Refuse what is no address of the web, and what is subscribed to."""
        url = address_said(self.cleaned_data["url"])
        if not url:
            raise forms.ValidationError(NO_ADDRESS[:1].upper() + NO_ADDRESS[1:] + ".")
        if known := at_address(url):
            raise forms.ValidationError("It is subscribed to already: %(source)s.", params={"source": known})
        return url


class Health(admin.SimpleListFilter):
    """How sources are."""

    title = "health"
    parameter_name = "health"
    CHOICES = {
        "failing": ("failing", Q(failures__gt=0, is_gone=False)),
        "gone": ("gone", Q(is_gone=True)),
        "paused": ("paused", Q(is_paused=True)),
    }

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the choices."""
        return [(name, said) for name, (said, _) in self.CHOICES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> QuerySet[Subscription]:
        """Choose."""
        return queryset.filter(self.CHOICES[self.value()][1]) if self.value() in self.CHOICES else queryset


class SubscriptionAdmin(admin.ModelAdmin):
    """Sources with their health."""

    form = SubscriptionForm
    list_display = ["__str__", "asked_at", "news_at", "next_try", "waiting", "refused", "problem"]
    list_filter = [Health]
    search_fields = ["title", "url", "page"]
    actions = ["fetch_now", "pause", "go_on"]
    list_per_page = 50
    ordering = ["title", "url"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        """Give sources that somebody added, with how many of their items wait and were refused."""
        counted = {state: Count("items", filter=Q(items__state=state)) for state in (Item.State.WAITING, Item.State.REFUSED)}
        return super().get_queryset(request).filter(part_of=None).annotate(**{f"{state}_count": count for state, count in counted.items()})

    def get_fields(self, request: HttpRequest, obj: Subscription | None = None) -> list[str]:
        """Ask for an address alone; tell all of a source that is there."""
        told = ["title", "site", "asked_at", "news_at", "next_try", "problem", "waiting", "refusals"]
        return ["url", *told, "is_paused"] if obj else ["url"]

    def get_readonly_fields(self, request: HttpRequest, obj: Subscription | None = None) -> list[str]:
        """Let nobody change an address: who wants another one adds it."""
        return [name for name in self.get_fields(request, obj) if name != "is_paused"] if obj else []

    def save_model(self, request: HttpRequest, obj: Subscription, form: Any, change: bool) -> None:
        """Save what was said, and have a new source asked at once; a worker writes the rest of the row meanwhile."""
        if change:
            Subscription.objects.filter(pk=obj.pk).update(is_paused=obj.is_paused)
        else:
            obj.save()
            ask_now(Subscription.objects.filter(pk=obj.pk))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Say what goes: the sources. Their stories stay; their items are too many to be read."""
        return [str(each) for each in objs], {"sources": len(objs)}, set(), []

    @admin.display(description="Next try", ordering="due_at")
    def next_try(self, source: Subscription) -> str:
        """Say when it is asked next."""
        if source.is_gone or source.is_paused:
            return "never: gone" if source.is_gone else "paused"
        return "now" if source.due_at <= timezone.now() else f"{timezone.localtime(source.due_at):%d %b, %H:%M}"

    @admin.display(description="Waiting")
    def waiting(self, source: Subscription) -> int:
        """Count the items that wait."""
        return source.waiting_count

    @admin.display(description="Refused")
    def refused(self, source: Subscription) -> int:
        """Count the items that no story came of."""
        return source.refused_count

    @admin.display(description="Refused items")
    def refusals(self, source: Subscription) -> str:
        """Say why the newest ones were refused."""
        newest = source.items.filter(state=Item.State.REFUSED)[:REFUSED_SHOWN]
        return "\n".join(f"{item}: {item.reason}" for item in newest) or "none"

    @admin.action(description="Fetch now", permissions=["change"])
    def fetch_now(self, request: HttpRequest, chosen: QuerySet[Subscription]) -> None:
        """Have them asked now."""
        messages.success(request, f"{ask_now(chosen)} asked by the next worker that is free.")

    @admin.action(description="Pause", permissions=["change"])
    def pause(self, request: HttpRequest, chosen: QuerySet[Subscription]) -> None:
        """Ask them no more, and take nothing of what waits."""
        Subscription.objects.filter(pk__in=chosen.values("pk")).update(is_paused=True)

    @admin.action(description="Go on", permissions=["change"])
    def go_on(self, request: HttpRequest, chosen: QuerySet[Subscription]) -> None:
        """Ask them again."""
        Subscription.objects.filter(pk__in=chosen.values("pk")).update(is_paused=False)
