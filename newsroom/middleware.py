"""What happens to every request and answer, whichever page it is for."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from whitenoise.middleware import WhiteNoiseFileResponse

from articles.page_cache import takes_gzip
from gallery.posted import plain

type Answering = Callable[[HttpRequest], HttpResponse]

SHARED = ("public", "private", "s-maxage", "proxy-revalidate")
"""What says which caches between paper and reader may keep an answer (RFC 9111, 5.2.2)."""


def private_stays_private(get_response: Answering) -> Answering:
    """See to it that no answer of a private paper is for a cache that others share, an error or a redirect as little as a page.

    Who says nothing of caches says that the reader's browser may keep the answer and asks each time. Static files are the same for all.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.CUTLINE_PRIVATE and not isinstance(response, WhiteNoiseFileResponse):
            said = [each.strip() for each in response.get("Cache-Control", "no-cache").split(",")]
            its_own = [each for each in said if each.partition("=")[0].lower() not in SHARED]
            response["Cache-Control"] = ", ".join(["private", *its_own])
        return response

    return answer


def nothing_new_has_no_length(get_response: Answering) -> Answering:
    """Say no length with 304: it would be that of the answer that is left out (RFC 9110, 8.6), and caches may take a nought for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            del response["Content-Length"]
        return response

    return answer


def nothing_has_a_nul(get_response: Answering) -> Answering:
    """Answer 404 where an address has a NUL in it: nothing is called so, and PostgreSQL refuses even to look for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or any("\0" in said for pair in request.GET.lists() for said in (pair[0], *pair[1])):
            raise Http404("No address has a NUL in it.")
        return get_response(request)

    return answer


class PlainWords:
    """Takes control characters out of what is posted, before anybody sees it: no words have them, and no database takes them all.

    What is posted is read after the check against forged requests has read it.
    """

    def __init__(self, get_response: Answering) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Clean what was posted."""
        if request.method == "POST":
            request.POST = plain(request.POST)


class CompressText(GZipMiddleware):
    """Compresses answers for who takes them so, but no pictures: they are compressed already, and would lose their length."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress an answer if it is none of a picture."""
        if response.get("Content-Type", "").startswith("image/"):
            return response
        if not takes_gzip(request):
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        return super().process_response(request, response)
