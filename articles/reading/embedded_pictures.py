"""Which pictures in a page's data are the story's: those it shows, and galleries that something ties to it. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.reading.belonging import Page, is_apart
from articles.reading.embedded import Stated
from articles.reading.figures import Picture
from articles.reading.pictures import absolute
from gallery.photo_urls import key, long_ids
from gallery.sightings import Kind, Role, Sighting

_NOT_SHOWN = "in the page's data only"
_KEYED = 3
"""Addresses of a picture that are compared: the others are sizes of the same."""


def embedded_sightings(stated: Sequence[Stated], kept: Sequence[Picture], page: Page, base: str | None) -> Iterator[tuple[int, Sighting]]:
    """Make a sighting of every picture in the data, with its place in document order.

    One that the page shows, or its metadata names, says more of that photo. Others belong to the story as members of a list
    of pictures with captions, where the list stands in the story or one of its members is the story's.
    """
    addressed = [(one, tuple(dict.fromkeys(url for raw in one.addresses if (url := absolute(raw, base))))) for one in stated]
    shown = page.named | {name for picture in kept for name in picture.keys}
    ids = frozenset(name for picture in kept for url in picture.urls[:_KEYED] for name in long_ids(url))
    known = [_is_known(urls, shown, ids) for _, urls in addressed]
    rows = _own_rows(stated, known, page)
    for number, ((one, urls), is_known) in enumerate(zip(addressed, known, strict=True), 1):
        if not urls:
            continue
        seen = Sighting(Kind.JSON, urls=urls, text=one.text, credit=one.credit)
        stands = _stands_in_story(one, page)
        if not is_known and one.text and (one.row in rows if one.row else stands):
            block = page.place.block_at(page.outline.order[one.element]) if stands else None
            seen = replace(seen, role=Role.GALLERY, figure=len(page.pictures.all) + number, block=block)
        elif not is_known:
            seen = replace(seen, dropped=_NOT_SHOWN)
        yield page.outline.order[one.element] if stands else len(page.outline.elements), seen


def _is_known(urls: Sequence[str], shown: frozenset[str], ids: frozenset[str]) -> bool:
    return any(key(url) in shown or not ids.isdisjoint(long_ids(url)) for url in urls[:_KEYED])


def _own_rows(stated: Sequence[Stated], known: Sequence[bool], page: Page) -> frozenset[int]:
    """Find the lists whose every picture has a caption and that are the story's by their place or by a member."""
    rows: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(stated):
        if one.row is not None:
            rows[one.row].append(number)
    captioned = {row: places for row, places in rows.items() if all(stated[place].text for place in places)}
    tied = (row for row, places in captioned.items() if any(known[at] for at in places) or _stands_in_story(stated[places[0]], page))
    return frozenset(tied)


def _stands_in_story(one: Stated, page: Page) -> bool:
    """An element that carries the picture for a script to show stands between the story's blocks."""
    order, place = page.outline.order[one.element], page.place
    if one.element.tag == "script" or not place.first <= order <= place.last or not page.outline.inside(one.element, place.region):
        return False
    return not page.pictures.inside(one.element) and not is_apart(one.element, page)
