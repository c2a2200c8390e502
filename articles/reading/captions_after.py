"""The line right after a picture that nothing calls its caption, and what tells it from the story's next paragraph. Pure."""

from lxml.html import HtmlElement

from articles.reading.dom import Outline
from articles.reading.figures import Picture
from articles.reading.picture_wording import labels_caption
from articles.reading.wording import is_furniture
from gallery.wording.captions import clean, normalise
from gallery.wording.credit_labels import is_labelled_credit
from gallery.wording.credit_lines import split_credit

LONGEST = 400
SHORTEST_ALT = 12
"""Characters of a description that a line begins with by more than chance."""
_TAGS = frozenset({"p", "div", "span", "small", "em", "i"})
_NEVER_AROUND = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header", "button"})
_CREDITS = ("©", "Credit:", "Crédit:", "Crédit :")
_EMPHASIS = frozenset({"i", "em", "small"})
_INSIDE = frozenset({"span", "small", "em", "i", "b", "strong", "a", "br", "cite", "p"})


def caption_after(picture: Picture, outline: Outline) -> HtmlElement | None:
    """Find the line after the picture that is a credit, or ends in one and says the picture's description or is set alone."""
    line = _after(picture)
    if line is None or line.tag not in _TAGS or not 0 < outline.text_length(line) <= LONGEST:
        return None
    if any(one.tag not in _INSIDE for one in line.iterdescendants()):
        return None
    said = clean(outline.text(line))
    if is_labelled_credit(said, of_picture=True) or said.startswith(_CREDITS) or labels_caption(said):
        return line
    alt = normalise(picture.alt)
    described = len(alt) >= SHORTEST_ALT and normalise(said).startswith(alt)
    if not described and not _is_set_alone(line):
        return None
    return line if all(split_credit(said)) and not is_furniture(said) else None


def _after(picture: Picture) -> HtmlElement | None:
    """Give the element after the picture or after what holds nothing else, up to its box."""
    for one in [picture.element, *picture.element.iterancestors()]:
        if one.tag in _NEVER_AROUND or (one.tail or "").strip():
            return None
        if (line := one.getnext()) is not None or one is picture.box:
            return line
    return None


def _is_set_alone(line: HtmlElement) -> bool:
    """Tell a line set otherwise than those around it: all of it emphasised, or of a class that no other there has."""
    if len(line) == 1 and line[0].tag in _EMPHASIS and not (line.text or "").strip() and not (line[0].tail or "").strip():
        return True
    called = line.get("class")
    around = line.getparent()
    return called is not None and around is not None and sum(one.tag == line.tag and one.get("class") == called for one in around) == 1
