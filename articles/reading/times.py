"""When a story was published and updated, by what its page says. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from htmldate import find_date
from lxml.html import HtmlElement

from articles.reading.dates import read_moment
from articles.reading.dom import text_of
from articles.reading.linked_data import strings

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "date",
    "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dcterms.issued", "publishdate", "pubdate", "publish-date", "publish_date", "publication_date",
    "publisheddate", "published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published",
    "dc.date.created", "datecreated",
    "article:published_date", "article.created", "originalpublicationdate", "rnews:datepublished", "creation_date", "createdate",
    "last-publish-date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified",
    "lastmod", "revised",
)  # fmt: skip


def find_published(tree: HtmlElement, article: Mapping[str, object], metas: Mapping[str, list[str]], url: str | None) -> datetime | None:
    """Find the time of publication: JSON-LD, meta elements, marked-up elements, then a date in the text or the address."""
    said = [*strings(article.get("datePublished")), *_contents(metas, _PUBLISHED), *_marked(tree), *strings(article.get("dateCreated"))]
    moments = _moments(said)
    if not moments:
        return next(iter(_moments(_time_elements(tree), 1)), None) or _last_resort(tree, url)
    first = moments[0]
    # A bare day is completed by the first time that falls on it.
    return next((one for one in moments if one.date() == first.date() and _has_clock(one)), first) if not _has_clock(first) else first


def find_updated(article: Mapping[str, object], metas: Mapping[str, list[str]]) -> datetime | None:
    """Find the time of the last change."""
    return next(iter(_moments([*strings(article.get("dateModified")), *_contents(metas, _UPDATED)], 1)), None)


def _contents(metas: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())[:2]]


def _moments(said: Iterable[str], limit: int = 12) -> list[datetime]:
    found: list[datetime] = []
    for text in said:
        moment = read_moment(text)
        if moment:
            found.append(moment)
        if len(found) >= limit:
            break
    return found


def _has_clock(moment: datetime) -> bool:
    return bool(moment.hour or moment.minute or moment.second)


def _marked(tree: HtmlElement) -> list[str]:
    marked = [
        one
        for one in tree.iter("time", "span", "div", "p", "abbr")
        if {"datepublished", "datecreated"} & set((one.get("itemprop") or "").lower().split())
    ]
    return [one.get("datetime") or one.get("content") or text_of(one)[:80] for one in marked[:3]]


def _time_elements(tree: HtmlElement) -> list[str]:
    """The first time element after the headline is the story's; those before it belong to other things."""
    elements = list(tree.iter("time"))[:30]
    published = [one for one in elements if "pubdate" in one.attrib]
    headings = list(tree.iter("h1"))[:1]
    after = headings[0].xpath("following::time")[:10] if headings else []
    return [one.get("datetime") or text_of(one)[:80] for one in [*published, *after, *elements]]


def _last_resort(tree: HtmlElement, url: str | None) -> datetime | None:
    try:
        return read_moment(find_date(tree, url=url, original_date=True, extensive_search=False, deferred_url_extractor=True))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
