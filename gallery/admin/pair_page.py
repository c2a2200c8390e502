"""The desk's queue of pairs in doubt, one at a time: seen large, answered by a key, the answer taken back by another."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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
    passed = [int(each) for each in request.GET.getlist("passed")[-200:] if each.isascii() and each.isdecimal() and len(each) < 19]
    waiting = Comparison.objects.open()
    pair = waiting.exclude(pk__in=passed).select_related("left", "right").first()
    page: dict[str, Any] = {"title": "One photograph, or two?", "waiting": waiting.count(), "pair": pair, "passed": passed}
    if pair:
        page |= {"left": _side(pair.left), "right": _side(pair.right)}
    latest = Decision.objects.filter(pk=_key(request.GET.get("decided", "")), stands=True).first()
    return render(request, "admin/gallery/comparison/queue.html", admin.site.each_context(request) | page | {"latest": latest})


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a pair as the button says, and go on to the next."""
    _may(request)
    pair = get_object_or_404(Comparison.objects.select_related("left", "right"), pk=pk)
    onward = reverse("admin:gallery_comparison_queue")
    try:
        pairs.decide(pair, request.POST.get("answer") == "same", request.user)
    except pairs.Undecidable as error:
        messages.error(request, f"{pair.left} and {pair.right}: {error}")
        return HttpResponseRedirect(f"{onward}?passed={pk}")
    return HttpResponseRedirect(f"{onward}?decided={Decision.objects.about(pair.left).first().pk}")


def _may(request: HttpRequest) -> None:
    if not request.user.has_perm("gallery.change_photo"):
        raise PermissionDenied


def _key(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0
