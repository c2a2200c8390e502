"""Whether a page breaks its story off before an offer. Pure.

A wall may stand on the page though the whole story does, for readers who have read their share; so a wall alone says nothing: the
text must be short, and it must end at the wall.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.dom import SILENT, Outline, folded
from articles.reading.languages import width
from articles.reading.linked_data import strings
from articles.reading.place import Place
from articles.reading.walls import offers_the_rest

LONGEST_TEASER = 2_500
"""Width of what a page shows of a story that it sells."""
LONGEST_UNTOLD_TEASER = 1_600
"""Where no metadata says that the story is sold."""
SHORTEST_WHOLE = 1_200
"""Width of a text that is itself the part that metadata names as sold, from which on it is taken for the whole."""
LOOKED_AROUND = 250
"""Characters before and after the end of the text in which an offer begins."""
FEWEST_WORDS = 150
MAX_PARTS = 20
EMPTY = 80
"""Characters below which the part that is sold is not there."""

_PAID_TIERS = frozenset({"locked", "paid", "premium", "subscriber", "subscription"})
_WALL = re.compile(r"\b(?:(?:pay|reg|register|registration|email|login|access)(?: ?walls?| ?gates?| barrier)|barrier|locked)\b")
_SIMPLE_SELECTOR = re.compile(r"\s*([.#])([\w-]{2,80})\s*")
_UNREAD = SILENT - {"button"}
"""Offers stand on buttons, too."""
_WORD = re.compile(r"\w+")


def breaks_off(outline: Outline, place: Place, blocks: Sequence[str], linked: Sequence[dict]) -> bool:
    """Tell whether the blocks, the body's plain text, are only what a page shows of a story that it sells or wants an account for."""
    length = sum(map(width, blocks))
    paid = _is_paid(outline.elements[0], linked)
    if paid is False or length > (LONGEST_TEASER if paid else LONGEST_UNTOLD_TEASER):
        return False
    if (there := _sold_part_is_there(outline, place, length, linked)) is not None:
        return bool(paid) and not there
    text = " ".join(blocks)
    if offers_the_rest(" ".join([text[-LOOKED_AROUND:], *_after(outline, place)])):
        return True
    return bool(paid) and (_wall_stands_after(outline, place) or _is_shortened(text, linked))


def _is_paid(tree: HtmlElement, linked: Sequence[dict]) -> bool | None:
    """Settle what metadata says: the article's own word first, then its parts', then Open Graph's; None where nothing is said."""
    told = [said for item in linked if "cssSelector" not in item and (said := _is_free(item)) is not None]
    if told:
        return not all(told)
    if any(_is_free(part) is False for part in linked):
        return True
    said = {(meta.get("content") or "").strip().lower() for meta in tree.iter("meta") if _names_tier(meta)}
    return True if said & (_PAID_TIERS | {"false"}) else None


def _names_tier(meta: HtmlElement) -> bool:
    name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
    return name in {"article:content_tier", "isaccessibleforfree"}


def _is_free(item: Mapping[str, object]) -> bool | None:
    said = str(item.get("isAccessibleForFree", "")).rsplit("/", 1)[-1].strip().lower()
    return {"true": True, "false": False}.get(said)


def _sold_part_is_there(outline: Outline, place: Place, length: int, linked: Sequence[dict]) -> bool | None:
    """Tell whether the part that metadata names as sold stands on the page; None where it names none, or what may be the beginning."""
    selectors = [text for item in linked if _is_free(item) is False for text in strings(item.get("cssSelector"))][:MAX_PARTS]
    wanted = [match.groups() for text in selectors for match in [_SIMPLE_SELECTOR.fullmatch(text)] if match]
    if not wanted:
        return None
    parts = [element for element in outline.elements if any(_is_named(element, *one) for one in wanted)]
    if any(outline.order[part] <= place.first <= outline.last[part] for part in parts):
        return True if length >= SHORTEST_WHOLE else None
    return any(outline.text_length(part) >= EMPTY for part in parts)


def _is_named(element: HtmlElement, sign: str, name: str) -> bool:
    return element.get("id") == name if sign == "#" else name in (element.get("class") or "").split()


def _following(outline: Outline, place: Place) -> Iterator[HtmlElement]:
    """Give the elements right after the text that are to be seen, in order, until so many characters have passed."""
    left = LOOKED_AROUND
    at = place.last + 1
    while at < len(outline.elements) and left > 0:
        element = outline.elements[at]
        if element.tag in _UNREAD or furniture.is_hidden(element):
            at = outline.last[element] + 1
            continue
        yield element
        left -= len(folded(element.text)) + len(folded(element.tail))
        at += 1


def _after(outline: Outline, place: Place) -> Iterator[str]:
    for element in _following(outline, place):
        yield folded(element.text)[:LOOKED_AROUND]
        yield folded(element.tail)[:LOOKED_AROUND]


def _wall_stands_after(outline: Outline, place: Place) -> bool:
    return any(_WALL.search(outline.names(element)) for element in _following(outline, place) if outline.text_length(element) > 0)


def _is_shortened(text: str, linked: Sequence[dict]) -> bool:
    """Tell whether metadata counts twice the words that are there; where words stand apart, as most scripts have them."""
    counted = max((int(said) for item in linked if (said := str(item.get("wordCount", ""))).isdecimal() and len(said) < 7), default=0)
    return counted >= FEWEST_WORDS and width(text) <= 1.2 * len(text) and 2 * len(_WORD.findall(text)) < counted
