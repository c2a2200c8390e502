"""The standfirst: the visible sentence or two between the headline and the story. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile

from lxml.html import HtmlElement

from articles.reading.dates import read_moment
from articles.reading.dom import Outline
from articles.reading.furniture import is_gallery, is_surely_furniture
from articles.reading.languages import width
from articles.reading.names import introduces_names
from articles.reading.place import opening
from articles.reading.wording import is_furniture
from gallery.wording.credit_names import is_name

MIN_LENGTH, MAX_LENGTH = 25, 900
_REACH_BEFORE, _REACH_AFTER = 60, 250
"""Elements around the headline in which the standfirst is looked for."""
_ONE_LINE = 300
"""Characters of a standfirst that nothing but its place tells."""
_PARAGRAPH, _PARAGRAPHS_LOOKED_AT = 60, 12
_MOST_PARAGRAPHS = 3
"""Paragraphs after the headline that may stand before the standfirst: others' in a menu, a correction."""
_FIRST_LETTERS = 12
"""Characters that rule most texts out before more of them is looked at."""
_TAGS = frozenset({"p", "div", "h2", "h3", "span", "section", "header", "strong", "ul"})
_CALLED = re.compile(
    r"\b(?:stand ?first|lead|lede|intro\w*|dek|deck|descriptions?|abstract|chapo|chapeau|sapo|vorspann|bajada|entradilla|sommario|"
    r"sottotitolo|ingress|preamble|sub ?titles?|sub ?head(?:line|ing)?s?|sub ?titulo|summary|excerpt|perex|anriss|"
    r"kicker text|teaser text|article teaser|headline sub)\b"
)
_DATED = re.compile(
    r"\b(?:published|updated|posted|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|"
    r"gepubliceerd|bijgewerkt|publicerad|uppdaterad|oppdatert|opdateret|opublikowano|опубликовано)\s?:?\s"
    r"(?:(?:on|at|am|le|el|il|op) )?(?:[^\W\d_]{3,9}\.?,? )?\d{1,2}\b(?!\d)",
    re.I,
)
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af) (?=\S)", re.I)
_LONGEST_DATED = 140
"""Characters of a line that says when a story was published."""
_NOT_CALLED = re.compile(
    r"\b(?:image|img|photo|caption|figure|media|video|related|share|social|nav|menu|author|byline|comments?|newsletter)\b"
)


def find_standfirst(
    outline: Outline, headline: str | None, description: str | None, captions: frozenset[HtmlElement]
) -> HtmlElement | None:
    """Find the element that says the standfirst: the page's description near the headline, else one called so; never a caption."""
    orders = sorted(outline.order[caption] for caption in captions)

    def may_be(element: HtmlElement, text: str) -> bool:
        says_something = not is_furniture(text) and not _is_about(text)
        return says_something and not _meets(outline, element, captions, orders) and not _stands_apart(outline, element, head)

    head, near = _near_headline(outline, headline)
    told = opening(description or "")
    begins = told[:40]
    alike = (element_text for element_text in near if begins.startswith(opening(element_text[1][:_FIRST_LETTERS])))
    saying = [element for element, text in alike if opening(text).startswith(begins) and may_be(element, text)] if len(told) >= 20 else []
    called = [
        element for element, text in near if _is_called(outline.names(element)) and element.find(".//h1") is None and may_be(element, text)
    ]
    alone = [element for element in saying if element in called or not _among_paragraphs(element, outline)]
    below = (element for element, text in near if _says_one_line(text) and _follows_headline(element, outline) and may_be(element, text))
    return next(chain(alone[-1:], called, below), None)


def _is_about(text: str) -> bool:
    """Tell a line that only says of the story where, when and by whom it was published."""
    by = _BY.match(text)
    return bool(by and is_name(text[by.end() :])) or (len(text) <= _LONGEST_DATED and bool(_DATED.search(text)))


def _says_one_line(text: str) -> bool:
    return len(text) <= _ONE_LINE and not introduces_names(text) and read_moment(text) is None


