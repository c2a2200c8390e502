"""The desk's queue of pairs in doubt, one at a time: seen large, answered by a key, the answer taken back by another."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gallery.admin.parts import url_of
from gallery.desk import pairs
from gallery.models import Caption, Comparison, Decision, Photo

WIDTH = 960
"""Pixels across of the file that is looked at."""
STORIES = 4
"""Of each photo, the newest that are shown with their words."""
MOST_PASSED = 200
"""Pairs left for later that are remembered."""


@dataclass(frozen=True, slots=True)
class Side:
    """One photo of a pair, with the words under it in its newest stories."""

    photo: Photo
    url: str
    captions: list[Caption]

    @property
    def words(self) -> str:
        """What the newest story says."""
        return self.captions[0].text if self.captions else ""


def _side(photo: Photo) -> Side:
    said = Caption.objects.filter(photo=photo).select_related("article").order_by("-article__dated_at", "pk")[:STORIES]
    return Side(photo, url_of(photo, WIDTH) if photo.digest and not photo.is_withdrawn else "", list(said))


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the likeliest open pair, or the next one after those that were passed over."""
    _may(request)
    passed = _passed(request.GET)
    waiting = Comparison.objects.open()
    pair = waiting.exclude(pk__in=passed).select_related("left", "right").first()
    page: dict[str, Any] = {"title": "One photograph, or two?", "waiting": waiting.count(), "pair": pair, "passed": passed}
    if pair:
        page |= {"left": _side(pair.left), "right": _side(pair.right)}
    mine = Decision.objects.filter(by=request.user, kind=Decision.Kind.PHOTOS, stands=True)
    latest = mine.filter(pk=_key(request.GET.get("decided", ""))).first()
    page["here"] = _queue(passed)
    return render(request, "admin/gallery/comparison/queue.html", admin.site.each_context(request) | page | {"latest": latest})


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a pair as the button says, and go on to the next; what was answered since the page was shown is left alone."""
    _may(request)
    said, passed = request.POST.get("answer"), _passed(request.POST)
    if said not in ("same", "different"):
        return HttpResponseBadRequest("Say “same” or “different”.")
    pair = get_object_or_404(Comparison.objects.select_related("left", "right"), pk=pk)
    if not Comparison.objects.open().filter(pk=pk).exists():
        messages.warning(request, f"{pair.left} and {pair.right} were answered already.")
        return HttpResponseRedirect(_queue(passed))
    try:
        pairs.decide(pair, said == "same", request.user)
    except pairs.Undecidable as error:
        messages.error(request, f"{pair.left} and {pair.right}: {error}")
        return HttpResponseRedirect(_queue([*passed, pk]))
    decided = Decision.objects.about(pair.left).filter(by=request.user).first()
    return HttpResponseRedirect(_queue(passed, decided))


def _may(request: HttpRequest) -> None:
    if not request.user.has_perm("gallery.change_photo"):
        raise PermissionDenied


def _passed(said: QueryDict) -> list[int]:
    return [key for each in said.getlist("passed")[-MOST_PASSED:] if (key := _key(each))]


def _queue(passed: list[int], decided: Decision | None = None) -> str:
    query = {"passed": passed} | ({"decided": decided.pk} if decided else {})
    return reverse("admin:gallery_comparison_queue", query=query)


def _key(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0
