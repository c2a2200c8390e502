"""When a story was published and updated, by what its page says. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice

from lxml.html import HtmlElement

from articles.reading.dates import read_moment
from articles.reading.day_order import agrees, is_ambiguous, month_first
from articles.reading.dom import Outline, beginning
from articles.reading.linked_data import strings
from articles.reading.near_headline import texts_about

MIN_DATE, LONGEST_DATE = 8, 80
"""Characters of a text that says when."""
_LESS_SURE = 3
"""Dates less surely the story's of which a later one may say the hour."""
MAX_SCRIPTS, LONGEST_SCRIPT = 60, 500_000
_DATES = frozenset({"datepublished", "datecreated"})
_DAY_IN_SCRIPT = re.compile(r"\"datePublished\\?\"\s?:\s?\\?\"([^\"\\]{8,40})")
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/-])")
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "date",
    "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dcterms.issued", "publishdate", "pubdate", "publish-date", "publish_date", "publication_date",
    "publisheddate", "published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published",
    "dc.date.created", "datecreated",
    "article:published_date", "article.created", "originalpublicationdate", "rnews:datepublished", "creation_date", "createdate",
    "last-publish-date", "article:post_date", "bt:pubdate", "citation_date", "citation_publication_date", "ptime", "publish_time",
    "publishtime", "publishedtime", "dateposted", "displaydate", "pub_date", "release_date", "created",
    "shareaholic:article_published_time",
    "dable:article_published_time",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified",
    "lastmod", "revised",
)  # fmt: skip


def find_published(
    outline: Outline,
    article: Mapping[str, object],
    metas: Mapping[str, list[str]],
    url: str | None,
    heading: HtmlElement | None,
    language: str | None = None,
) -> datetime | None:
    """Find the time of publication: JSON-LD, meta elements, marked-up elements, then the address and what stands about the headline.

    `language` is the page's claim (`en-US`); it may tell how dates made of figures are to be read.
    """

    def moments(said: Iterable[str]) -> Iterator[datetime]:
        return (moment for text in said if (moment := read_moment(text, _month_first(text, outline, language, url))))

    tree = outline.elements[0]
    less_sure = chain(_time_elements(tree, heading), _in_scripts(tree), _in_address(url), _about_headline(tree, heading))
    return _completed(moments(_machine_written(outline, article, metas))) or _completed(islice(moments(less_sure), _LESS_SURE))


def _completed(moments: Iterable[datetime]) -> datetime | None:
    """Take the first moment; a bare day is completed by the first time that falls on it."""
    first = None
    for moment in moments:
        first = first or moment
        if _has_clock(moment) and moment.date() == first.date():
            return moment
    return first


def _machine_written(outline: Outline, article: Mapping[str, object], metas: Mapping[str, list[str]]) -> Iterator[str]:
    yield from strings(article.get("datePublished"))
    yield from _contents(metas, _PUBLISHED)
    yield from _marked(outline)
    yield from strings(article.get("dateCreated"))


def find_updated(
    outline: Outline,
    article: Mapping[str, object],
    metas: Mapping[str, list[str]],
    url: str | None,
    language: str | None = None,
) -> datetime | None:
    """Find the time of the last change."""
    said = [*strings(article.get("dateModified")), *_contents(metas, _UPDATED)]
    return next((moment for text in said if (moment := read_moment(text, _month_first(text, outline, language, url)))), None)


def _contents(metas: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())[:2]]


def _month_first(written: str, outline: Outline, language: str | None, url: str | None) -> bool:
    if not is_ambiguous(written):
        return False
    in_address = (day.split("-") for day in _in_address(url))
    return any(agrees(written, int(month), int(day)) for _, month, day in in_address) or month_first(outline.stream, language)


def _has_clock(moment: datetime) -> bool:
    return bool(moment.hour or moment.minute or moment.second)


def _marked(outline: Outline) -> list[str]:
    marked = [one for one in outline.having("itemprop") if one.tag != "meta" and _DATES & set(one.get("itemprop").lower().split())]
    return [one.get("datetime") or one.get("content") or beginning(one, LONGEST_DATE)[:LONGEST_DATE] for one in marked[:3]]


def _time_elements(tree: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """The first time element after the headline is the story's; those before it belong to other things."""
    elements = list(tree.iter("time"))[:30]
    published = [one for one in elements if "pubdate" in one.attrib]
    after = heading.xpath("following::time[position() <= 10]") if heading is not None else []
    return [one.get("datetime") or beginning(one, LONGEST_DATE)[:LONGEST_DATE] for one in [*published, *after, *elements]]


def _in_address(url: str | None) -> list[str]:
    return ["-".join(match.groups()) for match in _DAY_IN_PATH.finditer(url or "")]


def _in_scripts(tree: HtmlElement) -> Iterator[str]:
    """Linked data too broken to be parsed, and a page's state, say the day all the same."""
    for script in islice(tree.iter("script"), MAX_SCRIPTS):
        yield from islice(_DAY_IN_SCRIPT.findall((script.text or "")[:LONGEST_SCRIPT]), 1)


def _about_headline(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[str]:
    """Give the short texts about the headline: the first that is a date says when the story appeared."""
    return (text for text in texts_about(tree, heading, LONGEST_DATE) if len(text) >= MIN_DATE and any(map(str.isdigit, text)))