def _follows_headline(element: HtmlElement, outline: Outline) -> bool:
    """Tell whether an element stands right under the headline and apart from the story's paragraphs."""
    before = element.getprevious()
    under = element.tag in {"p", "h2"} and before is not None and before.tag == "h1"
    return under and not any(outline.text_length(one) > _PARAGRAPH for one in islice(element.itersiblings("p"), _PARAGRAPHS_LOOKED_AT))


def _among_paragraphs(element: HtmlElement, outline: Outline) -> bool:
    """A page often describes itself in its story's first paragraph, which stays one."""
    if _paragraphs_in(element, outline) >= 2:
        return True
    if element.tag in {"span", "strong"}:
        element = next(element.iterancestors("p"), element)
    after = islice(element.itersiblings("p"), _PARAGRAPHS_LOOKED_AT)
    return sum(outline.text_length(sibling) > _PARAGRAPH for sibling in after) >= 2


def _paragraphs_in(element: HtmlElement, outline: Outline) -> int:
    """Count the paragraphs in an element, as readers see them: some pages have but breaks between theirs."""
    at = outline.order[element]
    first, end = bisect_left(outline.lines, (outline.starts[at], -1)), bisect_left(outline.lines, (outline.ends[at], -1))
    begun = [outline.starts[at], *(start for start, _ in outline.lines[first:end]), outline.ends[at]]
    return sum(len(outline.stream[start:stop].strip()) > _PARAGRAPH for start, stop in pairwise(begun))


def _meets(outline: Outline, element: HtmlElement, captions: frozenset[HtmlElement], orders: list[int]) -> bool:
    """Tell whether an element holds a caption or stands in one."""
    at = bisect_left(orders, outline.order[element])
    holds = at < len(orders) and orders[at] <= outline.last[element]
    return holds or any(ancestor in captions for ancestor in element.iterancestors())


def _is_called(said: str) -> bool:
    return bool(_CALLED.search(said)) and not _NOT_CALLED.search(said)


def _near_headline(outline: Outline, headline: str | None) -> tuple[HtmlElement | None, list[tuple[HtmlElement, str]]]:
    """Give the headline's element, and those near it that may say a standfirst, with their words."""
    wanted = opening(headline or "")
    heads = [element for element, tag in zip(outline.elements, outline.tags, strict=True) if tag == "h1"]
    said = [head for head in heads if wanted and opening(outline.text(head)) == wanted]
    if not said and wanted:
        below = (element for element, tag in zip(outline.elements, outline.tags, strict=True) if tag == "h2")
        said = [head for head in below if opening(outline.text(head)) == wanted]
    said = said or heads[-1:]
    if not said:
        return None, []
    at = outline.order[said[0]]
    end = outline.last[said[0]]
    around = [*_before_story(outline, outline.elements[end + 1 : end + _REACH_AFTER]), *outline.elements[max(0, at - _REACH_BEFORE) : at]]
    sized = [one for one in around if one.tag in _TAGS and MIN_LENGTH <= outline.text_length(one) <= MAX_LENGTH]
    texts = [(one, outline.text(one)) for one in sized if not outline.inside(said[0], one)]
    # A character of a script without spaces says more: a whole story may be as short as a long standfirst.
    return said[0], [(one, text) for one, text in texts if text and width(text) <= MAX_LENGTH]


def _before_story(outline: Outline, elements: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Give the elements after the headline until the story is under way: what is called so later is another story's."""
    paragraphs = 0
    for element in elements:
        paragraphs += element.tag == "p" and outline.text_length(element) > _PARAGRAPH
        if paragraphs > _MOST_PARAGRAPHS:
            return
        yield element


def _stands_apart(outline: Outline, element: HtmlElement, head: HtmlElement) -> bool:
    """Tell whether an element is a slide's or stands in a sidebar, a footer or the like in which the headline does not."""
    around = takewhile(lambda one: not outline.inside(head, one), element.iterancestors())
    return is_gallery(outline.names(element)) or any(is_surely_furniture(outline, one) for one in around)
