"""The addresses of the paper for search engines (sitemaps.org 0.9, with Google's extensions for images and news).

Stories stand in it only where they are the operator's own: pages that ask search engines to leave them alone have no place in it.
"""

from datetime import timedelta
from math import ceil

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleQuerySet, Section
from articles.page_cache import Version, kept
from gallery.models import Caption

STORIES = 1000
"""On one page, with their photos; the protocol allows for 50,000 addresses."""
NEWS = 1000
"""What Google reads of a news sitemap."""
RECENT = timedelta(days=2)
"""What counts as news there."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name the pages of the sitemap: fronts, stories by their age, news."""
    pages = ceil(Article.objects.published().count() / STORIES) if settings.CUTLINE_OWN_STORIES else 0
    root = request.build_absolute_uri("/")
    return _xml(request, "sitemaps/index.xml", {"root": root, "pages": range(pages + 1), "has_news": settings.CUTLINE_OWN_STORIES})


def _version(request: HttpRequest, page: int) -> Version:
    return tuple(_on_page(page).values_list("pk", "changed_at", "redrawn_at")) if page and settings.CUTLINE_OWN_STORIES else None


@require_safe
@kept(_version)
def stories(request: HttpRequest, page: int) -> HttpResponse:
    """Give the fronts (page 0), or the stories that were first read in that order: a page once full keeps its stories."""
    root = request.build_absolute_uri("/")
    if page == 0:
        return _xml(request, "sitemaps/fronts.xml", {"root": root, "sections": Section.objects.in_use()})
    some = list(_with_photos(_on_page(page))) if settings.CUTLINE_OWN_STORIES else []
    if not some:
        raise Http404
    return _xml(request, "sitemaps/stories.xml", {"root": root, "stories": some})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Give the stories of the last two days."""
    if not settings.CUTLINE_OWN_STORIES:
        raise Http404
    recent = Article.objects.published().filter(dated_at__gte=timezone.now() - RECENT).select_related("source").defer("body")[:NEWS]
    page = {
        "root": request.build_absolute_uri("/"),
        "stories": recent,
        "paper_name": settings.SITE_NAME,
        "language": settings.LANGUAGE_CODE[:2],
    }
    return _xml(request, "sitemaps/news.xml", page)


def _on_page(page: int) -> ArticleQuerySet:
    return Article.objects.published().order_by("pk")[(page - 1) * STORIES : page * STORIES]


def _with_photos(stories: ArticleQuerySet) -> ArticleQuerySet:
    photos = Caption.objects.shown().in_order().filter(photo__digest__isnull=False).select_related("photo")
    return stories.defer("body", "links").prefetch_related(Prefetch("captions", photos, to_attr="gallery"))


def _xml(request: HttpRequest, template: str, page: dict[str, object]) -> HttpResponse:
    return render(request, template, page, content_type="application/xml; charset=utf-8")
