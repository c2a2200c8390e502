"""The version of every page that is kept: it differs where the page shows something else, and is told by one or two short questions.

Whatever a page is given to show belongs into its version: `tests/articles/test_versions.py` holds kept pages against those made anew,
after all that editors and sources do.
"""

from collections import defaultdict
from functools import cache

from django.db.models import Max, QuerySet
from django.http import HttpRequest

from articles.appearances.shown import copies_named
from articles.archive import span_of, stories_in
from articles.masthead import sections_for
from articles.models import Article, ArticleQuerySet, Like, Section
from articles.page_cache import Version, today
from gallery.models import Caption

FRONT_STORIES = 24
OFFLINE_STORIES = 50
"""The newest ones, which a reader's browser keeps for when there is no network."""
OLDER_STORIES = 20
DAY_STORIES = 40
"""Of a day of the archive, on one page."""
MONTH_STORIES = 8
"""The newest of a month, below its days."""
PRINTED = ("pk", "changed_at", "redrawn_at", "section__name", "section__slug", "source__name")
_WHOLE = (*PRINTED, "awaited", "copies_say")
"""What differs where a story's page does."""


def of_front(request: HttpRequest, slug: str | None = None) -> Version:
    """A front, the paper's or a section's, or a page of older stories; None for a section that is not there."""
    stories = Article.objects.published()
    section = None
    if slug is not None:
        section = Section.objects.filter(slug=slug).values_list("pk", "name").first()
        if section is None:
            return None
        stories = stories.filter(section=section[0])
    if "before" not in request.GET:
        return (section, "newest", _of(request, stories, FRONT_STORIES))
    return (section, "older", _of(request, stories.before(request.GET["before"]), OLDER_STORIES))


def of_story(request: HttpRequest, slug: str, photo: int | None = None) -> Version:
    """A published story's page, or that of one of its photos; None for whatever is not published."""
    said = _published(slug)
    return said and (said, _of_related(slug) if photo is None else (), of_masthead(request))


def of_story_text(request: HttpRequest, slug: str, kind: str) -> Version:
    """A published story as a text of its own, which has no masthead."""
    return _published(slug)


def of_newest(request: HttpRequest) -> Version:
    """The list of the newest stories and of what each page shows beside the day."""
    return tuple(newest())


def newest() -> list[tuple[object, ...]]:
    """Give the newest stories, a tuple each: slug, headline, language, and what else its page shows."""
    stories = _told().published().values_list("slug", "headline", "language", *_WHOLE)[:OFFLINE_STORIES]
    related = defaultdict(list)
    for slug, *other in _likes("article__slug").filter(article__slug__in=[said[0] for said in stories]):
        related[slug].append(tuple(other))
    return [(*said, tuple(related[said[0]])) for said in stories]


def _published(slug: str) -> Version:
    return _told().filter(slug=slug, status=Article.Status.PUBLISHED).order_by("slug").values_list(*_WHOLE).first()


@cache
def _told() -> ArticleQuerySet:
    """All stories with what their pages say besides their own rows; put together once, since that takes longer than asking it."""
    # By its width: an index has the photos without a file under their missing digest, and SQLite would go through all of those.
    awaited = Caption.objects.filter(photo__width=None, photo__task__isnull=False)
    return Article.objects.annotate(awaited=awaited.counted(), copies_say=copies_named())


def _of_related(slug: str) -> tuple[object, ...]:
    return tuple(_likes().filter(article__slug=slug))


def _likes(*more: str) -> QuerySet:
    likes = Like.objects.filter(other__status=Article.Status.PUBLISHED).order_by("place")
    return likes.values_list(*more, *(f"other__{name}" for name in PRINTED))


def of_archive(request: HttpRequest, **day: int) -> Version:
    """Years, months and days: whatever puts a story elsewhere or takes it away tells readers of it, or leaves fewer rows."""
    stories = (Article.objects.count(), Article.objects.aggregate(last=Max("changed_at"))["last"])
    if not day:
        return (stories, of_masthead(request))
    named = stories_in(span_of(**day))
    shown = _of(request, named.before(request.GET["before"]) if "before" in request.GET else named, DAY_STORIES)
    return (stories, "before" in request.GET, shown)


def of_masthead(request: HttpRequest) -> tuple[object, ...]:
    """What every page shows: the day and the sections."""
    return (today(), *((each.name, each.slug) for each in sections_for(request)))


def _of(request: HttpRequest, stories: ArticleQuerySet, size: int) -> Version:
    """The first `size` of some stories, and whether there are more; a front without any is kept no longer than one with some."""
    return (tuple(stories.values_list(*PRINTED)[: size + 1]), of_masthead(request))
