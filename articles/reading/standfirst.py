"""The standfirst: the visible sentence or two between the headline and the story. Pure."""

import re

from lxml.html import HtmlElement

from articles.reading.dom import Outline, names, text_of
from articles.reading.place import opening

MIN_LENGTH, MAX_LENGTH = 25, 900
_REACH_BEFORE, _REACH_AFTER = 60, 250
"""Elements around the headline in which the standfirst is looked for."""
_TAGS = frozenset({"p", "div", "h2", "h3", "span", "section", "header", "strong", "ul"})
_CALLED = re.compile(
    r"\b(?:stand ?first|lead|lede|intro\w*|dek|deck|descriptions?|abstract|chapo|chapeau|sapo|vorspann|bajada|entradilla|sommario|sottotitolo|"
    r"ingress|preamble|sub ?titles?|sub ?head(?:line|ing)?s?|sub ?titulo|summary|excerpt|perex|anriss|kicker text|teaser text|article teaser|headline sub)\b"
)
_NOT_CALLED = re.compile(
    r"\b(?:image|img|photo|caption|figure|media|video|related|share|social|nav|menu|author|byline|comments?|newsletter)\b"
)


def find_standfirst(outline: Outline, headline: str | None, description: str | None, captions: frozenset[HtmlElement]) -> HtmlElement | None:
    """Find the element that says the standfirst: the page's description near the headline, else one called so."""
    near = [pair for pair in _near_headline(outline, headline) if not any(outline.inside(one, pair[0]) or outline.inside(pair[0], one) for one in captions)]
    told = opening(description or "")
    if len(told) >= 20 and (saying := [element for element, text in near if opening(text).startswith(told[:40])]):
        return saying[-1] if opening(text_of(saying[-1])) == opening(text_of(saying[0])) else saying[0]
    called = (element for element, _ in near if _is_called(element) and not list(element.iter("h1")))
    return next(called, None)


def _is_called(element: HtmlElement) -> bool:
    said = names(element)
    return bool(_CALLED.search(said)) and not _NOT_CALLED.search(said)


def _near_headline(outline: Outline, headline: str | None) -> list[tuple[HtmlElement, str]]:
    wanted = opening(headline or "")
    heads = [element for element in outline.elements if element.tag == "h1"]
    said = [head for head in heads if wanted and opening(text_of(head)) == wanted] or heads[-1:]
    if not said:
        return []
    at = outline.order[said[0]]
    end = outline.last[said[0]]
    around = [*outline.elements[end + 1 : end + _REACH_AFTER], *outline.elements[max(0, at - _REACH_BEFORE) : at]]
    sized = [one for one in around if one.tag in _TAGS and MIN_LENGTH <= outline.text_length(one) <= MAX_LENGTH]
    return [(one, text) for one in sized if (text := text_of(one)) and said[0] not in one.iter("h1")]
