"""How stories and their photos are set on a page: decided from the data alone. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Any

from gallery.sightings import Kind, Outcome, Role

BESIDE_LEAD = 3
"""Stories in the column beside the lead story."""
ROW = 3
"""Stories side by side that make a row; four do where the numbers ask for it."""

WIDE = 2
"""Of a photo that is set alone: how many times wider than high."""
NARROW = 30
"""Per cent of the width that a photo has at least: a caption is to be read under it."""
PAGE = 1008
"""Pixels that two photos side by side share."""
_H3 = re.compile(r"<(/?)h3(?=[ >])")
_ROW = re.compile(r"<tr[ >].*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])(?=[ >])")
SIZES = "(min-width: 66rem) {}px, (min-width: 56.25rem) {}vw, 88vw"
"""On a phone, whose pixels are finer than eyes, a little less than the whole width: half the bytes where the next size would do."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A caption with its number in the article, 1 for the first photo of the source."""

    number: int
    caption: Any


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body and the photos that stand before it; `html` is empty where photos end the story."""

    html: str
    photos: tuple[Plate, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Photos of the gallery side by side, one or two, as high as each other: `share` is the first one's part of the width in per cent."""

    plates: tuple[Plate, ...]
    share: int = 100

    @property
    def placed(self) -> tuple[tuple[Plate, str], ...]:
        """Give each photo with the width it is drawn at, as HTML's `sizes` says it."""
        shares = (self.share, 100 - self.share)
        return tuple((plate, SIZES.format(round(PAGE * share / 100), share)) for plate, share in zip(self.plates, shares, strict=False))


@dataclass(frozen=True, slots=True)
class Spread:
    """A story as it is set: every photo at exactly one place, as lead, in the text or in the gallery."""

    lead: Plate | None
    blocks: tuple[Block, ...]
    gallery: tuple[Plate, ...]
    total: int
    """Photos in all."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The gallery two by two in its order; a very wide photo, and one that is left over, have a row of their own."""
        rows, rest = [], self.gallery
        while rest:
            pair = rest[: 1 if _shape(rest[0]) >= WIDE else 2]
            rows.append(Row(pair, _share(*pair)) if len(pair) == 2 else Row(pair))
            rest = rest[len(pair) :]
        return tuple(rows)


def _shape(plate: Plate) -> float:
    """Give how wide a photo is for its height; 0 where it is known from words alone."""
    photo = plate.caption.photo
    return photo.width / photo.height if photo.digest and photo.width and photo.height else 0


def _share(first: Plate, second: Plate) -> int:
    left, right = _shape(first), _shape(second)
    return min(100 - NARROW, max(NARROW, round(100 * left / (left + right)))) if left and right else 50


def spread(article: Any) -> Spread:
    """Set an article that was read `with_gallery`.

    Where the lead was withdrawn, the next photo leads. A first photo without a file can't lead a page: its words open the gallery.
    Photos of the text whose place was lost join the gallery too, where the source's order holds.
    """
    plates = tuple(Plate(number, caption) for number, caption in enumerate(article.gallery, 1))
    first = plates[0].caption if plates else None
    lead = plates[0] if first and first.photo.digest and (first.role == Role.LEAD or article.lost_its_lead) else None
    blocks = _in_order(article.blocks)
    placed: dict[int, list[Plate]] = defaultdict(list)
    gallery = []
    for plate in plates[1:] if lead else plates:
        if plate.caption.role == Role.INLINE and plate.caption.block is not None:
            placed[min(plate.caption.block, len(blocks))].append(plate)
        else:
            gallery.append(plate)
    set_blocks = [Block(html, tuple(placed[place])) for place, html in enumerate(_with_dateline(blocks, article.dateline))]
    if placed[len(blocks)]:
        set_blocks.append(Block("", tuple(placed[len(blocks)])))
    return Spread(lead, tuple(set_blocks), tuple(gallery), len(plates))


def _in_order(blocks: Sequence[str]) -> list[str]:
    """Let no subheading skip a level below the headline, and every table's rows be as wide as each other."""
    first = next((place for place, html in enumerate(blocks) if html.startswith("<h2")), len(blocks))
    raised = [_H3.sub(r"<\1h2", html) if html.startswith("<h3") and place < first else html for place, html in enumerate(blocks)]
    return [_even(html) if html.startswith("<table") else html for html in raised]


