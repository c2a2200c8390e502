"""One change made to many captions at the desk: asked for, shown word by word, and only then made."""

from collections.abc import Iterable
from copy import copy
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from gallery.admin.parts import take_back
from gallery.desk import at_length, bulk
from gallery.desk.bulk import Kind, Where, Wish
from gallery.models import Caption
from gallery.posted import key_of, plain

SHOWN = 100
"""Changes on one page of a preview."""
TITLES = {
    Kind.REPLACE: "Find and replace",
    Kind.STRIP: "Take a phrase out",
    Kind.RENAME: "Correct a name in credit lines",
    Kind.SOURCE: "Go back to the source’s wording",
    Kind.DESCRIBE: "Set alt text",
}
_CHOSEN = ("ids", "of", "all")


class WishForm(forms.Form):
    """What is to be changed, in the fields that a kind of change has."""

    FIELDS = {
        Kind.REPLACE: ["find", "put", "where", "whole"],
        Kind.STRIP: ["find", "where"],
        Kind.RENAME: ["find", "put"],
        Kind.SOURCE: [],
        Kind.DESCRIBE: ["put", "over"],
    }
    find = forms.CharField(label="Find", max_length=500, strip=False, help_text="In these very letters, capitals too.")
    put = forms.CharField(label="Put in its place", max_length=500, strip=False, required=False)
    where = forms.ChoiceField(
        label="In", choices=[(Where.BOTH, "captions and credit lines"), (Where.TEXT, "captions"), (Where.CREDIT, "credit lines")]
    )
    whole = forms.BooleanField(label="Whole words only", required=False)
    over = forms.BooleanField(label="Also where there is a description already", required=False)

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.kind = kind
        self.fields = {name: self.fields[name] for name in self.FIELDS[kind]}
        if kind == Kind.RENAME:
            self.fields["find"].label, self.fields["put"].label = "Name as it is written", "Right name"
            self.fields["find"].help_text = "Where it stands for itself: “AP” in “Jo Doe/AP”, not in “AP Images”."
            self.fields["put"].required = True
        if kind == Kind.DESCRIBE:
            self.fields["put"] = forms.CharField(
                label="Description of the photo", max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
            )

    @property
    def wish(self) -> Wish:
        """What a valid form asks for."""
        said = self.cleaned_data
        return Wish(self.kind, **(said | ({"where": Where(said["where"])} if "where" in said else {})))


