"""From the page's pictures to its sightings: role, place, clone and the reason for every dropped one. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from articles.reading.belonging import AFTER, Page, gallery_around, reason_against
from articles.reading.caption_lists import Captions
from articles.reading.embedded import Stated
from articles.reading.embedded_pictures import embedded_sightings
from articles.reading.figures import Picture
from articles.reading.plain_captions import attribute_caption
from articles.reading.shared_captions import credit_of
from gallery.photo_urls import key
from gallery.sightings import Kind, Role, Sighting

_IDENTIFYING = (
    "data-asset-id",
    "data-image-id",
    "data-photo-id",
    "data-media-id",
    "data-picture-id",
    "data-id",
    "data-index",
    "data-slide",
)
_SHARED = "caption of several pictures"
_ESSAY, _INTRODUCTION = 3, 2
"""Pictures after a text that are not other stories', and blocks of a text that only introduces them."""
_ONLY_NAMED = "named in metadata only"


def sightings_of(
    page: Page, named: Sequence[Sighting], captions: Captions, stated: Sequence[Stated], base: str | None
) -> tuple[Sighting, ...]:
    """Make the sightings of a page in document order: pictures with their words, then shared captions, then what metadata names."""
    reasons = {picture.order: reason_against(picture, page) for picture in page.pictures.all}
    essay = _essay(page, reasons)
    reasons |= dict.fromkeys(essay, "")
    kept = [picture for picture in page.pictures.all if not reasons[picture.order]]
    captioned = frozenset(picture.figure for picture in page.pictures.all if any(words.text for words in picture.captions))
    lead = _lead(kept, page)
    clones = _clones(kept)
    placed: list[tuple[int, Sighting]] = []
    for picture in page.pictures.all:
        urls = tuple(url for url in picture.urls if url not in page.pictures.shared) or picture.urls
        widths = tuple(page.pictures.widths.get(url, 0) for url in urls)
        image = Sighting(
            Kind.IMG,
            urls=urls,
            credit=picture.credit,
            role=Role.LEAD if picture is lead else Role.GALLERY if picture.order in essay or gallery_around(picture, page) else Role.INLINE,
            figure=picture.figure,
            clone=clones.get(picture.order, ""),
            block=_block(picture, page),
            dropped=reasons[picture.order],
            widths=widths if any(widths) else (),
        )
        placed += [(picture.order, seen) for seen in (image, *_words(picture, image, captioned))]
    placed += embedded_sightings(stated, kept, page, base)
    found = [seen for _, seen in sorted(placed, key=itemgetter(0))]
    found += [Sighting(words.kind, text=words.text, credit=words.credit, dropped=_SHARED) for words in captions.shared]
    found += [Sighting(words.kind, text=words.text, dropped=words.dropped) for words in captions.left]
    return (*found, *_named(named, kept))


def _essay(page: Page, reasons: Mapping[int, str]) -> frozenset[int]:
    """Find the pictures that follow the text, each with its caption, bare ones too where the text is short: it introduces them."""
    short = len(page.place.starts) <= _INTRODUCTION
    after = [picture for picture in page.pictures.all if reasons[picture.order] == AFTER and (short or _is_captioned(picture))]
    return frozenset(picture.order for picture in after) if len({picture.figure for picture in after}) >= _ESSAY else frozenset()


def _is_captioned(picture: Picture) -> bool:
    return any(words.text and (words.kind is Kind.FIGCAPTION or credit_of(words)) for words in picture.captions)


def as_gallery(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """Give the roles of a page that is hardly anything but pictures: the first one leads, the others are its gallery."""
    first = None
    for seen in sightings:
        if seen.dropped or seen.figure is None:
            yield seen
        else:
            first = seen.figure if first is None else first
            yield replace(seen, role=Role.LEAD if seen.figure == first else Role.GALLERY)


def _words(picture: Picture, image: Sighting, captioned: frozenset[int]) -> Iterator[Sighting]:
    kept_apart = "" if image.dropped or picture.figure in captioned else attribute_caption(picture)
    if not picture.alt and not picture.captions and not kept_apart:
        return
    bare = replace(image, urls=(), widths=(), clone="", credit="")
    if picture.alt:
        yield replace(bare, kind=Kind.ALT, text=picture.alt)
    for words in picture.captions:
        yield replace(bare, kind=words.kind, text=words.text, credit=words.credit)
    if kept_apart:
        yield replace(bare, kind=Kind.CAPTION, text=kept_apart)


def _lead(kept: list[Picture], page: Page) -> Picture | None:
    """The first picture leads where it stands before the text, or at its head with metadata's word for it."""
    if not kept:
        return None
    first = kept[0]
    before = first.order < page.place.first
    at_head = (page.place.block_at(first.order) or 0) <= 1 and page.confirms(first)
    return first if before or at_head else None


def _block(picture: Picture, page: Page) -> int | None:
    inside = page.place.first <= picture.order <= page.place.last
    return page.place.block_at(picture.order) if inside else None


def _clones(kept: list[Picture]) -> dict[int, str]:
    """Name the pictures of two figures that carry the same identity in the page's own data attributes."""
    told: dict[str, list[Picture]] = defaultdict(list)
    for picture in kept:
        if identity := _identity(picture):
            told[identity].append(picture)
    pairs = ((identity, pair) for identity, pair in told.items() if len({picture.figure for picture in pair}) == 2)
    return {picture.order: identity for identity, pair in pairs if _one_is_bare(pair) for picture in pair}


def _one_is_bare(pair: list[Picture]) -> bool:
    """A thumbnail or a lightbox's copy has no words of its own, or the same ones; two slideshows on a page count alike."""
    words = {"".join(said.text for said in picture.captions) for picture in pair} - {""}
    return len(words) <= 1 and any(not picture.captions for picture in pair)


def _identity(picture: Picture) -> str:
    for element in [picture.element, *picture.element.iterancestors()]:
        for name in _IDENTIFYING:
            if value := element.get(name):
                return f"{name}={value[:80]}"
        if element is picture.box:
            break
    return ""


def _named(named: Sequence[Sighting], kept: list[Picture]) -> Iterator[Sighting]:
    """Metadata speaks of the photos on the page; a photo it alone names counts only where the page shows none."""
    shown = {one for picture in kept for one in picture.keys}
    for sighting in named:
        known = any(key(url) in shown for url in sighting.urls)
        yield sighting if known or not kept else replace(sighting, dropped=_ONLY_NAMED)
