"""The pages of the paper: each asks its querysets and renders."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles import pages, structured, versions
from articles.appearances.shown import also_published, leading_on
from articles.models import Article, ArticleQuerySet, Section
from articles.page_cache import kept
from articles.related import related
from gallery.gone import gone
from gallery.models import Photo


@require_safe
@kept(versions.of_front)
def front(request: HttpRequest) -> HttpResponse:
    """Show the newest stories of the whole paper."""
    return _front(request, Article.objects.published(), None)


@require_safe
@kept(versions.of_front)
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the newest stories of one section."""
    section = get_object_or_404(Section, slug=slug)
    return _front(request, section.articles.published(), section)


def _front(request: HttpRequest, stories: ArticleQuerySet, section: Section | None) -> HttpResponse:
    if "before" in request.GET:
        older = list(stories.before(request.GET["before"]).for_front()[: versions.OLDER_STORIES + 1])
        page = {"stories": older[: versions.OLDER_STORIES], "more": len(older) > versions.OLDER_STORIES, "section": section}
        return render(request, "articles/older.html", page)
    newest = list(stories.for_front()[: versions.FRONT_STORIES + 1])
    return render(request, "articles/front.html", {"front": pages.front_of(newest, versions.FRONT_STORIES), "section": section})


@require_safe
@kept(versions.of_story)
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a story with its photos and its receipt."""
    article = _readable(request, slug)
    if article.joined_to:
        return leading_on(_readable(request, article.joined_to.slug).get_absolute_url())
    if article.status == Article.Status.WITHDRAWN:
        return gone(request, "story")
    return _page(request, "articles/story.html", story_page(article) | _described(article, request.build_absolute_uri("/")))


def _readable(request: HttpRequest, slug: str) -> Article:
    """Find a story with its photos; a draft is there for those alone who may change stories."""
    article = get_object_or_404(Article.objects.with_gallery(), slug=slug)
    if article.status == Article.Status.DRAFT and not (request.user.is_staff and request.user.has_perm("articles.change_article")):
        raise Http404
    return article


def _described(article: Article, root: str) -> dict[str, Any]:
    """Give what the page says to machines of a story read `with_gallery`; `root` is the site's address."""
    own = settings.CUTLINE_OWN_STORIES
    said = structured.news_article(article, root, settings.SITE_NAME, own)
    return {
        "root": root,
        "own_stories": own,
        "described": structured.inside_html(said),
        "published": said["datePublished"],
        "modified": said["dateModified"],
        "locale": structured.locale_of(article.language),
        "front_picture": next((caption for caption in article.gallery if caption.photo.digest), None),
    }


def _page(request: HttpRequest, template: str, said: dict[str, Any]) -> HttpResponse:
    """Render a page of a story; that of a draft is nobody's to keep but the browser's that asked."""
    answer = render(request, template, said)
    if said["article"].status == Article.Status.DRAFT:
        patch_cache_control(answer, private=True)
    return answer


def story_page(article: Article) -> dict[str, Any]:
    """Give what the page of a story, read `with_gallery`, shows."""
    receipt = pages.receipt_of(article.sightings.values_list("photo_id", "outcome", "kind", "rule", named=True), article.gallery)
    shown = {"article": article, "spread": pages.spread(article), "receipt": receipt, "corrections": article.corrections.all()}
    return shown | {"related": related(article), "also": also_published(article)}


@require_safe
@kept(versions.of_story)
def story_photo(request: HttpRequest, slug: str, photo: int) -> HttpResponse:
    """Show one photo of a story, as large as it can be; a photo that was merged since leads on to the one it became."""
    article = _readable(request, slug)
    if article.joined_to:
        leading = _readable(request, article.joined_to.slug)
        there = pages.turn_to(leading.gallery, photo)
        return leading_on((there.plate.caption if there else leading).get_absolute_url())
    if article.status == Article.Status.WITHDRAWN:
        return gone(request, "story")
    turn = pages.turn_to(article.gallery, photo)
    if turn:
        return _page(request, "articles/story_photo.html", {"article": article, "turn": turn})
    now = get_object_or_404(Photo, pk=photo).survivor
    if now.is_withdrawn:
        return gone(request, "photograph")
    survivor = pages.turn_to(article.gallery, now.pk)
    if survivor is None:
        raise Http404
    return HttpResponseRedirect(survivor.plate.caption.get_absolute_url())
