"""The library's pages: a photo with every story that ran it, a photographer's and an agency's photos, and the files of the pictures."""

from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseGone, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition, require_safe

from gallery import records
from gallery.barred import is_barred
from gallery.caption_questions import seen_in_print
from gallery.gone import gone
from gallery.models import Caption, CaptionQuerySet, Comparison, Name, Photo, Rendition, Sighting
from gallery.pictures import digest_in, media_type
from gallery.posted import key_of
from gallery.renditions import photos
from gallery.wording.credited import Part, slug_of

A_YEAR = 365 * 24 * 3600
STORIES = 20
"""Of a photo's, on one page."""
PAIRS = 12
"""Of pictures whose pixels say that they are one photo."""
PHOTOS = 24
"""Of a photographer's or an agency's, on one page."""


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a photo with its captions in every published story; a merged one leads on to the photo it became."""
    photo = get_object_or_404(Photo.objects.select_related("merged_into").prefetch_related("renditions", seen_in_print()), pk=pk)
    if photo.merged_into:
        return HttpResponseRedirect(photo.survivor.get_absolute_url())
    if photo.is_withdrawn:
        return gone(request, "photograph")
    captions = Caption.objects.published().filter(photo=photo).with_article().with_names()
    total = captions.count()
    if not total:
        raise Http404
    page = _page(captions, request.GET.get("before", ""))
    return render(request, "gallery/photo.html", page | {"photo": photo, "total": total} | _record(photo, page["captions"], page["older"]))


def _record(photo: Photo, captions: list[Caption], older: list[Caption]) -> dict[str, Any]:
    """Give what a photo's page shows of the stories of `captions`."""
    stories = [caption.article_id for caption in captions]
    sightings = list(Sighting.objects.filter(photo=photo, article__in=stories).order_by("article_id", "place"))
    named = dict.fromkeys(name for caption in captions for name in caption.named)
    kept = [rendition.url for rendition in photo.renditions.all() if rendition.state == Rendition.State.TAKEN]
    # Where one was taken and nothing put in its place, the photo's size is that file's.
    size = (photo.width, photo.height) if len(kept) == 1 and not photo.former_files.exists() else None
    return {
        "runs": records.runs_of(captions, older),
        "showings": records.showings_of(captions, sightings),
        "pairs": _pairs(photo),
        "files": records.files_of(captions, sightings, kept, size),
        "facts": records.facts_of(captions, photo.says),
        "named": sorted(named, key=lambda name: name.part, reverse=True),
        "photographers": [name for name in named if name.part == Part.PHOTOGRAPHER],
    }


def _pairs(photo: Photo) -> list[Comparison]:
    """Give the pictures whose pixels made one photo, as long as every story that has it is published.

    A joined photo's sightings become those of the one that stays: which story had shown which picture is not known any more, and one
    that only a withdrawn story showed is not for readers.
    """
    if Caption.objects.withheld().filter(photo=photo).exists():
        return []
    return [pair for pair in Comparison.objects.reasons_for(photo)[:PAIRS] if pair.left.digest and pair.right.digest]


@require_safe
def name(request: HttpRequest, part: str, slug: str) -> HttpResponse:
    """Show the photos that credit a photographer or an agency, each once, the newest first; another way of writing a name leads on."""
    known = Name.objects.filter(part=part, slug=slug).first()
    if known is None:
        other = get_object_or_404(Name, part=part, slug=slug_of(Part(part), slug.replace("-", " ")))
        return HttpResponseRedirect(other.get_absolute_url())
    mine = Caption.objects.of(known)
    before = request.GET.get("before", "")
    some = list((_older(mine.photos(), before) if before else mine.photos())[: PHOTOS + 1])
    if not some:
        raise Http404
    page = {
        "name": known,
        "captions": Caption.objects.newest_of(known, some[:PHOTOS]),
        "more": len(some) > PHOTOS,
        "total": None if before else mine.values("photo").distinct().count(),
    }
    return render(request, "gallery/name.html", page)


def _older(photos: CaptionQuerySet, before: str) -> CaptionQuerySet:
    last = photos.filter(photo=key_of(before)).first()
    if last is None:
        raise Http404
    return photos.filter(Q(newest__lt=last["newest"]) | Q(newest=last["newest"], photo__lt=last["photo"]))


def _page(captions: CaptionQuerySet, before: str) -> dict[str, Any]:
    """Give one page of a photo's captions, those after the one with the key `before`, and the few after it that it is compared with."""
    if before:
        captions = captions.after(get_object_or_404(captions.select_related("article"), pk=key_of(before)))
    some = list(captions[: STORIES + records.COMPARED])
    return {"captions": some[:STORIES], "older": some[STORIES:], "first": not before}


def _named_after_content(request: HttpRequest, name: str) -> str | None:
    return f'"{name}"' if media_type(name) else None


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a derived file; originals and whatever else lies in the storage are nobody's business, nor is a withdrawn photo's file."""
    # Before anything is said of a copy that the browser has.
    if media_type(name) and is_barred(digest_in(name)):
        return HttpResponseGone()
    return _media(request, name)


@condition(etag_func=_named_after_content)
def _media(request: HttpRequest, name: str) -> HttpResponse:
    content_type = media_type(name)
    if content_type is None or not photos().exists(name):
        raise Http404
    response = FileResponse(photos().open(name), content_type=content_type)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
