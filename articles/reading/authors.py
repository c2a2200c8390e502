"""The authors: from JSON-LD, the meta elements and the bylines on the page, whichever names a person first. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

from articles.reading.bylines import read_bylines
from articles.reading.dom import Outline
from articles.reading.linked_data import strings
from articles.reading.names import LONGEST_NAME, distinct, split_names
from gallery.wording.captions import normalise

_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "cxenseparse:author", "dc.creator", "dcterms.creator", "byl",
    "dcsext.author", "og:article:author", "dable:author", "articleauthor", "article_author", "twitter:data1", "authors",
    "citation_author",
)  # fmt: skip
LONGEST_SAID = 300


def find_authors(
    outline: Outline,
    article: Mapping[str, object],
    linked: Iterable[Mapping[str, object]],
    metas: Mapping[str, list[str]],
    house: Iterable[str],
    heading: HtmlElement | None,
) -> tuple[str, ...]:
    """Find the authors where they are said best; the publisher (`house`: its names) is one only where no person is named."""
    houses = {normalise(name) for name in house if name}
    first: tuple[str, ...] = ()
    for answer in _answers(outline, article, linked, metas, heading):
        persons = tuple(name for name in answer if normalise(name) not in houses)
        if persons:
            return persons
        first = first or answer
    return first


def _answers(
    outline: Outline,
    article: Mapping[str, object],
    linked: Iterable[Mapping[str, object]],
    metas: Mapping[str, list[str]],
    heading: HtmlElement | None,
) -> Iterator[tuple[str, ...]]:
    yield _linked(article, linked)
    yield _from_meta(metas)
    yield from read_bylines(outline, heading)


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
    """Read one author: words may hold several names, and what an object calls itself is a name, odd as it may be (`BR24`)."""
    if not isinstance(one, Mapping):
        return [name for text in strings(one) for name in names_in(text)]
    full = " ".join(" ".join(strings(one.get(part))) for part in ("givenName", "familyName")).strip()
    said = strings(one.get("name")) or ((full,) if full else ())
    return [name for text in said if not _is_address(text) for name in names_in(text) or (text[:LONGEST_NAME],)]


def names_in(text: str) -> tuple[str, ...]:
    """Split what a page's maker called an author; a single odd name stays whole."""
    if _is_address(text) or len(text) > LONGEST_SAID:
        return ()
    return split_names(text) or ((text,) if _is_label(text) else ())


def _is_address(text: str) -> bool:
    return "://" in text or text.startswith(("www.", "/", "@", "#"))


def _is_label(text: str) -> bool:
    """Say whether words that are no person's name may stand in a byline all the same: `Newsroom`, `Staff Reporter`."""
    return 2 <= len(text) <= 60 and len(text.split()) <= 4 and text[0].isalpha() and not any(map(str.isdigit, text))


def _from_meta(metas: Mapping[str, list[str]]) -> tuple[str, ...]:
    for name in _META:
        found = [author for text in metas.get(name, ()) for author in names_in(text)]
        if found:
            return distinct(found)
    return ()
