"""Bylines on the page: elements marked or called so, links to authors, lines that introduce a name. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, takewhile

from lxml.etree import XPath
from lxml.html import HtmlElement

from articles.reading.dates import read_moment
from articles.reading.dom import Outline, beginning, folded
from articles.reading.names import distinct, introduces_names, looks_like_person, split_names
from articles.reading.near_headline import is_small, lines_after

LONGEST_BYLINE = 160
LONGEST_BOX = 400
"""Characters of an element called byline; a longer one holds more than that."""
LEVELS, MOST_BYLINES = 4, 40
"""How far about a byline others may stand, and how many are looked at."""
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
_MARKED = frozenset({"a", "span", "div", "p", "address", "meta"})
_NAMED = frozenset({"a", "span", "div", "p", "address", "li", "strong", "h4", "h5", "h6"})
_LINKS_AFTER = XPath("following::a[position() <= 40]")
_TEXTS_AFTER = XPath("following::text()[not(parent::script or parent::style)][position() <= 12]")
_ENDS = XPath("//p[contains(@style, 'text-align') or @align][contains(concat(@style, @align), 'right')]")
"""Paragraphs set to the right: where a signature stands."""
_COLUMN = re.compile(r"\s*[|•·]\s*")


def read_bylines(outline: Outline, heading: HtmlElement | None) -> Iterator[tuple[str, ...]]:
    """Give the names that each way of finding a byline finds, the surest way first; later ways cost nothing until asked for."""
    yield _names_together(one for one in _marked(outline) if _stands_right(one))
    yield _names_together(_called_bylines(outline))
    if heading is not None:
        yield _linked_to_authors(heading)
        yield _introduced(heading)
        yield _introduced_in_line(heading)
    yield _signed(outline.elements[0])


def _marked(outline: Outline) -> list[HtmlElement]:
    said = zip(outline.elements, outline.tags, outline.attributes, strict=True)
    marked = [(one, told) for one, tag, told in said if tag in _MARKED and ("rel" in told or "itemprop" in told)]
    return [one for one, told in marked if "author" in f"{told.get('rel', '')} {told.get('itemprop', '')}".lower().split()]


def _linked_to_authors(heading: HtmlElement) -> tuple[str, ...]:
    """Take the links to authors' pages that stand together first after the headline."""
    return _names_together(one for one in _LINKS_AFTER(heading) if _AUTHOR_PATH.search(one.get("href") or "") and _stands_right(one))


def _names_together(bylines: Iterable[HtmlElement]) -> tuple[str, ...]:
    """Read the first byline that names a person and those that stand with it in one short box; of nested ones the inner."""
    bylines = list(islice(bylines, MOST_BYLINES))
    first = next((one for one in bylines if _persons(one)), None)
    if first is None:
        return ()
    box = _box(first)
    near = [one for one in bylines if _persons(one) and (one is box or box in one.iterancestors())]
    outer = {ancestor for one in near for ancestor in one.iterancestors()}
    inner = distinct(name for one in near if one not in outer for name in _persons(one))
    return max([inner, *(distinct(_persons(one)) for one in near)], key=len)


def _box(byline: HtmlElement) -> HtmlElement:
    """Give the largest element closely about a byline that holds no more than a line or two."""
    about = islice(byline.iterancestors(), LEVELS)
    return [byline, *takewhile(lambda one: is_small(one) and len(beginning(one, LONGEST_BYLINE)) <= LONGEST_BYLINE, about)][-1]


def _called_bylines(outline: Outline) -> Iterator[HtmlElement]:
    said = zip(outline.elements, outline.tags, outline.attributes, strict=True)
    named = (one for one, tag, told in said if tag in _NAMED and ("class" in told or "data-testid" in told))
    return (one for one in named if _is_called_byline(outline.names(one)) and _stands_right(one))


@lru_cache(maxsize=4096)
def _is_called_byline(called: str) -> bool:
    return bool(_BYLINE.search(called)) and not _NOT_BYLINE.search(called)


def _stands_right(element: HtmlElement) -> bool:
    return not any(ancestor.tag in _ASIDE for ancestor in element.iterancestors())


def _persons(element: HtmlElement) -> list[str]:
    """Read the persons in a byline: its links, else its words where it has no more than a byline's."""
    text = element.get("content") or (beginning(element, LONGEST_BOX) if is_small(element) else "")
    if len(text) > LONGEST_BOX:
        return []
    links = [beginning(one, LONGEST_BYLINE) for one in islice(element.iter("a"), 12)] if element.tag != "a" else []
    named = [name for link in links for name in split_names(link) if looks_like_person(name)]
    if named:
        return named
    return [name for name in split_names(text) if looks_like_person(name)] if len(text) <= LONGEST_BYLINE else []


def _introduced(heading: HtmlElement) -> tuple[str, ...]:
    """Read the first line after the headline that says it is a byline, or that names a person before it says when."""
    lines = lines_after(heading, LONGEST_BYLINE)
    return next((names for element, text in lines if (names := _names_of_line(text)) and _stands_right(element)), ())


def _introduced_in_line(heading: HtmlElement) -> tuple[str, ...]:
    """Read a byline that only breaks part from what stands before and after it, as pages without elements for such things set it."""
    said = (text for text in _TEXTS_AFTER(heading) if _stands_right(text.getparent()))
    texts = (folded(line) for text in said for line in text[:LONGEST_BOX].split("\n"))
    return next((names for text in texts if len(text) <= LONGEST_BYLINE and (names := _names_of_line(text))), ())


def _names_of_line(text: str) -> tuple[str, ...]:
    if introduces_names(text):
        names = split_names(text)
        # A desk signs in capitals; what follows the first name and is none is the line's other matter.
        if names and (looks_like_person(names[0]) or (names[0].isupper() and len(names[0]) <= 8)):
            return (names[0], *takewhile(looks_like_person, names[1:]))
    who, *rest = _COLUMN.split(text, maxsplit=1)
    return (who,) if rest and looks_like_person(who) and read_moment(rest[0]) else ()


def _signed(tree: HtmlElement) -> tuple[str, ...]:
    """Read the name that stands alone at the right under the story."""
    texts = (beginning(one, LONGEST_BYLINE) for one in _ENDS(tree)[-5:] if _stands_right(one))
    return next((names for text in texts if (names := split_names(text)) and all(map(looks_like_person, names))), ())
