"""Every picture of a page in document order, and which of them stand together as one figure. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded
from articles.reading.pictures import addresses
from gallery.evidence import count_disjoint
from gallery.photo_urls import is_placeholder, key
from gallery.sightings import Kind

MAX_PICTURES = 3_000
_BOX_LEVELS = 9
_COPIES = 12
"""Image elements that can show one photo in one box: sizes, crops, a noscript copy."""
_BOX_TEXT = 1_500
"""Characters beside a picture in its own box: a caption, a credit, a button, no story."""
_SLIDE_LEVELS = 4
_CLONE = re.compile(r"(?:^|[\s_-])(?:clone[ds]?|duplicate)(?:$|[\s_-])", re.I)
_PLACEHOLDER = 3
"""Different pictures that carry an address beside their own."""
_BACKGROUND_TAGS = frozenset({"div", "span", "a", "figure", "section", "li", "button", "header"})
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(", re.I)
_BACKGROUND_NAMED = re.compile(r"^data-(?:bg|background|lazy-?bg|src|image|img|original|full|large|photo|srcset)", re.I)


@dataclass(slots=True)
class Words:
    """A caption on the page: the element it stands in, its words, the credit that stands apart in it."""

    element: HtmlElement
    kind: Kind
    text: str
    credit: str = ""
    dropped: str = ""
    """Why these words are nobody's caption."""


@dataclass(slots=True)
class Picture:
    """One image element with all its addresses and the box it has to itself."""

    element: HtmlElement
    order: int
    urls: tuple[str, ...]
    alt: str
    keys: frozenset[str]
    box: HtmlElement
    figure: int = 0
    clone: bool = False
    """Whether the page's maker calls it a clone: a carousel repeats its ends."""
    captions: list[Words] = field(default_factory=list)
    credit: str = ""
    """A credit that stands in an attribute only."""

    def same_photo(self, other: "Picture") -> bool:
        """Tell by addresses, or by words where one of them has no usable address, that both show one photo."""
        return bool(self.keys & other.keys) or (self.alt == other.alt and not (self.keys and other.keys))


def shared_addresses(pictures: Sequence[Picture]) -> frozenset[str]:
    """Find the addresses that different pictures carry beside their own: what a lazy loader shows first."""
    companions: dict[str, set[frozenset[str]]] = defaultdict(set)
    for picture in pictures:
        for url in picture.urls:
            companions[url].add(frozenset(picture.urls) - {url} or frozenset({picture.alt}))
    frequent = frozenset(url for url, others in companions.items() if len(others) >= _PLACEHOLDER)
    # Two placeholders can stand together everywhere: only what stands beside them tells pictures apart.
    own = {url: {others - frequent for others in companions[url]} - {frozenset()} for url in frequent}
    return frozenset(url for url, others in own.items() if count_disjoint(others) >= _PLACEHOLDER)


class Pictures:
    """The page's pictures in document order; finds those inside an element without walking it."""

    def __init__(self, outline: Outline, base: str | None) -> None:
        self.outline = outline
        said = zip(outline.elements, outline.tags, outline.attributes, strict=True)
        found = [(element, addresses(element, base)) for element, tag, attributes in said if _may_show(element, tag, attributes)]
        showing = [(element, urls) for element, urls in found if urls or element.tag in {"img", "amp-img"}]
        kept = showing[:MAX_PICTURES]
        self.widths = {url: width for _, urls in kept for url, width in urls.items() if width}
        """Pixels across that the page declares of some addresses."""
        self.cuts = (f"Of {len(showing):,} pictures the first {MAX_PICTURES:,} were looked at.",) if len(showing) > MAX_PICTURES else ()
        self.all = [self._picture(element, tuple(urls)) for element, urls in kept]
        self.shared = shared_addresses(self.all)
        self._lend_copies()
        for picture in self.all:
            picture.keys = frozenset(key(url) for url in picture.urls if url not in self.shared) - {""}
        self.originals = frozenset(one for picture in self.all if not picture.clone for one in picture.keys)
        """Keys of the pictures that are no carousel's clones."""
        self._orders = [picture.order for picture in self.all]
        for picture in self.all:
            picture.box = self._box(picture)
        self._number()

    def _picture(self, element: HtmlElement, urls: tuple[str, ...]) -> Picture:
        alt = folded(element.get("alt"))[:3000]
        clone = any(_is_clone(one) for one in [element, *islice(element.iterancestors(), _SLIDE_LEVELS)])
        return Picture(element, self.outline.order[element], urls, alt, frozenset(), element, clone=clone)

    def _lend_copies(self) -> None:
        """A lazy image without an address of its own will show what the `noscript` beside it shows."""
        for number, copy in enumerate(self.all):
            noscript = next(islice(copy.element.iterancestors("noscript"), 1), None)
            if noscript is None or not copy.urls:
                continue
            for lazy in [*self.all[max(number - 1, 0) : number], *self.all[number + 1 : number + 2]]:
                if self._is_bare(lazy) and self.outline.inside(lazy.element, noscript.getparent()):
                    lazy.urls = (*copy.urls, *lazy.urls)
                    break

    def _is_bare(self, picture: Picture) -> bool:
        return all(url in self.shared or is_placeholder(url) for url in picture.urls)

    def inside(self, container: HtmlElement) -> list[Picture]:
        """List the pictures in an element, in order."""
        start, end = self._span(container)
        return self.all[start:end]

    def _span(self, container: HtmlElement) -> tuple[int, int]:
        start = bisect_left(self._orders, self.outline.order[container])
        return start, bisect_right(self._orders, self.outline.last[container])

    def alone_in(self, picture: Picture, container: HtmlElement) -> bool:
        """Tell whether an element shows no other photo than this one."""
        start, end = self._span(container)
        return end - start <= _COPIES and all(other is picture or other.same_photo(picture) for other in self.all[start:end])

    def _box(self, picture: Picture) -> HtmlElement:
        """Climb to the largest element that shows only this photo and holds hardly more text than a caption."""
        box = picture.element
        for level, ancestor in enumerate(picture.element.iterancestors()):
            too_much = self.outline.text_length(ancestor) > _BOX_TEXT or ancestor.tag in {"body", "main", "html"}
            if level > _BOX_LEVELS or too_much or not self.alone_in(picture, ancestor):
                break
            box = ancestor
        return box

    def _number(self) -> None:
        """Give pictures that share a box one figure number."""
        numbers: dict[HtmlElement, int] = {}
        for picture in self.all:
            picture.figure = numbers.setdefault(picture.box, len(numbers) + 1)


def _may_show(element: HtmlElement, tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element shows a picture: an image, a custom element for one, a poster, a background."""
    if tag in {"img", "amp-img"}:
        return True
    if tag == "video":
        return bool(attributes.get("poster"))
    if tag == "picture" or "-" in tag:
        return element.find(".//img") is None and bool(attributes or tag == "picture")
    if tag not in _BACKGROUND_TAGS or not attributes:
        return False
    shown = _has_background(attributes.get("style", "")) or _names_background(tuple(attributes))
    return shown and element.find(".//img") is None


def _is_clone(element: HtmlElement) -> bool:
    called = element.get("class")
    return called is not None and _CLONE.search(called) is not None


def _has_background(style: str) -> bool:
    return bool(style) and bool(_BACKGROUND.search(style[:4000]))


@lru_cache(maxsize=1024)
def _names_background(attributes: tuple[str, ...]) -> bool:
    return any(map(_BACKGROUND_NAMED.match, attributes))
