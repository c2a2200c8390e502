"""The last hand on the body: what is said elsewhere on the page, notices and contributor lines leave it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.reading.body import Block
from articles.reading.story import Link
from articles.reading.wording import contributors, find_dateline, is_furniture, notice_links
from gallery.captions import normalise

_SUBHEADS = frozenset({"h2", "h3", "hr"})


@dataclass(frozen=True, slots=True)
class Edited:
    """The body's blocks with what was read out of them."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    contributors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None


def edit(blocks: Sequence[Block], said_elsewhere: Iterable[str]) -> Edited:
    """Take out the blocks that repeat what stands elsewhere (headline, standfirst, captions, credits) and the furniture."""
    elsewhere = {normalise(words) for words in said_elsewhere if words} - {""}
    kept: list[Block] = []
    links: list[Link] = []
    helped: tuple[str, ...] = ()
    agency = None
    for block in blocks:
        found = contributors(block.text) if len(block.text) < 600 else None
        if found:
            helped, agency = found
            continue
        links += notice_links(block.text)
        if not is_furniture(block.text) and normalise(block.text) not in elsewhere and (not kept or kept[-1].html != block.html):
            kept.append(block)
    while kept and kept[-1].tag in _SUBHEADS:
        kept.pop()
    dateline = next((place for block in kept[:2] if block.tag == "p" and (place := find_dateline(block.text))), None)
    return Edited(tuple(kept), tuple(links), helped, agency, dateline)
