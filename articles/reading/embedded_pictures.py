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
_SEVERAL = 2
_KEYED = 3
"""Addresses of a picture that are compared: the others are sizes of the same."""


def embedded_sightings(stated: Sequence[Stated], kept: Sequence[Picture], page: Page, base: str | None) -> Iterator[tuple[int, Sighting]]:
    """Make a sighting of every picture in the data, with its place in document order.

    One that the page shows, or its metadata names, says more of that photo. Others belong to the story where they are carried by
    an element between its blocks, or in a list of captioned pictures of which metadata names several.
    """
    if not stated:
        return
    addressed = [(one, tuple(dict.fromkeys(url for raw in one.addresses if (url := absolute(raw, base))))) for one in stated]
    shown = frozenset(name for picture in kept for name in picture.keys)
    ids = _telling_ids(addressed, kept, page)
    rows = _own_rows(addressed, page, not kept)
    for number, (one, urls) in enumerate(addressed, 1):
        if not urls:
            continue
        seen = Sighting(Kind.JSON, urls=urls, text=one.text, credit=one.credit)
        order = page.outline.order[one.element] if _stands_in_story(one, page) else None
        is_shown = _is_known(urls, shown, ids)
        if not is_shown and one.text and (order is not None if one.row is None else one.row in rows):
            block = None if order is None else page.place.block_at(order)
            seen = replace(seen, role=Role.GALLERY, figure=len(page.pictures.all) + number, block=block)
        elif not is_shown and not _is_known(urls, page.named, frozenset()):
            seen = replace(seen, dropped=_NOT_SHOWN)
        yield len(page.outline.elements) if order is None else order, seen


def _telling_ids(addressed: Sequence[tuple[Stated, Sequence[str]]], kept: Sequence[Picture], page: Page) -> frozenset[str]:
    """Find the long ids of photos: one figure of the page holds it, and one caption in the data. Others name a site or an article."""
    figures: dict[str, set[int]] = defaultdict(set)
    captions: dict[str, set[str]] = defaultdict(set)
    for picture in page.pictures.all:
        for name in _ids(picture.urls):
            figures[name].add(picture.figure)
    for one, urls in addressed:
        for name in _ids(urls):
            captions[name].add(one.text)
    own = {name for picture in kept for name in _ids(picture.urls)}
    return frozenset(name for name in own if len(figures[name]) == 1 and len(captions[name]) == 1)


def _ids(urls: Sequence[str]) -> set[str]:
    return {name for url in urls[:_KEYED] for name in long_ids(url)}


def _is_known(urls: Sequence[str], shown: frozenset[str], ids: frozenset[str]) -> bool:
    return any(key(url) in shown or not ids.isdisjoint(long_ids(url)) for url in urls[:_KEYED])


def _own_rows(addressed: Sequence[tuple[Stated, Sequence[str]]], page: Page, shows_none: bool) -> frozenset[int]:
    """Find the lists whose every picture has a caption and that are the story's: by their place, or since metadata names several.

    That the page shows some of a list says nothing of the others: data hold other stories' pictures and other crops. Where it
    shows no picture at all, a script sets them, and one that metadata names is enough.
    """
    rows: dict[int, list[tuple[Stated, Sequence[str]]]] = defaultdict(list)
    for one, urls in addressed:
        if one.row is not None:
            rows[one.row].append((one, urls))
    captioned = {row: members for row, members in rows.items() if all(one.text for one, _ in members)}
    own = (row for row, members in captioned.items() if _stands_in_story(members[0][0], page) or _is_named(members, page, shows_none))
    return frozenset(own)


def _is_named(members: Sequence[tuple[Stated, Sequence[str]]], page: Page, shows_none: bool) -> bool:
    named = sum(any(key(url) in page.named for url in urls[:_KEYED]) for _, urls in members)
    return named >= (1 if shows_none else _SEVERAL)


def _stands_in_story(one: Stated, page: Page) -> bool:
    """An element that carries the picture for a script to show stands between the story's blocks."""
    order, place = page.outline.order[one.element], page.place
    if one.element.tag == "script" or not place.first <= order <= place.last or not page.outline.inside(one.element, place.region):
        return False
    return not page.pictures.inside(one.element) and not is_apart(one.element, page)
