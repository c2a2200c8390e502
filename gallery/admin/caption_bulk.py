"""One change to many captions from their list: said in a form, seen word by word, then made as one decision."""

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from gallery.desk.bulk import MOST, Done, Kind, Where, Wish, apply, proposed

SHOWN = 100
"""Proposals that the preview shows; what holds for the others is the same wish."""
PAGE = "admin/gallery/caption/bulk.html"
_LARGEST_KEY = 2**63 - 1


class WishForm(forms.Form):
    """What to do to many captions."""

    KINDS = [
        (Kind.REPLACE, "Find and replace"),
        (Kind.STRIP, "Take a phrase out"),
        (Kind.RENAME, "Correct a name in credit lines"),
        (Kind.DESCRIBE, "Describe their photos (alt text)"),
    ]
    kind = forms.ChoiceField(label="What to do", choices=KINDS)
    find = forms.CharField(label="Find", required=False, strip=False, max_length=500, help_text="In these very letters.")
    put = forms.CharField(label="Put in its place", required=False, strip=False, max_length=1000)
    where = forms.ChoiceField(
        label="In", choices=[(Where.BOTH, "Caption and credit line"), (Where.TEXT, "Caption"), (Where.CREDIT, "Credit line")]
    )
    whole = forms.BooleanField(label="Whole words only", required=False)
    over = forms.BooleanField(label="Also photos that have alt text", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what each kind needs."""
        cleaned = super().clean()
        kind, find, put = cleaned.get("kind"), cleaned.get("find", ""), cleaned.get("put", "")
        if kind != Kind.DESCRIBE and not find.strip():
            self.add_error("find", "Say what to look for.")
        if kind in (Kind.RENAME, Kind.DESCRIBE) and not put.strip():
            self.add_error("put", "Say what to put there.")
        return cleaned

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        said = self.cleaned_data
        kind = Kind(said["kind"])
        find = said["find"].strip() if kind == Kind.RENAME else said["find"]
        put = said["put"].strip() if kind in (Kind.RENAME, Kind.DESCRIBE) else said["put"]
        return Wish(kind, find, put, Where(said["where"]), said["whole"], said["over"])


class BulkChanges:
    """The action, for the class that lists captions."""

    @admin.action(description="Change many at once …", permissions=["change"])
    def change_words(self, request: HttpRequest, captions: QuerySet) -> HttpResponse | None:
        """Ask what to do, show what would come of it, do it: three answers at one address, the list's own."""
        step = request.POST.get("step", "")
        form = WishForm(request.POST if step else None, label_suffix="")
        asked = bool(step) and form.is_valid()
        if asked and form.wish.kind == Kind.DESCRIBE and not request.user.has_perm("gallery.change_photo"):
            form.add_error("kind", "You may not change photos.")
            asked = False
        if asked and step == "apply":
            _tell(request, apply(form.wish, _seen(request), request.user))
            return None
        proposals = proposed(captions, form.wish) if asked and step == "preview" else None
        return self._ask(request, form, captions, proposals)

    def _ask(self, request: HttpRequest, form: WishForm, captions: QuerySet, proposals: list[Any] | None) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": "Change many captions at once",
            "opts": self.opts,
            "form": form,
            "many": captions.count(),
            "chosen": [pk for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if pk.isdecimal()],
            "across": request.POST.get("select_across") == "1",
            "proposals": proposals,
            "shown": (proposals or [])[:SHOWN],
            "most": MOST,
            "seen": json.dumps({each.row.pk: each.mark for each in proposals or []}, separators=(",", ":")),
        }
        return TemplateResponse(request, PAGE, context)


def _seen(request: HttpRequest) -> dict[int, str]:
    """Read which proposals the editor was shown; what is no such thing counts as none."""
    try:
        said = json.loads(request.POST.get("seen", ""))
        pairs = [(int(pk), str(mark)) for pk, mark in said.items()]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {pk: mark for pk, mark in pairs[:MOST] if 0 < pk <= _LARGEST_KEY}


def _tell(request: HttpRequest, done: Done) -> None:
    if done.decision is not None:
        address = reverse("admin:gallery_decision_change", args=[done.decision.pk])
        said = f"{done.changed} {'was' if done.changed == 1 else 'were'} changed."
        messages.success(request, format_html('{} <a href="{}">See what was done, or take it back</a>', said, address))
    if done.left:
        messages.warning(request, f"{done.left} changed since you looked and {'was' if done.left == 1 else 'were'} left as they are.")
    if done.decision is None and not done.left:
        messages.info(request, "Nothing was changed.")
