"""Pages kept whole, packed as browsers take them, under the version of all they show.

A version is asked of the database with every request, in one or two short questions. So what is kept needs no throwing away: a page
that shows something else has another version, at once and for every process, and old ones fall out of the cache by themselves.
"""

import re
from collections.abc import Callable, Hashable
from functools import wraps
from gzip import compress, decompress
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from articles.release import edition

type View = Callable[..., HttpResponse]
type Version = Hashable | None
"""Whatever differs when a page shows something else; None: the page is not to be kept."""

A_DAY = 24 * 3600
LEVEL = 3
"""Of the packing: 6, the usual one, takes two to three times the time for six per cent less."""
_REFUSED = re.compile(r"q\s*=\s*0(?:\.0*)?")


def kept(version_of: Callable[..., Version]) -> Callable[[View], View]:
    """Keep a view's pages; `version_of` is called as the view is."""

    def keeping(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            version = version_of(request, *args, **kwargs)
            if version is None:
                return view(request, *args, **kwargs)
            named = repr((request.get_host(), request.scheme, view.__qualname__, args, sorted(kwargs.items()), version, edition()))
            return answer_kept(request, named, lambda: view(request, *args, **kwargs))

        return answer

    return keeping


def answer_kept(
    request: HttpRequest,
    named: str,
    make: Callable[[], HttpResponse],
    place: str = "",
    is_secret: bool = False,
) -> HttpResponse:
    """Answer with what is kept under a name, or make it: nothing at all for who has it. `named` says all that makes it another answer.

    Where a `place` is given, whose answers follow one another, who asks by time alone is answered as well. A secret answer, which is
    one reader's, is made each time: nobody finds it in the cache.
    """
    name = sha256(named.encode()).hexdigest()
    etag = f'W/"{name[:32]}"'
    since = _since(place, etag) if place else None
    known = get_conditional_response(request, etag=etag, last_modified=since)
    if known is not None:
        return _said(known, etag, since)
    request.META.pop("HTTP_IF_MODIFIED_SINCE", None)  # decided: middleware would hold it against the time that is said
    kept_page = cache.get(f"page:{name}")
    if kept_page is None:
        page = make()
        if page.status_code != 200:
            return page
        kept_page = page["Content-Type"], compress(page.content, LEVEL, mtime=0)
        if not is_secret:
            cache.set(f"page:{name}", kept_page, A_DAY)
    return _said(_unpacked(request, *kept_page), etag, since)


def _since(place: str, etag: str) -> int:
    """Give the second of the Unix time since which a place gives this answer, as far as this cache knows: when it was first asked for.

    No story's time tells that one was deleted, a section got another name, or that the settings are others; nor does it what another
    process, with a cache of its own, said meanwhile. Of two answers in one second the other is the next one's.
    """
    key = f"since:{sha256(place.encode()).hexdigest()}"
    was = cache.get(key)
    if was and was[0] == etag:
        return was[1]
    since = max(_this_second(), was[1] + 1) if was else _this_second()
    cache.set(key, (etag, since), None)
    return since


def _unpacked(request: HttpRequest, content_type: str, packed: bytes) -> HttpResponse:
    if not takes_gzip(request):
        return HttpResponse(decompress(packed), content_type)
    response = HttpResponse(packed, content_type)
    response["Content-Encoding"] = "gzip"
    return response


def takes_gzip(request: HttpRequest) -> bool:
    """Say whether an answer may be packed: a weight of nought refuses gzip, or all that is not named (`*`); RFC 9110, 12.5.3."""
    takes = {}
    for said in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, *weights = (part.strip() for part in said.split(";"))
        takes[coding] = not any(_REFUSED.fullmatch(weight) for weight in weights)
    return takes.get("gzip", takes.get("*", False))


def _said(response: HttpResponse, etag: str, since: int | None) -> HttpResponse:
    """Let a browser keep the page, and ask each time whether it is still the one; no time is said that is still to come."""
    response["ETag"] = etag
    if since:
        response["Last-Modified"] = http_date(min(since, _this_second()))
    patch_vary_headers(response, ["Accept-Encoding"])
    return asked_again(response)


def _this_second() -> int:
    return int(timezone.now().timestamp())


def asked_again(response: HttpResponse) -> HttpResponse:
    """Let whoever keeps an answer ask for it each time."""
    response["Cache-Control"] = "public, no-cache"
    return response


def today() -> str:
    """Give the day that is printed on every page."""
    return timezone.localdate().isoformat()
