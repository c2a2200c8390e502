"""A story's last line that only credits its photos: `Photo: Jane Roe`. Pure."""

import re
from dataclasses import replace

from articles.reading.body import Block
from articles.reading.shared_captions import credit_of
from gallery.sightings import Kind, Sighting
from gallery.wording.credit_labels import is_labelled_credit

_LISTED = re.compile(r"\W*[^.!?:]{2,30}:\s[^.!?]{1,80}$")
"""An entry of a list of roles or facts: what follows it is another one."""


def with_closing_credit(blocks: tuple[Block, ...], sightings: tuple[Sighting, ...]) -> tuple[tuple[Block, ...], tuple[Sighting, ...]]:
    """Take a credit that ends the text for that of the story's one photo without any; where it is anybody else's it stays text.

    Gives the blocks and the sightings, the credit's own among them.
    """
    line = blocks[-1].text if len(blocks) > 1 and blocks[-1].tag == "p" else ""
    photos = {seen.figure: seen for seen in reversed(sightings) if seen.kind is Kind.IMG and not seen.dropped}
    if len(photos) != 1 or not is_labelled_credit(line, of_picture=True) or _LISTED.match(blocks[-2].text):
        return blocks, sightings
    (photo,) = photos.values()
    if any(credit_of(seen) for seen in sightings if seen.figure == photo.figure):
        return blocks, sightings
    said = replace(photo, kind=Kind.CAPTION, urls=(), widths=(), clone="", credit=line)
    kept = blocks[:-1]
    placed = (replace(seen, block=min(seen.block, len(kept))) if seen.block is not None else seen for seen in (*sightings, said))
    return kept, tuple(placed)
