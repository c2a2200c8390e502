"""The library's pages: a photo with every story that ran it, and the files of its pictures."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition, require_safe

from gallery.models import Photo
from gallery.pictures import media_type
from gallery.renditions import photos

A_YEAR = 365 * 24 * 3600


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a photo with its captions in every published story; a merged one leads on to the photo it became."""
    photo = get_object_or_404(Photo.objects.select_related("merged_into").prefetch_related("renditions"), pk=pk)
    if photo.merged_into:
        return HttpResponseRedirect(photo.survivor.get_absolute_url())
    captions = photo.captions.published().select_related("article__source")
    if not captions:
        raise Http404
    return render(request, "gallery/photo.html", {"photo": photo, "captions": captions})


def _named_after_content(request: HttpRequest, name: str) -> str | None:
    return f'"{name}"' if media_type(name) else None


@require_safe
@condition(etag_func=_named_after_content)
def media(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a derived file; originals and whatever else lies in the storage are nobody's business."""
    content_type = media_type(name)
    if content_type is None or not photos().exists(name):
        raise Http404
    response = FileResponse(photos().open(name), content_type=content_type)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    # A picture is compressed already: this keeps the compressing middleware from doing it again, slowly and without a length.
    response["Content-Encoding"] = "identity"
    return response
