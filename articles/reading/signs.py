"""Gathers from a page what tells its kind. Pure."""

from collections.abc import Sequence

from articles.reading.belonging import ANOTHER_STORY
from articles.reading.body import Block
from articles.reading.dom import Outline, beginning
from articles.reading.entries import is_live
from articles.reading.kinds import LITTLE_TEXT, Signs
from articles.reading.languages import width
from articles.reading.metadata import Metadata
from articles.reading.paywalls import breaks_off
from articles.reading.place import Place
from articles.reading.story import Link
from articles.reading.teasers import teased_share, titles
from gallery.sightings import Kind as Seen
from gallery.sightings import Sighting

WHOLE = 3_000
"""Characters of a page's text that tell what a page without a story says instead."""
HEADINGS = 3


def signs_of(
    outline: Outline,
    place: Place,
    blocks: Sequence[Block],
    announced: float,
    told: Metadata,
    linked: Sequence[dict],
    sightings: Sequence[Sighting],
    links: Sequence[Link],
) -> Signs:
    """Gather the signs, the costlier ones only where the text leaves room for doubt.

    `announced` is the share (0 to 1) of the page's prose that was left out of the blocks since it announces other stories.
    """
    said = [block.text for block in blocks]
    pictures = [sighting for sighting in sightings if sighting.kind is Seen.IMG]
    tree = outline.elements[0]
    little = sum(map(width, said)) < LITTLE_TEXT
    return Signs(
        headline=told.headline,
        body="\n".join(said),
        photos=len({sighting.figure for sighting in pictures if not sighting.dropped}),
        teasers=max(sum(sighting.dropped == ANOTHER_STORY for sighting in pictures), len(titles(outline)) if little else 0),
        teased=announced + (1 - announced) * teased_share(outline, place),
        types=told.types,
        signed=bool(told.authors),
        has_video=any(link.role == "video" for link in links),
        locked=breaks_off(outline, place, said, linked),
        live=is_live(outline, place),
        headings=tuple(beginning(heading, 200) for heading, _ in zip(tree.iter("h1"), range(HEADINGS), strict=False)),
        whole=beginning(tree, WHOLE) if little else "",
        asks_password=little and any((field.get("type") or "").lower() == "password" for field in tree.iter("input")),
    )
