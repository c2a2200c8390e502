"""Why a photo is one photo, and an editor's word against it: its sightings, files and what joined them; parting, joining, keeping apart."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gallery.admin.evidence_rows import rows_of
from gallery.admin.parts import latest_of, url_of
from gallery.desk import pairs, parting
from gallery.desk.candidates import candidates_for, number_in
from gallery.desk.photo_history import photo_history
from gallery.desk.preview import rehearse
from gallery.models import Decision, Photo
from gallery.posted import key_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor asks for: the decision, in words and to be made, and the photos it is about."""

    words: str
    decide: Callable[[], object]
    photos: tuple[int, ...]
    chosen: frozenset[int] = frozenset()
    """Renditions, by their keys, that are another photograph."""


class Unclear(Exception):
    """What was asked for can't be understood; the message says why."""


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why a photo is one; asked by POST for a decision, show what it would change, and once that was seen, make it."""
    if not (may_decide(request) or (request.method != "POST" and request.user.has_perm("gallery.view_photo"))):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk).survivor
    if request.method != "POST":
        return _page(request, photo, "evidence", **_shown(request, photo))
    try:
        asked = _asked(request, photo)
        if request.POST.get("seen"):
            asked.decide()
            return _done(request, photo)
        changes = rehearse(asked.decide, asked.photos)
    except (Unclear, pairs.Undecidable) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:gallery_photo_evidence", args=[photo.pk]))
    return _page(request, photo, "preview", title="What would change", asked=asked, changes=changes, posted=request.POST)


def may_decide(request: HttpRequest) -> bool:
    """Tell who decides about photos; others who see them see why they are what they are."""
    return request.user.has_perm("gallery.change_photo")


def _done(request: HttpRequest, photo: Photo) -> HttpResponse:
    latest = Decision.objects.about(photo).first()
    now = Photo.objects.get(pk=photo.pk).survivor
    query = {"decided": latest.pk} if latest else None
    return HttpResponseRedirect(reverse("admin:gallery_photo_evidence", args=[now.pk], query=query))


def _asked(request: HttpRequest, photo: Photo) -> Asked:
    """Read what is asked for; raises Unclear."""
    what, by = request.POST.get("what"), request.user
    if what == "part" or "born" in request.POST:
        chosen = _chosen(request, photo)
        files = f"{len(chosen)} of its files {'is' if len(chosen) == 1 else 'are'}"
        return Asked(f"Part photo {photo.pk}: {files} another photograph", lambda: parting.split(photo, chosen, by), (photo.pk,), chosen)
    other = _other(request.POST.get("other", ""))
    both = (photo.pk, other.pk)
    if other.pk == photo.pk:
        raise Unclear("That is this very photo.")
    if what == "one":
        return Asked(f"Make one of photos {photo.pk} and {other.pk}", lambda: pairs.make_one(photo, other, by), both)
    if what == "apart":
        return Asked(f"Keep photos {photo.pk} and {other.pk} apart", lambda: pairs.keep_apart(photo, other, by), both)
    raise Unclear("Choose what to do.")


def _chosen(request: HttpRequest, photo: Photo) -> frozenset[int]:
    """Give the files that are another photograph: the ticked ones, or all that came with one photo."""
    if "born" in request.POST:
        return frozenset(photo.renditions.filter(born=key_of(request.POST["born"])).values_list("pk", flat=True))
    return frozenset(key_of(each) for each in request.POST.getlist("rendition"))


def _other(said: str) -> Photo:
    photo = Photo.objects.filter(pk=number_in(said)).first()
    if photo is None:
        raise Unclear(f"There is no photo “{said}”.")
    return photo.survivor


def _page(request: HttpRequest, photo: Photo, template: str, **more: object) -> HttpResponse:
    url = url_of(photo, 960) if photo.digest and not photo.is_withdrawn else ""
    page = {"title": f"{photo}: evidence", "photo": photo, "url": url, "may_decide": may_decide(request)}
    return render(request, f"admin/gallery/photo/{template}.html", admin.site.each_context(request) | page | more)


def _shown(request: HttpRequest, photo: Photo) -> dict[str, object]:
    asked = request.GET.get("find", "")[:200]
    rest = {"candidates": candidates_for(photo, asked), "asked": asked, "history": photo_history(photo), "latest": latest_of(request)}
    return rows_of(photo) | rest | {"here": reverse("admin:gallery_photo_evidence", args=[photo.pk])}