class CaptionBulk:
    """What changes many captions at once: for the class of the admin's that lists them."""

    @admin.action(description="Go back to the source’s wording …", permissions=["change"])
    def go_back_to_source(self, request: HttpRequest, captions: QuerySet[Caption]) -> HttpResponse:
        """Show what the source says in the chosen captions; there is nothing to ask."""
        return _ask(request, Kind.SOURCE, show=1)

    @admin.action(description="Find and replace …", permissions=["change"])
    def replace(self, request: HttpRequest, captions: QuerySet[Caption]) -> HttpResponse:
        """Ask what to replace in the chosen captions."""
        return _ask(request, Kind.REPLACE)

    @admin.action(description="Take a phrase out …", permissions=["change"])
    def strip(self, request: HttpRequest, captions: QuerySet[Caption]) -> HttpResponse:
        """Ask what to take out of the chosen captions."""
        return _ask(request, Kind.STRIP)

    @admin.action(description="Correct a name in credit lines …", permissions=["change"])
    def rename(self, request: HttpRequest, captions: QuerySet[Caption]) -> HttpResponse:
        """Ask which name to put right in the chosen captions."""
        return _ask(request, Kind.RENAME)

    @admin.action(description="Set alt text …", permissions=["photo"])
    def describe(self, request: HttpRequest, captions: QuerySet[Caption]) -> HttpResponse:
        """Ask how the chosen captions' photos are described."""
        return _ask(request, Kind.DESCRIBE)

    def get_urls(self) -> list[URLPattern]:
        """Add where a change to many is asked for, shown and made."""
        view = require_http_methods(["GET", "POST"])(self.bulk_view)
        return [path("bulk/<str:kind>/", self.admin_site.admin_view(view), name="gallery_caption_bulk"), *super().get_urls()]

    def bulk_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Ask for a change; show it, with nothing written; make it when it was seen and posted."""
        if kind not in TITLES:
            return HttpResponseRedirect(reverse("admin:gallery_caption_changelist"))
        may = self.has_photo_permission(request) if kind == Kind.DESCRIBE else self.has_change_permission(request)
        if not may or not self.has_view_permission(request):
            raise PermissionDenied
        said = request.POST if request.method == "POST" else request.GET
        asked = request.method == "POST" or "show" in said
        form = WishForm(Kind(kind), said if asked else None)
        if request.method == "POST" and form.is_valid():
            return self._make(request, form.wish)
        captions, chosen = self._chosen(request, said)
        here = {"title": TITLES[Kind(kind)], "subtitle": None, "form": form, "opts": self.opts, "kind": kind, "chosen": chosen}
        here |= {"kept": {name: said[name] for name in _CHOSEN if name in said}}
        if asked and form.is_valid():
            here |= _preview(request, bulk.proposed(captions, form.wish), form.wish)
        return render(request, "admin/gallery/caption/bulk.html", self.admin_site.each_context(request) | here)

    def _chosen(self, request: HttpRequest, said: QueryDict) -> tuple[QuerySet[Caption], str]:
        """Give the captions that were chosen, one by one or all that the list was narrowed down to; and say which."""
        if "all" not in said:
            ids = [key for each in said.get("ids", "").split(",") if (key := key_of(each))]
            captions = Caption.objects.filter(pk__in=ids[:1000]).for_desk().order_by(*self.ordering)
            return captions, f"{len(ids)} chosen caption{'' if len(ids) == 1 else 's'}"
        asked = copy(request)
        asked.GET = plain(QueryDict(said.get("of", "")))
        try:
            changes = self.get_changelist_instance(asked)
        except IncorrectLookupParameters:
            return Caption.objects.none(), "no captions"
        number = f"{'more than ' * changes.paginator.is_cut}{changes.result_count:,}"
        return changes.get_queryset(asked), f"all {number} captions that the list was narrowed down to"

    def _make(self, request: HttpRequest, wish: Wish) -> HttpResponse:
        """Make it, or begin to: what nobody waits for is followed on the decision's page."""
        pairs = (each.partition(":") for each in request.POST.get("seen", "").split())
        seen = {key: mark for said, _, mark in pairs if (key := key_of(said))}
        if len(seen) > at_length.WAITED_FOR and wish.kind != Kind.DESCRIBE:
            return redirect("admin:gallery_decision_change", at_length.apply(wish, seen, request.user).pk)
        done = bulk.apply(wish, seen, request.user)
        what = "photo" if wish.kind == Kind.DESCRIBE else "caption"
        if done.decision:
            count = f"{done.changed} {what}{'' if done.changed == 1 else 's'}"
            back = take_back(request, done.decision, reverse("admin:gallery_caption_changelist"))
            messages.success(request, format_html("{}: {} changed. {}", wish.said, count, back))
        if done.left:
            left = (
                f"{what} changed since the preview and was left as it is"
                if done.left == 1
                else f"{what}s changed since the preview and were left as they are"
            )
            messages.warning(request, f"{done.left} {left}.")
        return HttpResponseRedirect(f"{reverse('admin:gallery_caption_changelist')}?{request.POST.get('of', '')}")


def _ask(request: HttpRequest, kind: Kind, **more: object) -> HttpResponseRedirect:
    """Lead to the page that asks, with what was chosen and how the list was narrowed down."""
    ids = request.POST.getlist(admin.helpers.ACTION_CHECKBOX_NAME)
    chosen = {"all": 1} if request.POST.get("select_across") == "1" else {"ids": ",".join(ids)}
    chosen |= {"of": request.GET.urlencode(), **more}
    return HttpResponseRedirect(f"{reverse('admin:gallery_caption_bulk', args=[kind])}?{urlencode(chosen)}")


def _preview(request: HttpRequest, proposals: Iterable[bulk.Proposal], wish: Wish) -> dict[str, Any]:
    """Keep the marks of all, which are posted back, and read those again that stand on this page."""
    marks = {each.row.pk: each.mark for each in proposals}
    page = Paginator(list(marks), SHOWN).get_page(request.GET.get("p"))
    others = request.GET.copy()
    others.pop("p", None)
    return {
        "page": page,
        "changes": bulk.seen_again(wish, page.object_list),
        "long": len(marks) > at_length.WAITED_FOR,
        "others": others.urlencode(),
        "full": len(marks) == wish.most,
        "seen": " ".join(f"{key}:{mark}" for key, mark in marks.items()),
    }
