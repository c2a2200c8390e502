"""The desk's queue of pairs in doubt, one at a time: seen large, answered by a key, the answer taken back by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gallery.admin.parts import latest_of, url_of
from gallery.desk import pairs
from gallery.desk.families import with_file
from gallery.models import Caption, Comparison, Decision, Photo
from gallery.posted import key_of

WIDTH = 960
"""Pixels across of the file that is looked at."""
STORIES = 4
"""Of each photo, the newest that are shown with their words."""
WHOLE = 0.97
"""Share of a picture from which a part counts as all of it."""
MOST_PASSED = 200
"""Pairs left for later that are remembered."""


class Part(NamedTuple):
    """Part of a picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def turned(self) -> int:
        """How far a mirrored picture is moved for this part to stay where it is."""
        return 2 * self.left + self.width


@dataclass(frozen=True, slots=True)
class Side:
    """One photo of a pair, with the words under it in its newest stories, and the part of it that the other one shows too."""

    photo: Photo
    file: Photo
    """The one that has the file that was compared, which may be another since the two were joined."""
    url: str
    captions: list[Caption]
    part: Part

    @property
    def words(self) -> str:
        """What the newest story says."""
        return self.captions[0].text if self.captions else ""

    @property
    def is_partly_shared(self) -> bool:
        """Whether it shows more than the other one does."""
        return self.part.width * self.part.height < WHOLE * self.file.width * self.file.height


def _side(photo: Photo, digest: str, part: Sequence[float] | None) -> Side:
    said = Caption.objects.filter(photo=photo.survivor).select_related("article").order_by("-article__dated_at", "pk")[:STORIES]
    file = with_file(photo, digest)
    url = url_of(file, WIDTH) if file.digest and not file.is_withdrawn else ""
    return Side(photo, file, url, list(said), _part(file.width or 1, file.height or 1, part or (0, 0, 1, 1)))


def _part(width: int, height: int, shares: Sequence[float]) -> Part:
    """Give a part of a picture, from its sides as shares (0 to 1) of width and height."""
    left, top, right, bottom = (round(min(max(each, 0), 1) * size) for each, size in zip(shares, (width, height) * 2, strict=True))
    return Part(left, top, max(right - left, 1), max(bottom - top, 1))


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the pair that the address names, answered or not, else the likeliest open one of those that were not passed over."""
    _may(request)
    passed = _passed(request.GET)
    waiting = Comparison.objects.open()
    named = Comparison.objects.with_photos().filter(pk=key_of(request.GET.get("pair", ""))).first()
    pair = named or waiting.with_photos().exclude(pk__in=passed).first()
    page: dict[str, Any] = {"title": "One photograph, or two?", "waiting": waiting.count(), "pair": pair, "passed": passed}
    if pair:
        page |= {
            "left": _side(pair.left, pair.left_file, pair.left_part),
            "right": _side(pair.right, pair.right_file, pair.right_part),
        }
        page["is_open"] = waiting.filter(pk=pair.pk).exists()
    page |= {"here": _queue(passed), "latest": latest_of(request)}
    return render(request, "admin/gallery/comparison/queue.html", admin.site.each_context(request) | page)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a pair as the button says, and go on to the next; what was answered since the page was shown is left alone."""
    _may(request)
    said, passed = request.POST.get("answer"), _passed(request.POST)
    if said not in ("same", "different"):
        return HttpResponseBadRequest("Say “same” or “different”.")
    pair = get_object_or_404(Comparison.objects.with_photos(), pk=pk)
    if not Comparison.objects.open().filter(pk=pk).exists():
        how = "are not asked about any more: something else answers it" if pair.same is None else "were answered already"
        messages.warning(request, f"{pair.left} and {pair.right} {how}.")
        return HttpResponseRedirect(_queue(passed))
    try:
        pairs.decide(pair, said == "same", request.user)
    except pairs.Undecidable as error:
        messages.error(request, f"{pair.left} and {pair.right}: {error}")
        return HttpResponseRedirect(_queue([*passed, pk]))
    decided = Decision.objects.about(Photo.objects.get(pk=pair.left_id).survivor).filter(by=request.user).first()
    return HttpResponseRedirect(_queue(passed, decided))


def _may(request: HttpRequest) -> None:
    if not request.user.has_perm("gallery.change_photo"):
        raise PermissionDenied


def _passed(said: QueryDict) -> list[int]:
    return [key for each in said.getlist("passed")[-MOST_PASSED:] if (key := key_of(each))]


def _queue(passed: list[int], decided: Decision | None = None) -> str:
    query = {"passed": passed} | ({"decided": decided.pk} if decided else {})
    return reverse("admin:gallery_comparison_queue", query=query)
