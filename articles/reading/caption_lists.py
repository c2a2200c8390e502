"""Captions that stand apart from their pictures: named by a picture, counted like it, listed in their order, or nobody's. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from articles.reading.dom import folded, text_of
from articles.reading.figures import Picture, Pictures, Words
from gallery.sightings import Kind

_NAMING = ("aria-describedby", "aria-labelledby", "data-caption-id", "data-caption-target")
"""Attributes of a picture, or of what is around it, that name its caption's id."""
_COUNTING = ("data-index", "data-slide", "data-slide-index", "data-slide-to", "data-slick-index", "data-swiper-slide-index", "data-id")
"""Attributes by which a slide and its caption are counted alike."""
_LISTED = frozenset({"li", "div", "p", "figcaption", "section", "article", "dd"})
_LABEL = "a label, no caption"
MAX_CAPTION = 2_500
_AROUND = 4
_REACH = 4
"""Levels between a list of captions and what holds its pictures too."""


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions that no picture was given."""

    shared: list[Words]
    """Those of several pictures: they say nothing of any one."""
    left: list[Words]
    """Those that stand beside no picture, and those that say nothing or are too long to be one."""


def left_over(
    marked: Sequence[HtmlElement], pictures: Pictures, known: set[HtmlElement], is_label: Callable[[HtmlElement], bool]
) -> list[Words]:
    """List the caption elements with words, every `figcaption` among them, that have not become anybody's caption."""
    outline = pictures.outline
    spoken_for = known | {inner for element in known for inner in islice(element.iter("figcaption"), 1)}
    caption_like = {*marked, *(element for element in outline.elements if element.tag == "figcaption")} - spoken_for
    said = [
        (element, text_of(element) or folded(element.text_content())) for element in sorted(caption_like, key=outline.order.__getitem__)
    ]
    return [
        Words(element, kind_of(element), text[:MAX_CAPTION], dropped=_LABEL if is_label(element) else "") for element, text in said if text
    ]


def kind_of(element: HtmlElement) -> Kind:
    """Tell a `figcaption`, or what is put around one, from other caption elements."""
    return Kind.FIGCAPTION if next(element.iter("figcaption"), None) is not None else Kind.CAPTION


def holds_several(element: HtmlElement, is_caption: Callable[[HtmlElement], bool]) -> bool:
    """Tell a list of captions, whose children are made alike, from one caption in parts."""
    if element.tag == "figcaption":
        return False
    alike = Counter((child.tag, child.get("class")) for child in element if child.tag in _LISTED and is_caption(child))
    return any(times > 1 for times in alike.values()) or len(list(islice(element.iter("figcaption"), 2))) > 1


def pair_lists(captions: Sequence[HtmlElement], pictures: Pictures) -> list[tuple[Picture, HtmlElement]]:
    """Pair captions that no picture has beside it: by the id a picture names, by an equal count, by their order in two lists."""
    pairs = list(_by_name(pictures))
    paired = {element for _, element in pairs}
    for listed in _lists([element for element in captions if element not in paired]):
        pairs += _by_count(listed, pictures) or _by_order(listed, pictures)
    return pairs


def _by_name(pictures: Pictures) -> Iterator[tuple[Picture, HtmlElement]]:
    wanted = [(picture, name) for picture in pictures.all for name in _names_of(picture)]
    if not wanted:
        return
    by_id = {element.get("id"): element for element in pictures.outline.elements if element.get("id")}
    for picture, name in wanted:
        element = by_id.get(name)
        if element is not None and not pictures.inside(element):
            yield picture, element


def _names_of(picture: Picture) -> list[str]:
    around = islice(picture.element.iterancestors(), _AROUND)
    said = (element.get(name) for element in [picture.element, *around] for name in _NAMING if element.get(name))
    return [name.lstrip("#") for value in said for name in value.split()[:4]]


def _lists(captions: Sequence[HtmlElement]) -> Iterator[list[HtmlElement]]:
    """Group captions that stand in one list: children of one element, or the only captions of its children."""
    for level in (1, 2):
        groups: dict[HtmlElement, list[HtmlElement]] = defaultdict(list)
        for element in captions:
            if (holder := next(islice(element.iterancestors(), level - 1, level), None)) is not None:
                groups[holder].append(element)
        found = [group for group in groups.values() if len(group) > 1]
        yield from found
        grouped = {element for group in found for element in group}
        captions = [element for element in captions if element not in grouped]


def _holder(listed: Sequence[HtmlElement], pictures: Pictures) -> list[Picture]:
    """Give the pictures of the smallest element that holds the whole list and any picture."""
    outline = pictures.outline
    around = (one for one in listed[0].iterancestors() if outline.inside(listed[-1], one))
    return next((inside for one in islice(around, _REACH) if (inside := pictures.inside(one))), [])


def _by_count(listed: Sequence[HtmlElement], pictures: Pictures) -> list[tuple[Picture, HtmlElement]]:
    counts = {count: element for element in listed for count in _counts(element, 1)}
    if not counts:
        return []
    found = ((picture, counts.get(count)) for picture in _holder(listed, pictures) for count in _counts(picture.element, _AROUND))
    return [(picture, element) for picture, element in found if element is not None]


def _counts(element: HtmlElement, levels: int) -> list[tuple[str, str]]:
    """Read the count nearest to an element."""
    for one in [element, *islice(element.iterancestors(), levels)]:
        if found := [(name, one.get(name)) for name in _COUNTING if one.get(name)]:
            return found
    return []


def _by_order(listed: Sequence[HtmlElement], pictures: Pictures) -> list[tuple[Picture, HtmlElement]]:
    """Pair as many captions as there are photos, all of them on one side of the list."""
    order = pictures.outline.order
    photos: dict[int, Picture] = {}
    for picture in _holder(listed, pictures):
        if not picture.clone:
            photos.setdefault(picture.figure, picture)
    sides = {order[listed[0]] < picture.order for picture in photos.values()}
    among = any(order[listed[0]] < picture.order < order[listed[-1]] for picture in photos.values())
    if len(photos) != len(listed) or len(sides) != 1 or among or any(picture.captions for picture in photos.values()):
        return []
    return list(zip(photos.values(), listed, strict=True))
