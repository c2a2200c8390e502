"""What a page says about itself: JSON-LD, meta elements and marked-up elements, settled into one Metadata. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.addresses import amp_address, canonical_address, host_name, original_address, site
from articles.reading.authors import find_authors
from articles.reading.dom import Outline, beginning, folded
from articles.reading.headlines import MOST_HEADINGS, choose_headline
from articles.reading.languages import direction_of, language_tag, settle_language
from articles.reading.linked_data import linked_data, strings, types
from articles.reading.near_headline import find_heading
from articles.reading.runs import line_spans
from articles.reading.site_names import home_names
from articles.reading.times import find_published, find_updated

__all__ = ["Metadata", "linked_data", "read_metadata"]

MAX_METAS = 1_000
LONGEST_META = 5_000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
PARAGRAPH, MAX_PARAGRAPHS = 150, 80
_STORY = ("article", "posting", "report", "review", "recipe", "gallery", "creativework", "liveblog", "essay")
_NO_STORY = frozenset(
    {"WebSite", "Organization", "NewsMediaOrganization", "BreadcrumbList", "ItemList", "Person", "ImageObject", "WebPageElement"}
)
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description", "abstract")
_ORIGINALS = ("syndication-source", "original-source")
"""Where Google asked publishers to name the address of a story that they took over."""
_SECTIONS = (
    "article:section",
    "og:article:section",
    "og:section",
    "parsely-section",
    "cxenseparse:section",
    "section",
    "dc.subject",
    "category",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about itself. `standfirst` is its description, which need not stand on the page. Times carry a zone."""

    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: str | None = None
    language: str | None = None
    direction: str = "ltr"
    publisher: str | None = None
    canonical_url: str | None = None
    original_url: str | None = None
    amp_url: str | None = None
    types: tuple[str, ...] = ()
    """JSON-LD types of the page's objects and its `og:type`: hints at what kind of page it is."""


def read_metadata(outline: Outline, linked: tuple[dict, ...], url: str | None) -> Metadata:
    """Settle what the page says about itself. `linked` is the page's `linked_data`, `url` where the page came from. Never raises."""
    tree = outline.elements[0]
    metas = _metas(tree)
    canonical = canonical_address(_canonical_said(tree, metas), url)
    article = _article(linked, canonical or url, metas)
    sites = _sites(tree, linked, article, metas, canonical or url)
    headline = choose_headline(outline, _headlines(article, metas), sites, canonical or url)
    heading = find_heading(tree, headline)
    claimed = language_tag(_languages(tree, article, metas))
    language = settle_language(claimed, _sample(outline, headline))
    return Metadata(
        headline=headline,
        standfirst=next(iter([*strings(article.get("description")), *_all(metas, _DESCRIPTIONS)]), None),
        authors=find_authors(outline, article, linked, metas, sites, heading),
        published=find_published(outline, article, metas, url, heading, claimed),
        updated=find_updated(outline, article, metas, url, claimed),
        section=_section(linked, article, metas, headline),
        language=language,
        direction=_direction(tree, language),
        publisher=_publisher(sites),
        canonical_url=canonical or canonical_address(_linked_addresses(article), url),
        original_url=original_address([*_links(tree, "canonical"), *_all(metas, _ORIGINALS)], url),
        amp_url=amp_address(_links(tree, "amphtml"), canonical or url),
        types=_types(linked, metas),
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Collect the meta elements' contents by name, property or itemprop in small letters."""
    found: dict[str, list[str]] = {}
    for element, _ in zip(tree.iter("meta"), range(MAX_METAS), strict=False):
        # Some makers escape what they put there twice.
        content = folded(_ENTITY.sub(lambda said: unescape(said[0]), (element.get("content") or "")[:LONGEST_META]))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _all(metas: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())]


def _article(linked: tuple[dict, ...], address: str | None, metas: Mapping[str, list[str]]) -> dict:
    """Find the JSON-LD object that is this page's story: of those that may be, the one that says most and agrees with the page."""
    stories = [item for item in linked if _is_story(item)]
    titles = {folded(text).casefold() for text in _all(metas, ("og:title", "twitter:title"))}
    return max(stories, key=lambda item: _agreement(item, address, titles), default={})


def _is_story(item: dict) -> bool:
    kinds = types(item)
    return not kinds & _NO_STORY and any(word in kind.casefold() for kind in kinds for word in _STORY)


def _agreement(item: dict, address: str | None, titles: set[str]) -> int:
    told = sum(bool(item.get(name)) for name in ("headline", "datePublished", "author", "image", "publisher"))
    same_address = bool(address) and any(
        one.split("?")[0].rstrip("/") == address.split("?")[0].rstrip("/") for one in _linked_addresses(item)
    )
    same_title = any(text.casefold() in titles for text in strings(item.get("headline")))
    return told + 3 * same_address + 3 * same_title + ("VideoObject" not in types(item))


