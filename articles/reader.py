"""What the reader's own device is given: a story as text, its shelf of saved stories, and what it needs to read without a network.

What a reader saves, has read and chooses stays on their device: no page here knows of it.
"""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import date
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from articles import pages, versions
from articles.appearances.shown import leading_on
from articles.markdown import Named, as_markdown, as_text
from articles.models import Article
from articles.page_cache import kept
from articles.release import edition
from gallery.gone import gone
from gallery.paths import path_of
from gallery.pictures import picture_of
from gallery.web import absolute, web_address

WRITERS = {"md": (as_markdown, "text/markdown"), "txt": (as_text, "text/plain")}


@require_safe
def story_text(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give a published story as Markdown (`md`) or as plain text (`txt`)."""
    answer = _text(request, slug, kind)
    # Its page is what search engines are for.
    answer["X-Robots-Tag"] = "noindex"
    return answer


@kept(versions.of_story_text)
def _text(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    if kind not in WRITERS:
        raise Http404
    article = get_object_or_404(Article.objects.with_gallery().exclude(status=Article.Status.DRAFT), slug=slug)
    if article.joined_to:
        return leading_on(path_of("story_text", article.joined_to.slug, kind))
    if article.status == Article.Status.WITHDRAWN:
        return gone(request, "story")
    root = request.build_absolute_uri("/")
    shown = ((caption.photo_id, picture_of(caption.photo)) for caption in article.gallery)
    named = Named(
        pictures={photo: (absolute(picture.src, root), picture.alt) for photo, picture in shown if picture},
        here=absolute(article.get_absolute_url(), root),
        original=web_address(article.url),
        when=date(localtime(article.dated_at), "j F Y, H:i"),
    )
    write, content_type = WRITERS[kind]
    return HttpResponse(write(article, pages.spread(article), named), f"{content_type}; charset=utf-8")


@require_safe
@kept(versions.of_newest)
def newest(request: HttpRequest) -> HttpResponse:
    """List the newest stories, each with a mark that differs where its page shows something else than the day."""
    stories = [
        {"path": path_of("story", slug), "title": headline, "lang": language, "mark": _mark(said)}
        for slug, headline, language, *said in versions.newest()
    ]
    return JsonResponse({"stories": stories})


def _mark(said: list[object]) -> str:
    return sha256(repr((said, edition())).encode()).hexdigest()[:16]


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Give the page that the reader's script fills with what is saved on the device."""
    return _shell(render(request, "reader/saved.html"))


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Give the page that stands in for those that can't be reached; the reader's script lists on it what can be read."""
    return _shell(render(request, "reader/offline.html"))


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps stories for when there is no network; browsers ask each time whether it is still the one."""
    places = {"media": settings.MEDIA_URL, "static_files": settings.STATIC_URL}
    return _shell(render(request, "reader/sw.js", places, content_type="text/javascript; charset=utf-8"))


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the paper stands among a device's applications."""
    said = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "start_url": path_of("front"),
        "scope": path_of("front"),
        "display": "minimal-ui",
        "background_color": "#fffdf9",
        "theme_color": "#fffdf9",
        "icons": [{"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return _shell(JsonResponse(said, content_type="application/manifest+json"))


def _shell(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_cache=True)
    return response
