"""The desk's list of stories that are one, may be, or are not: what rules joined lately, and what they leave to an editor."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from articles.admin.appearing import decide
from articles.appearances import joining
from articles.appearances.rows import Pairing
from articles.editions import differences
from articles.models import Article
from articles.rehearsal import edition_of
from gallery.admin.parts import NobodyChanges
from gallery.models import Change, Decision

_BY_RULE = Change.objects.filter(subject=Pairing._meta.label_lower, row=OuterRef("pk"), decision__by_rule=True, decision__stands=True)


class Answered(admin.SimpleListFilter):
    """Open questions first: they are what an editor comes for."""

    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the choices beside the open ones."""
        return [("rule", "joined by a rule"), ("one", "one story"), ("two", "two stories"), ("all", "all")]

    def choices(self, changelist: object) -> object:
        """Call what is shown without a choice by its name."""
        for choice in super().choices(changelist):
            yield choice | ({"display": "open"} if choice["query_string"] == "?" else {})

    def queryset(self, request: HttpRequest, queryset: QuerySet[Pairing]) -> QuerySet[Pairing]:
        """Choose."""
        if self.value() == "rule":
            return queryset.filter(Exists(_BY_RULE), same=True)
        if self.value() == "all":
            return queryset
        return queryset.filter(same=self.value() == "one") if self.value() else queryset.open()


class PairingAdmin(NobodyChanges, admin.ModelAdmin):
    """Pairs of stories with what is alike in them."""

    list_display = ["pair", "first", "second", "why", "answer", "when"]
    list_display_links = ["pair"]
    list_filter = [Answered]
    list_select_related = ["left__source", "right__source"]
    list_per_page = 25
    ordering = ["-pk"]

    class Media:
        css = {"all": ["storydesk.css"]}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Ask the question in the page's own heading."""
        return super().changelist_view(request, {"title": "One story, or two?", **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        """Add where a pair is answered."""
        own = path("<int:pk>/answer/", self.admin_site.admin_view(self.answer_view), name="articles_pairing_answer")
        return [own, *super().get_urls()]

    @admin.display(description="Pair")
    def pair(self, pair: Pairing) -> SafeString:
        """Name the way to both, side by side."""
        return format_html('<span class="unbroken">{}</span>', "Compare" if pair.same is None else "Look")

    @admin.display(description="Older story")
    def first(self, pair: Pairing) -> SafeString:
        """Name the older story."""
        return _named(pair.left)

    @admin.display(description="Younger story")
    def second(self, pair: Pairing) -> SafeString:
        """Name the younger story."""
        return _named(pair.right)

    @admin.display(description="Answer", ordering="same")
    def answer(self, pair: Pairing) -> str:
        """Say what was decided."""
        return {None: "open", True: "one story", False: "two stories"}[pair.same]

    @admin.display(description="When", ordering="pk")
    def when(self, pair: Pairing) -> str:
        """Say when they were found to be alike."""
        return f"{localtime(pair.at):%d %b %Y, %H:%M}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show two stories side by side, and what differs."""
        pair = self.get_object(request, object_id)
        if pair is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST" or not self.has_view_permission(request, pair):
            raise PermissionDenied
        sides = [pair.left, pair.right]
        said = {
            "title": "One story, or two?",
            "opts": self.opts,
            "pair": pair,
            "sides": sides,
            "is_one": len({each.joined_to_id or each.pk for each in sides}) == 1,
            "differences": differences(*map(edition_of, sides)),
            "history": Decision.objects.about(pair).select_related("by"),
            "may_decide": request.user.has_perm("articles.change_article"),
        }
        return render(request, "admin/articles/pairing.html", self.admin_site.each_context(request) | said)

    @method_decorator(require_POST)
    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the two one, the older or the younger leading, or keep them apart."""
        pair = get_object_or_404(Pairing.objects.select_related("left", "right"), pk=pk)
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        left, right = pair.left, pair.right
        answers = {
            "left": (lambda: joining.make_one(right, left, request.user), f"One story. Readers get “{left}”."),
            "right": (lambda: joining.make_one(left, right, request.user), f"One story. Readers get “{right}”."),
            "two": (lambda: joining.keep_apart(left, right, request.user), "Two stories, and no rule asks again."),
        }
        if chosen := answers.get(request.POST.get("answer", "")):
            decide(request, *chosen)
        return HttpResponseRedirect(reverse("admin:articles_pairing_change", args=[pk]))


def _named(story: Article) -> SafeString:
    status = "" if story.status == Article.Status.PUBLISHED else f", {story.get_status_display().lower()}"
    said = f"{story.source or 'no publisher'}, {localtime(story.dated_at):%d %b %Y, %H:%M}{status}"
    url = reverse("admin:articles_article_change", args=[story.pk])
    return format_html('<a href="{}" dir="auto">{}</a><br><span class="quiet">{}</span>', url, story, said)