def _linked_addresses(item: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(one for name in ("mainEntityOfPage", "url", "@id") for one in strings(item.get(name), ("@id", "url")))


def _canonical_said(tree: HtmlElement, metas: Mapping[str, list[str]]) -> list[str]:
    return [*_links(tree, "canonical"), *_all(metas, ("og:url",))]


def _links(tree: HtmlElement, rel: str) -> list[str]:
    return [element.get("href") or "" for element in tree.iter("link") if rel in (element.get("rel") or "").lower().split()][:3]


def _headlines(article: Mapping[str, object], metas: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {
        "ld": list(strings(article.get("headline")) or strings(article.get("name")))[:1],
        "og": _all(metas, ("og:title",))[:1],
        "twitter": _all(metas, ("twitter:title",))[:1],
        "meta": _all(metas, ("title", "dc.title", "headline", "cxenseparse:title", "parsely-title"))[:3],
    }


def _sites(
    tree: HtmlElement, linked: tuple[dict, ...], article: Mapping[str, object], metas: Mapping[str, list[str]], address: str | None
) -> list[str]:
    """List what the site is called, the best name for it first."""
    publisher = article.get("publisher")
    by_id = {item["@id"]: item for item in linked if isinstance(item.get("@id"), str) and item.get("name")}
    if isinstance(publisher, Mapping) and not publisher.get("name") and isinstance(publisher.get("@id"), str):
        publisher = by_id.get(publisher["@id"])
    headings = {beginning(one, LONGEST_META).casefold() for one in islice(tree.iter("h1"), MOST_HEADINGS)}
    titles = headings & {folded(text).casefold() for text in _all(metas, ("og:title", "twitter:title"))}
    applications = _all(metas, ("application-name", "apple-mobile-web-app-title"))
    named = [
        *_all(metas, ("og:site_name",)),
        *strings(publisher),
        *(name for name in applications if name.casefold() not in titles),  # some makers have the page's own title there
        *_all(metas, ("publisher", "dc.publisher")),
    ]
    named += [name for item in linked if types(item) & {"WebSite", "NewsMediaOrganization"} for name in strings(item.get("name"))]
    host = host_name(address)
    named = named or home_names(tree, host)
    return list(
        dict.fromkeys(
            [name for name in named if 2 <= len(name) <= 80 and "://" not in name] + ([host, site(host).split(".")[0]] if host else [])
        )
    )


def _publisher(sites: list[str]) -> str | None:
    """Take the first name that is a name and no bare domain; the domain where there is none."""
    named = [name for name in sites[:-1] if "." not in name.strip(".")]
    return next(iter([*named, *sites]), None)


def _languages(tree: HtmlElement, article: Mapping[str, object], metas: Mapping[str, list[str]]) -> list[str]:
    said = [tree.get("lang") or "", tree.get("xml:lang") or "", *_all(metas, ("content-language", "og:locale", "language", "dc.language"))]
    return [*said, *strings(article.get("inLanguage"), ("alternateName", "name"))]


def _sample(outline: Outline, headline: str | None) -> str:
    """Give words of the page to tell its language from: its headline and its paragraphs, first those long enough to be the story's.

    A page without paragraphs has lines all the same.
    """
    texts = [beginning(paragraph, PARAGRAPH) for paragraph in islice(outline.elements[0].iter("p"), MAX_PARAGRAPHS)]
    if sum(map(len, texts)) < PARAGRAPH:
        texts += [outline.stream[start:end].strip()[:PARAGRAPH] for start, end in line_spans(outline)]
    return " ".join([headline or "", *sorted(texts, key=lambda text: len(text) < PARAGRAPH)])


def _direction(tree: HtmlElement, language: str | None) -> str:
    said = (tree.get("dir") or "").lower()
    return said if said in {"rtl", "ltr"} and language is None else direction_of(language)


def _section(linked: tuple[dict, ...], article: Mapping[str, object], metas: Mapping[str, list[str]], headline: str | None) -> str | None:
    said = [*strings(article.get("articleSection")), *_all(metas, _SECTIONS), *_crumbs(linked, headline)]
    return next((text for text in said if 2 <= len(text) <= 40 and "://" not in text), None)


def _crumbs(linked: tuple[dict, ...], headline: str | None) -> list[str]:
    """The way from the front page to the story: its second step is the section."""
    for item in linked:
        steps = item.get("itemListElement")
        if "BreadcrumbList" in types(item) and isinstance(steps, list):
            names = [name for step in steps[:6] if isinstance(step, Mapping) for name in (strings(step) or strings(step.get("item")))[:1]]
            return [name for name in names[1:2] if name != headline and len(names) > 2]
    return []


def _types(linked: tuple[dict, ...], metas: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([kind for item in linked for kind in sorted(types(item))] + _all(metas, ("og:type",))))[:60]
