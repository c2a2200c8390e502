"""Which feeds there are, and which stories each document of theirs has.

The feed itself has the newest stories. A new subscriber finds the others in its archives (RFC 5005): documents of the stories whose
numbers stand in one hundred, so that an archive once full keeps its stories for ever, whatever comes, goes or is withdrawn.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Max, QuerySet, Subquery

from articles.feeds.formats import FORMS, RSS
from articles.models import Article, ArticleQuerySet, Section
from articles.search import finding
from articles.search.addresses import Address
from articles.search.documents import key_at
from articles.search.upkeep import catch_up
from articles.search.views import question_of
from gallery.models import Caption, Name
from gallery.paths import path_of

DESCRIPTION = "Every story whole, every photo once, with its caption under it."
NEWEST = 30
SPAN = 100
"""Numbers of stories that an archive covers."""
ROW = ("pk", "changed_at", "redrawn_at", "section__name", "source__name")
"""What tells that a story reads differently in a feed."""
type Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The stories of one document, the newest first, each by its row; and the queries of the documents around it."""

    rows: tuple[Row, ...]
    older: str = ""
    newer: str = ""
    is_archive: bool = False
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its words, the path of the page whose stories it has, the name of its address and what that needs."""

    name: str
    """Whose stories it has; the paper's own name for all of them."""
    page: str
    route: str
    slug: str = ""
    query: str = ""
    """What follows the path, with its question mark."""
    stories: ArticleQuerySet | None = field(default=None, compare=False, repr=False)
    """All of them, whoever sees them; a search finds its own."""

    @property
    def title(self) -> str:
        """Give its title among other papers' feeds."""
        return self.name if self.route == "feed" else f"{self.name} – {settings.SITE_NAME}"

    def path(self, form: str, query: str = "") -> str:
        """Give the path of the feed in a form, and of a document of it."""
        joined = "&".join(filter(None, [self.query.removeprefix("?"), query.removeprefix("?")]))
        path = path_of(self.route if form == RSS else f"{self.route}_{form}", *filter(None, [self.slug]))
        return f"{path}?{joined}" if joined else path


def everything() -> Channel:
    """Give the feed of the whole paper."""
    return Channel(settings.SITE_NAME, path_of("front"), "feed", stories=Article.objects.all())


def of_section(section: Section) -> Channel:
    """Give the feed of a section."""
    return Channel(section.name, section.get_absolute_url(), "section_feed", section.slug, stories=section.articles.all())


def of_name(name: Name) -> Channel:
    """Give the feed of a photographer's, or an agency's, stories."""
    return Channel(name.name, name.get_absolute_url(), f"{name.part}_feed", name.slug, stories=_crediting(name))


def of_search(address: Address) -> Channel:
    """Give the feed of what a search finds."""
    query = str(address.first(best_first=False, seeks_photos=False))
    said = address.typed.strip()[:80] or ", ".join(address.chosen.values())[:80]
    return Channel(f"“{said}”", f"{path_of('search')}{query}", "search_feed", query=query)


def of(shown: Section | Name | Address) -> Channel | None:
    """Give the feed of what a page shows; a search for nothing has none."""
    if isinstance(shown, Address):
        return of_search(shown) if shown.typed.strip() or shown.chosen else None
    return of_section(shown) if isinstance(shown, Section) else of_name(shown)


def links(shown: Section | Name | Address | None = None) -> list[tuple[str, str, str]]:
    """Give the feeds of what a page shows, and those of the whole paper, each by media type, path and title.

    Never with a reader's key: pages are kept for all.
    """
    mine = of(shown) if shown else None
    named = [channel for channel in (mine, everything()) if channel]
    return [(written.MEDIA_TYPE, each.path(form), each.title) for each in named for form, written in FORMS.items()]


def every() -> list[Channel]:
    """Give the feeds that are listed: of the paper, and of each section, agency and photographer that readers may see."""
    sections = Section.objects.filter(articles__status=Article.Status.PUBLISHED).distinct()
    names = Name.objects.filter(captions__in=Caption.objects.published()).distinct().order_by("part", "name")
    return [everything(), *map(of_section, sections), *map(of_name, names)]


def touched_by(stories: Collection[int]) -> list[Channel]:
    """Give the feeds that these stories, by their keys, are in, or would be if they were published."""
    sections = Section.objects.filter(articles__in=stories).distinct()
    names = Name.objects.filter(captions__article__in=stories).distinct()
    return [everything(), *map(of_section, sections), *map(of_name, names)]


def named(route: str, slug: str) -> Channel | None:
    """Give the feed whose address has this name and this slug in it; None where there is none any more."""
    if route == "feed":
        return everything()
    shown = Section.objects if route == "section_feed" else Name.objects.filter(part=route.removesuffix("_feed"))
    return next(map(of, shown.filter(slug=slug)), None)


def _crediting(name: Name) -> ArticleQuerySet:
    return Article.objects.filter(pk__in=Caption.objects.shown().filter(names=name).values("article"))


def newest_rows(stories: ArticleQuerySet) -> tuple[Row, ...]:
    """Give the newest stories that readers see."""
    return tuple(stories.published().values_list(*ROW)[:NEWEST])


def newest_of(stories: ArticleQuerySet, newest: int) -> Document:
    """Give the newest stories, and the archive that begins where they may end; `newest` is the highest number of a story."""
    return Document(newest_rows(stories), _archive(_span_of(newest)))


def archive_of(stories: ArticleQuerySet, number: int, newest: int) -> Document | None:
    """Give the archive with this number, from 1; None where no story is so new. It is full once there are stories with higher numbers."""
    first, last = (number - 1) * SPAN + 1, number * SPAN
    if number < 1 or first > newest:
        return None
    rows = stories.published().filter(pk__range=(first, last)).order_by("-pk").values_list(*ROW)
    older = _span_of(stories.filter(pk__lt=first).aggregate(key=Max("pk"))["key"])
    is_full = last < newest
    return Document(tuple(rows), _archive(older), _archive(number + 1 if is_full else 0), is_archive=is_full)


def found_by(address: Address) -> Document:
    """Give a page of what a search finds, the newest first."""
    catch_up()
    newest_first = address.first(best_first=False, seeks_photos=False)
    found = finding.find(question_of(newest_first), address.after)
    keys = [key_at(place) for _, place in found.keys]
    read = {row[0]: row for row in Article.objects.published().filter(pk__in=keys).order_by().values_list(*ROW)}
    after = f"after={'.'.join(map(str, found.keys[-1]))}" if found.more else ""
    return Document(tuple(read[key] for key in keys if key in read), after, is_page=True)


def edge() -> tuple[int, datetime | None]:
    """Give the highest number of a story, 0 where there is none, and when one changed last."""
    return _edge().first() or (0, None)


@cache
def _edge() -> QuerySet:
    """Put the question together once; two maxima in one would go through all stories."""
    changed = Article.objects.order_by("-changed_at").values("changed_at")[:1]
    return Article.objects.order_by("-pk").values_list("pk", Subquery(changed))


def _span_of(key: int | None) -> int:
    return (key + SPAN - 1) // SPAN if key else 0


def _archive(number: int) -> str:
    return f"archive={number}" if number else ""
