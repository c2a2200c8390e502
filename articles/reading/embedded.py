"""Pictures in the data a page carries for its scripts: JSON in scripts and in attributes, a caption or credit beside an address. Pure.

Data can be megabytes: what shows no sign of pictures with captions is not parsed, objects are looked at while the parser makes
them, and all is bounded: characters parsed, addresses of a picture, pictures.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import Outline
from articles.reading.flight import is_pushed, rows

MAX_CHARACTERS = 6_000_000
"""Parsed in one page, failed attempts included."""
MAX_PICTURES = 500
MAX_ATTEMPTS = 40
"""Values tried in one script."""
MAX_ADDRESSES = 8
_SHORTEST = 40
_SIGNS = ("aption", "redit", "egend", "eyenda", "ildunterschrift", "idascalia", "hotographer")
_IMAGE_SIGNS = (".jp", ".JP", ".png", ".webp", ".avif", "mage", "hoto", "icture")
"""Looked for without their first letter, which may be a capital: `photoCredit`."""
_VALUE = re.compile(r"(?:=\s*|\(\s*)(?:JSON\.parse\(\s*)?(?=[\[{\"])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:$|[?#!:/,])", re.I)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]+/\S+$|/[^\s/]\S*$", re.I)


def _spellings(*words: str) -> frozenset[str]:
    """Spell names of several words as data do: imageCaption, image_caption, imagecaption."""
    said = [word.split() for word in words]
    return frozenset(
        spelled
        for first, *rest in said
        for spelled in (first + "".join(part.title() for part in rest), "_".join([first, *rest]), "".join([first, *rest]))
    )


_CAPTION = _spellings(
    *("caption", "caption text", "caption html", "caption plain", "image caption", "photo caption", "media caption"),
    *("legend", "legende", "leyenda", "cutline", "bildunterschrift", "didascalia", "pie foto"),
)
_CREDIT = _spellings(
    *("credit", "credits", "credit text", "credit line", "image credit", "photo credit", "photographer", "copyright"),
    *("copyright holder", "attribution", "photo by", "image source"),
)
_WORDS = _CAPTION | _CREDIT
_IMAGE_NAMES = _spellings(
    *("src", "image", "images", "image url", "img", "photo", "photo url", "picture", "media url", "content url", "thumbnail"),
    *("original", "large", "full", "full size", "srcset", "sources", "sizes", "renditions", "crops", "variants", "versions"),
    *("formats", "asset", "file", "media"),
)
_OTHER_STORY = _spellings(
    *("headline", "permalink", "canonical url", "article url", "teaser", "kicker", "published at", "date published", "slug")
)
"""What only a story has: an object with it is none of its pictures."""


@dataclass(slots=True)
class Stated:
    """One picture in the page's data; `row` counts the lists of pictures: members of one share it."""

    element: HtmlElement
    addresses: list[str]
    text: str
    credit: str
    row: int | None = None


@dataclass(slots=True)
class _Collector:
    """Sees every object when the parser has made it, inner ones first."""

    element: HtmlElement
    rows: int
    found: dict[int, tuple[object, Stated]] = field(default_factory=dict)

    def __call__(self, item: dict[str, object]) -> dict[str, object]:
        if not _WORDS.isdisjoint(item) and _OTHER_STORY.isdisjoint(item):
            self._take(item)
        if self.found:
            for value in item.values():
                if value.__class__ is list:
                    self.line_up(value)
        return item

    def _take(self, item: dict[str, object]) -> None:
        text, credit = _said(item, _CAPTION), _said(item, _CREDIT)
        if not (text or credit) or not (addresses := list(islice(_addresses(item), MAX_ADDRESSES))):
            return
        for child in item.values():
            if (inner := self.found.pop(id(child), None)) is not None:
                text, credit = text or inner[1].text, credit or inner[1].credit
        self.found[id(item)] = (item, Stated(self.element, addresses, text, credit))

    def line_up(self, values: Sequence[object]) -> None:
        """Note that pictures stand in one list, and nothing else with them."""
        members = [self.found[id(value)][1] for value in values if id(value) in self.found]
        if len(members) > 1 and len(members) == len(values):
            self.rows += 1
            for member in members:
                member.row = self.rows


