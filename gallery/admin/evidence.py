"""Why a photo is one photo, and an editor's word against it: its sightings, files and what joined them; parting, joining, keeping apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from gallery.admin.parts import url_of
from gallery.desk import pairs
from gallery.desk.preview import rehearse
from gallery.models import Caption, Comparison, Decision, Photo, Sighting, Verdict
from gallery.rule_words import kind_in_words, rule_in_words

MOST = 200
"""Rows of each kind on one page."""
LATEST = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting in plain words, with its story."""

    story: Any
    what: str
    words: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor asks for: the decision, in words and to be made, and the photos it is about."""

    words: str
    decide: Callable[[], object]
    photos: tuple[int, ...]


class Unclear(Exception):
    """What was asked for can't be understood; the message says why."""


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why a photo is one; asked by POST for a decision, show what it would change, and once that was seen, make it."""
    if not (may_decide(request) or (request.method != "POST" and request.user.has_perm("gallery.view_photo"))):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk).survivor
    if request.method != "POST":
        return _page(request, photo, "evidence", **_shown(photo))
    try:
        asked = _asked(request, photo)
        if request.POST.get("seen"):
            asked.decide()
            return _done(request, photo)
        differences = rehearse(asked.decide, asked.photos)
    except (Unclear, pairs.Undecidable) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:gallery_photo_evidence", args=[photo.pk]))
    chosen = request.POST.getlist("rendition")
    return _page(request, photo, "preview", asked=asked, differences=differences, chosen=chosen, posted=request.POST)


def may_decide(request: HttpRequest) -> bool:
    """Tell who decides about photos; others who see them see why they are what they are."""
    return request.user.has_perm("gallery.change_photo")


def _done(request: HttpRequest, photo: Photo) -> HttpResponse:
    latest = Decision.objects.about(photo).first()
    where = reverse("admin:gallery_decision_change", args=[latest.pk])
    messages.success(request, format_html('{}. <a href="{}">See it, or take it back</a>.', latest.said, where))
    now = Photo.objects.get(pk=photo.pk).survivor
    return HttpResponseRedirect(reverse("admin:gallery_photo_evidence", args=[now.pk]))


def _asked(request: HttpRequest, photo: Photo) -> Asked:
    """Read what is asked for; raises Unclear."""
    what = request.POST.get("what")
    if what == "part":
        chosen = {int(each) for each in request.POST.getlist("rendition") if each.isascii() and each.isdecimal() and len(each) < 19}
        words = f"Part {photo}: {len(chosen)} of its files are another photograph"
        return Asked(words, lambda: pairs.split(photo, chosen, request.user), (photo.pk,))
    other = _other(request.POST.get("other", ""))
    if other.pk == photo.pk:
        raise Unclear("That is this very photo.")
    if what == "one":
        return Asked(f"Make one of {photo} and {other}", lambda: pairs.make_one(photo, other, request.user), (photo.pk, other.pk))
    if what == "apart":
        return Asked(f"Keep {photo} and {other} apart", lambda: pairs.keep_apart(photo, other, request.user), (photo.pk, other.pk))
    raise Unclear("Choose what to do.")


def _other(said: str) -> Photo:
    number = said.strip().lower().removeprefix("photo").strip()
    photo = Photo.objects.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() and len(number) < 19 else None
    if photo is None:
        raise Unclear(f"There is no photo “{said}”. Give the number of one.")
    return photo.survivor


def _page(request: HttpRequest, photo: Photo, template: str, **more: object) -> HttpResponse:
    url = url_of(photo, 480) if photo.digest and not photo.is_withdrawn else ""
    page = {"title": f"{photo}: evidence", "photo": photo, "url": url, "may_decide": may_decide(request)}
    return render(request, f"admin/gallery/photo/{template}.html", admin.site.each_context(request) | page | more)


def _shown(photo: Photo) -> dict[str, object]:
    renditions = list(photo.renditions.order_by("born", "pk")[:MOST])
    names = {name for each in renditions for name in (each.key, each.url)}
    verdicts = Verdict.objects.filter(Q(left__in=names) | Q(right__in=names)).select_related("by").order_by("-at")
    return {
        "renditions": renditions,
        "joined": [(each, _reason(each, photo)) for each in photo.tombstones.order_by("pk")[:MOST]],
        "open": _compared(photo).filter(same=None).select_related("left", "right")[:MOST],
        "seen": [_seen(each) for each in _sightings(photo)],
        "verdicts": verdicts[:MOST],
        "captions": Caption.objects.filter(photo=photo).select_related("article").order_by("-article__dated_at", "pk")[:MOST],
        "history": Decision.objects.about(photo).select_related("by")[:LATEST],
    }


def _compared(photo: Photo) -> QuerySet[Comparison]:
    return Comparison.objects.filter(Q(left=photo) | Q(right=photo)).order_by("-fine")


def _sightings(photo: Photo) -> QuerySet[Sighting]:
    return Sighting.objects.filter(photo=photo).select_related("article").order_by("article", "place")[:MOST]


def _seen(row: Sighting) -> Seen:
    return Seen(row.article, kind_in_words(row.kind), row.text, row.outcome, rule_in_words(row.rule))


def _reason(joined: Photo, photo: Photo) -> str:
    """Say what made a photo one with this one: an editor, else the pixels."""
    decided = Decision.objects.about(joined).filter(stands=True, said__startswith="Made one").select_related("by").first()
    if decided:
        return f"{decided.by or 'An editor'}: {decided.said}"
    compared = _compared(joined).filter(same=True).first()
    return compared.why if compared else f"It has the very same file as {photo}, or was joined before reasons were kept."