def _even(table: str) -> str:
    """Let the last cell of a short row reach as far as the widest row does."""
    widest = max((len(_CELL.findall(row)) for row in _ROW.findall(table)), default=0)

    def stretched(row: re.Match[str]) -> str:
        cells = list(_CELL.finditer(row[0]))
        missing = widest - len(cells)
        if not cells or not missing:
            return row[0]
        end = cells[-1].end(1)
        return f'{row[0][:end]} colspan="{missing + 1}"{row[0][end:]}'

    return _ROW.sub(stretched, table)


def _with_dateline(blocks: Sequence[str], dateline: str) -> list[str]:
    """Mark the dateline where the first paragraph begins with it; elsewhere the place is only a word of the story."""
    first = next((place for place, html in enumerate(blocks) if html.startswith("<p")), None)
    if not dateline or first is None:
        return list(blocks)
    words = re.escape(escape(dateline, quote=False))
    begins = re.compile(rf"(<p[^>]*>\s*(?:<(?:b|strong|em|i)>)?\s*)({words})(?!\w)", re.IGNORECASE)
    marked = begins.sub(r'\1<span class="dateline">\2</span>', blocks[first], count=1) if begins.match(blocks[first]) else blocks[first]
    return [*blocks[:first], marked, *blocks[first + 1 :]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One photo of a story among its neighbours."""

    plate: Plate
    previous: Plate | None
    next: Plate | None
    first: Plate
    last: Plate
    total: int


def turn_to(captions: Sequence[Any], photo: int) -> Turn | None:
    """Find the photo with this key among an article's captions, in their order; None when the article doesn't show it."""
    plates = [None, *(Plate(number, caption) for number, caption in enumerate(captions, 1)), None]
    for before, plate, after in zip(plates, plates[1:], plates[2:], strict=False):
        if plate.caption.photo_id == photo:
            return Turn(plate, before, after, plates[1], plates[-2], len(captions))
    return None


@dataclass(frozen=True, slots=True)
class Band:
    """Stories of one section in full rows of up to four; without a section, the stories of sections that have too few for a row."""

    section: Any
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Front:
    """A front page: the lead story, those beside it, the bands below, and the story after which older ones begin."""

    lead: Any
    beside: tuple[Any, ...]
    bands: tuple[Band, ...]
    last: Any


def front_of(stories: Sequence[Any], size: int) -> Front:
    """Set the newest stories, of which one more than `size` was asked for to learn whether there are older ones."""
    shown = list(stories[:size])
    head, rest = shown[: BESIDE_LEAD + 1], shown[BESIDE_LEAD + 1 :]
    last = shown[-1] if len(stories) > size else None
    return Front(next(iter(head), None), tuple(head[1:]), bands_of(rest), last)


def bands_of(stories: Iterable[Any]) -> tuple[Band, ...]:
    """Group by section, the section of the newest story first; those of sections with too few for a row share the last band."""
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for story in stories:
        grouped[story.section].append(story)
    named = [Band(section, rows_of(group)) for section, group in grouped.items() if section and len(group) >= ROW]
    others = [story for section, group in grouped.items() if not section or len(group) < ROW for story in group]
    return (*named, Band(None, rows_of(others))) if others else tuple(named)


def rows_of(stories: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    """Share stories out on rows of three and four, so that no row has a hole; one, two and five leave a row of one or two."""
    number = len(stories)
    if number in (1, 2, 5):
        sizes = [number % ROW, *[ROW] * (number // ROW)]
    else:
        fours = number % ROW
        sizes = [ROW] * ((number - fours * (ROW + 1)) // ROW) + [ROW + 1] * fours
    ends = list(accumulate(sizes))
    return tuple(tuple(stories[end - size : end]) for size, end in zip(sizes, ends, strict=True))


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What the source showed of one photo: how often, and by which rules the sightings were joined, the commonest first; words from
    its file are one of them, though they are shown."""

    plate: Plate
    sightings: int
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt for a reader: a row a photo, and what was dropped by reason, the commonest first."""

    total: int
    rows: tuple[ReceiptRow, ...]
    dropped: tuple[tuple[str, int], ...]


def receipt_of(sightings: Sequence[Any], captions: Sequence[Any]) -> Receipt:
    """Sum up an article's sightings under its captions."""
    counts: Counter[int | None] = Counter(seen.photo_id for seen in sightings)
    rules: dict[int | None, Counter[str]] = defaultdict(Counter)
    for seen in sightings:
        if seen.outcome != Outcome.SHOWN or seen.kind == Kind.FILE:
            rules[seen.photo_id][seen.rule] += 1
    rows = (
        ReceiptRow(Plate(number, caption), counts[caption.photo_id], tuple(rules[caption.photo_id].most_common()))
        for number, caption in enumerate(captions, 1)
    )
    return Receipt(len(sightings), tuple(rows), tuple(rules[None].most_common()))