def find_embedded(outline: Outline) -> tuple[list[Stated], tuple[str, ...]]:
    """List the pictures that a page's data give with a caption or a credit, and what a limit took away."""
    found: list[Stated] = []
    budget = MAX_CHARACTERS
    for element, text in _texts(outline):
        if not _may_state(text):
            continue
        if budget <= 0:
            return found, (f"Of the data in the page's scripts the first {MAX_CHARACTERS:,} characters were looked at.",)
        collector = _Collector(element, max((one.row or 0 for one in found), default=0))
        budget -= _parse(text, collector, budget)
        found += (stated for _, stated in collector.found.values())
        if len(found) > MAX_PICTURES:
            return found[:MAX_PICTURES], (f"Of the pictures in the page's data the first {MAX_PICTURES:,} were looked at.",)
    return found, ()


def _may_state(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) and any(sign in text for sign in _IMAGE_SIGNS)


def _texts(outline: Outline) -> Iterator[tuple[HtmlElement, str]]:
    """Give what may be JSON, with its element: scripts' texts, the attributes that hold an object or a list."""
    pushed: dict[HtmlElement, str] = {}
    for element, tag, attributes in zip(outline.elements, outline.tags, outline.attributes, strict=True):
        if tag == "script" and "ld+json" not in attributes.get("type", "").lower():
            text = element.text or ""
            if is_pushed(text):
                pushed[element] = text
            else:
                yield element, text
        for value in attributes.values():
            if len(value) > _SHORTEST and value.lstrip()[:1] in {"{", "["}:
                yield element, value
    yield from ((next(iter(pushed)), row) for row in rows(pushed.values()))


def _parse(text: str, collector: _Collector, budget: int) -> int:
    """Parse the values in a text one behind another; gives the characters that were read."""
    decoder = json.JSONDecoder(strict=False, object_hook=collector)
    starts = [len(text) - len(text.lstrip())] if text.lstrip()[:1] in {"{", "["} else []
    spent = at = attempts = 0
    while attempts < MAX_ATTEMPTS and spent < budget:
        begins = starts.pop() if starts else _next_value(text, at)
        if begins is None:
            break
        attempts += 1
        try:
            value, at = decoder.raw_decode(text, begins)
            spent += at - begins
            spent += _inner(value, decoder)
        except json.JSONDecodeError as error:
            at = begins + 1
            spent += max(error.pos - begins, 1)
        except (ValueError, RecursionError):
            return budget
        else:
            if isinstance(value, list):
                collector.line_up(value)
    return spent


def _next_value(text: str, at: int) -> int | None:
    found = _VALUE.search(text, at)
    return found.end() if found else None


def _inner(value: object, decoder: json.JSONDecoder) -> int:
    """A string can hold the whole state once more: `JSON.parse("{…}")`."""
    if not isinstance(value, str) or value.lstrip()[:1] not in {"{", "["} or not _may_state(value):
        return 0
    decoder.raw_decode(value.lstrip())
    return len(value)


def _said(item: dict[str, object], names: frozenset[str]) -> str:
    values = [item[name] for name in item if name in names]
    return next((said for value in values if (said := _plain(value))), "")


def _plain(value: object) -> str:
    """Give the words of a value: a string, an object with a name or text, a list of those."""
    if isinstance(value, str):
        return " ".join(_TAG.sub(" ", value[:5000]).split())[:2500]
    if isinstance(value, dict):
        return next((_plain(value[name]) for name in ("text", "plain", "name", "title", "html") if isinstance(value.get(name), str)), "")
    if isinstance(value, list) and len(value) <= 6:
        return ", ".join(filter(None, (_plain(one) for one in value if isinstance(one, str | dict))))
    return ""


def _addresses(value: object, level: int = 0) -> Iterator[str]:
    """Give a picture's addresses: its own, and those of its renditions under an image's name."""
    pairs = value.items() if isinstance(value, dict) else (("src", one) for one in value) if isinstance(value, list) else ()
    for name, one in islice(pairs, 60):
        if isinstance(one, str):
            if _is_address(name, one):
                yield one
        elif level < 3 and (name in _IMAGE_NAMES or level):
            yield from _addresses(one, level + 1)


def _is_address(name: str, value: str) -> bool:
    if not 5 < len(value) < 2000 or not _ADDRESS.match(value):
        return False
    return bool(_IMAGE_FILE.search(value)) or name in _IMAGE_NAMES
