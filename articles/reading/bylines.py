"""The authors: from JSON-LD, the meta elements and the bylines on the page. Pure."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import beginning
from articles.reading.dom import names as called
from articles.reading.linked_data import strings, types
from articles.reading.names import distinct, looks_like_person, split_names
from gallery.captions import normalise

_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "dcsext.author",
    "og:article:author",
    "twitter:data1",
    "authors",
    "citation_author",
)
_BYLINE = re.compile(
    r"\b(?:by ?lines?|authors?(?:names?|links?)?|autor(?:en|es|in|a)?|auteurs?|autore|creator|writers?|reporter|"
    r"signature|firma|contributors?)\b"
)
_NOT_BYLINE = re.compile(
    r"\b(?:bio|biography|box|description|image|img|photo|avatar|picture|follow|social|comments?|related|more|teaser|card|recommend\w*|"
    r"footer|nav|menu|sidebar|caption|credit|copyright|media)\b"
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in|a)?|auteurs?|autore|autori|journalists?|reporters?|redacteurs?|profiles?|contributors?|people)/[^/?#]+",
    re.I,
)
_ASIDE = frozenset({"nav", "footer", "aside", "figure", "figcaption"})
LONGEST_BYLINE = 160
LONGEST_BOX = 400
"""Characters of an element called byline; a longer one holds more than that."""


def find_authors(
    tree: HtmlElement,
    article: Mapping[str, object],
    linked: Iterable[Mapping[str, object]],
    metas: Mapping[str, list[str]],
    house: Iterable[str],
) -> tuple[str, ...]:
    """Find the authors where they are said best; the publisher (`house`: its names) is one only where no person is named."""
    houses = {normalise(name) for name in house if name}
    answers = [_linked(article, linked), _from_meta(metas), _from_page(tree)]
    answers = [answer for answer in answers if answer]
    for answer in answers:
        persons = tuple(name for name in answer if normalise(name) not in houses)
        if persons:
            return persons
    return answers[0] if answers else ()


def _linked(article: Mapping[str, object], linked: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    by_id = {item["@id"]: item for item in linked if isinstance(item.get("@id"), str) and len(item) > 1}
    found: list[str] = []
    for value in (article.get("author"), article.get("creator")):
        for one in (value if isinstance(value, list) else [value])[:40]:
            found += _linked_name(by_id.get(one.get("@id"), one) if _refers(one) else one)
        if found:
            break
    return distinct(found)


def _refers(one: object) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("@id"), str) and not one.get("name")


def _linked_name(one: object) -> list[str]:
    said = list(strings(one))
    if not said and isinstance(one, Mapping):
        full = " ".join(" ".join(strings(one.get(part))) for part in ("givenName", "familyName")).strip()
        said = [full] if full else []
    organisation = isinstance(one, Mapping) and bool(types(one) & {"Organization", "NewsMediaOrganization"})
    return [name for text in said for name in ([text] if organisation else names_in(text))]


def names_in(text: str) -> tuple[str, ...]:
    """Split what a page's maker called an author; a single odd name stays whole."""
    if "://" in text or text.startswith(("www.", "/", "@", "#")) or len(text) > 300:
        return ()
    return split_names(text) or ((text,) if _is_label(text) else ())


def _is_label(text: str) -> bool:
    """Say whether words that are no person's name may stand in a byline all the same: `Newsroom`, `Staff Reporter`."""
    return 2 <= len(text) <= 60 and len(text.split()) <= 4 and text[0].isalpha() and not any(map(str.isdigit, text))


def _from_meta(metas: Mapping[str, list[str]]) -> tuple[str, ...]:
    for name in _META:
        found = [author for text in metas.get(name, ()) for author in names_in(text)]
        if found:
            return distinct(found)
    return ()


def _from_page(tree: HtmlElement) -> tuple[str, ...]:
    """Look for elements marked as the author's: by relation or property first, then by what they are called."""
    marked = [
        one
        for one in tree.iter("a", "span", "div", "p", "address", "meta")
        if "author" in f"{one.get('rel') or ''} {one.get('itemprop') or ''}".lower().split()
    ]
    found = [name for one in marked[:12] if _stands_right(one) for name in _persons(one)]
    if found:
        return distinct(found)
    for one in _called_bylines(tree):
        names = _persons(one)
        if names:
            return distinct(names)
    return _linked_to_authors(tree)


def _linked_to_authors(tree: HtmlElement) -> tuple[str, ...]:
    """Take the links to authors' pages that stand together first after the headline."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return ()
    links = [one for one in islice(heading.xpath("following::a"), 40) if _AUTHOR_PATH.search(one.get("href") or "") and _stands_right(one)]
    box = next((one for one in _boxes(links[:1]) if len(beginning(one, LONGEST_BYLINE)) <= LONGEST_BYLINE), None)
    return distinct(name for one in links if box in (one, *one.iterancestors()) for name in _persons(one))


def _boxes(links: list[HtmlElement]) -> list[HtmlElement]:
    """A link with what stands closely around it, the larger first."""
    return [box for link in links for box in (*reversed(list(islice(link.iterancestors(), 2))), link)]


def _called_bylines(tree: HtmlElement) -> list[HtmlElement]:
    named = (
        one
        for one in tree.iter("a", "span", "div", "p", "address", "li", "strong", "h4", "h5", "h6")
        if one.get("class") or one.get("data-testid")
    )
    said = [one for one in named if _is_called_byline(one) and _stands_right(one)]
    return said[:40]


def _is_called_byline(element: HtmlElement) -> bool:
    said = called(element)
    return bool(_BYLINE.search(said)) and not _NOT_BYLINE.search(said)


def _stands_right(element: HtmlElement) -> bool:
    return not any(ancestor.tag in _ASIDE for ancestor in element.iterancestors())


def _persons(element: HtmlElement) -> list[str]:
    """Read the persons in a byline: its links, else its words where it has no more than a byline's."""
    text = element.get("content") or beginning(element, LONGEST_BOX)
    if len(text) > LONGEST_BOX:
        return []
    links = [beginning(one, LONGEST_BYLINE) for one in islice(element.iter("a"), 12)] if element.tag != "a" else []
    named = [name for link in links for name in split_names(link) if looks_like_person(name)]
    if named:
        return named
    return [name for name in split_names(text) if looks_like_person(name)] if len(text) <= LONGEST_BYLINE else []
