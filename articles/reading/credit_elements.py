"""The elements and attributes that say who is credited: called so by the page's maker, else told by their words. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded, names, text_of
from articles.reading.figures import Picture
from gallery.wording.captions import clean
from gallery.wording.credit_lines import LONGEST_CAPTION, reads_as_credit, split_credit
from gallery.wording.credit_names import LONGEST_CREDIT

CAPTION = re.compile(
    r" (?:captions?|legends?|legende|leyenda|legenda|cutline|bildunterschrift|bild ?text|bild ?unterzeile|untertitel|didascalia|"
    r"pie (?:de )?foto|epigrafe|(?:image|img|photo|foto|picture|media|bild|figure|pic) "
    r"(?:text|description|desc|info|title|details|meta|legend)|(?:image|img|photo|foto|picture|pic)(?:captions?|description|desc))\b"
)
CREDIT = re.compile(
    r" (?:credits?|copy ?rights?|source|quelle|photographers?|photographes?|fotograf\w*|fotograaf|byline|author|rights|attribution|"
    r"courtesy|creditos?|credito|autor|auteur|autore|bildnachweis|bildrechte|urheber|agency|owner|provider|distributor|fuente|fonte|firma|"
    r"bron|kilde|kalla)\b"
)
"""What a page's maker calls a caption, and a credit: for `names` of an element."""
_PARTS = frozenset({"span", "small", "cite", "i", "em", "b", "strong", "p", "div"})
_SMALL_PARTS = frozenset({"span", "small", "cite", "i", "em"})
_JOINER = re.compile(r"[/|,;·–—-]{0,2}")
_MAX_LAST = 80
_ATTRIBUTE_LEVELS = 4
_CREDIT_ATTRIBUTE = re.compile(r"(?:credits?|credit-?line|copyright|photographer)$", re.I)
_NO_CREDIT = re.compile(r"^(?:true|false|\d+|null|none|undefined)$|://|[{}<>]", re.I)
CREDIT_TAGS = frozenset({"footer", "cite"})


def credit_elements(element: HtmlElement) -> list[HtmlElement]:
    """The elements that say who is credited: called so by the page's maker, else the caption's last one where its words say so."""
    if element.tag in CREDIT_TAGS or (element.tag != "figcaption" and _is_called_credit(element)):
        return [element]
    taken: set[HtmlElement] = set()
    called = []
    for child in element.iterdescendants():
        if child.getparent() in taken:
            taken.add(child)
        elif isinstance(child.tag, str) and _is_called_credit(child):
            taken.add(child)
            called.append(child)
    if called:
        return called
    last = _last_part(element)
    return [last] if last is not None else []


def _is_called_credit(element: HtmlElement) -> bool:
    """Say whether the last thing a name says is credit (`caption-credit`), not caption (`credit-caption`)."""
    called = names(element)
    credited = [match.end() for match in CREDIT.finditer(called)]
    captioned = [match.end() for match in CAPTION.finditer(called)]
    return bool(credited) and credited[-1] > max(captioned, default=0)


def _last_part(element: HtmlElement) -> HtmlElement | None:
    """A few words in an element of their own at a caption's end, after its full stop or a mark, or in a credit's words."""
    holder = element
    while len(holder) == 1 and not (holder.text or "").strip() and not (holder[0].tail or "").strip():
        holder = holder[0]
    last = holder[-1] if len(holder) else None
    if last is None or last.tag not in _PARTS or (last.tail or "").strip():
        return None
    before, said = folded(text_of(holder, frozenset({last}))), text_of(last)
    if not before or not 1 < len(said) <= _MAX_LAST or said.endswith((".", "!", "?", ":")):
        return None
    ended = last.tag in _SMALL_PARTS and (before.endswith((".", "!", "?", "…", "。")) or said.startswith(("/", "©", "|")))
    return last if ended or reads_as_credit(said) else None


def joined(credits: Sequence[HtmlElement]) -> Iterator[str]:
    """The words of the credit elements, with the slash or bar that joins one to the next."""
    for place, credit in enumerate(credits):
        yield f" {text_of(credit)} "
        tail = folded(credit.tail)
        if place + 1 < len(credits) and credit.getnext() is credits[place + 1]:
            yield tail if _JOINER.fullmatch(tail) else ""


def credit_in_attributes(picture: Picture, outline: Outline) -> str:
    """The credit in an attribute called so (`data-credit`), else at the end of the image's title."""
    for at in islice(outline.ancestors(picture.order), _ATTRIBUTE_LEVELS + 1):
        for name, value in outline.attributes[at].items():
            if _names_credit(name) and 1 < len(said := clean(value)) <= LONGEST_CREDIT and not _NO_CREDIT.search(said):
                return said
        if outline.elements[at] is picture.box:
            break
    title = picture.element.get("title")
    return split_credit(clean(title[:LONGEST_CAPTION]))[1] if title else ""


@lru_cache(maxsize=1024)
def _names_credit(attribute: str) -> bool:
    return bool(_CREDIT_ATTRIBUTE.search(attribute))
