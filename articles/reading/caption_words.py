"""A caption element read: its words, and its credit apart. Pure."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.reading.caption_lists import MAX_CAPTION, kind_of
from articles.reading.credit_elements import credit_elements, joined
from articles.reading.dom import folded, names, text_of
from articles.reading.figures import Picture, Words
from articles.reading.picture_wording import is_button, without_label
from articles.reading.wording import is_furniture, total_of
from gallery.sightings import Kind
from gallery.wording.credit_labels import is_label
from gallery.wording.credit_lines import split_credit
from gallery.wording.credit_names import LONGEST_CREDIT

_COUNTER = re.compile(r" (?:count(?:er|s)?|index|number|num|pag(?:er|ination)|fraction|position|progress)\b")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|av|af)(?: [^\W\d_]\S*){1,4}$", re.I)


def give(picture: Picture, element: HtmlElement, plain: bool = False) -> None:
    """Give a picture the caption in an element, if it says anything; a `plain` one is called none."""
    words = read_caption(element, frozenset(lone_links(element)) if plain else frozenset())
    if words.text or words.credit:
        words.kind = kind_of(element)
        picture.captions.append(words)


def lone_links(element: HtmlElement) -> Iterator[HtmlElement]:
    """Links that stand alone in their element are buttons, no part of a sentence."""
    for link in element.iterdescendants("a"):
        holder = link.getparent()
        if not (holder.text or "").strip() and not any((child.tail or "").strip() for child in holder):
            yield link


def _counters(element: HtmlElement) -> Iterator[HtmlElement]:
    """Find what counts the picture in its gallery, in an element of its own that is called so."""
    for child in element.iterdescendants():
        if child.get("class") and not len(child) and _COUNTER.search(names(child)) and total_of(child.text or ""):
            yield child


def read_caption(element: HtmlElement, without: frozenset[HtmlElement]) -> Words:
    """Read a caption: the credit elements in it apart, counters such as "2 of 5" left out."""
    kind = Kind.FIGCAPTION if element.tag == "figcaption" else Kind.CAPTION
    credits = credit_elements(element)
    without |= frozenset(_counters(element))
    text = text_of(element, without | frozenset(credits))
    credit = folded("".join(joined(credits)))
    if len(credit) > LONGEST_CREDIT or (not text and all(split_credit(credit))):
        # Called a credit, but it says more than that.
        text, credit = text_of(element, without), ""
    if credit:
        text = text.rstrip(" |/–—-")
    text, _ = without_label(text)
    if is_label(text) or is_button(text) or total_of(text) or _BYLINE.match(text) or (is_furniture(text) and split_credit(text)[0]):
        text = ""
    return Words(element, kind, text[:MAX_CAPTION], credit[:500])
