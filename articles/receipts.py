"""The receipt of a page in words for a person: what the source showed and what became of it. Pure."""

from collections import Counter
from collections.abc import Iterator

from articles.reading.story import Story
from gallery.collapse import CollapsedPhoto, Gallery, Line
from gallery.sightings import Outcome, Sighting


def in_words(story: Story, gallery: Gallery) -> Iterator[str]:
    """Give the lines: the story's head, every photo with its sightings, what was dropped and why, and the sums."""
    yield f"{story.headline or '(no headline)'} [{story.kind}{': ' + story.reason if story.reason else ''}]"
    yield from (f"  cut: {cut}" for cut in story.cuts)
    yield f"  {len(story.body.splitlines())} blocks of text, {len(gallery.photos)} photos"
    for number, photo in enumerate(gallery.photos):
        yield from _photo_in_words(number, photo, story, gallery)
    dropped = Counter(line.rule for line in gallery.receipt if line.outcome is Outcome.DROPPED)
    yield from (f"  dropped: {count} × {rule}" for rule, count in dropped.most_common())
    sums = Counter(line.outcome for line in gallery.receipt)
    yield "  " + " + ".join(f"{sums[outcome]} {outcome}" for outcome in Outcome) + f" = {len(gallery.receipt)} sightings"


def _photo_in_words(number: int, photo: CollapsedPhoto, story: Story, gallery: Gallery) -> Iterator[str]:
    credit = f" ({photo.credit})" if photo.credit else ""
    yield f"  photo {number + 1}, {photo.role}: {photo.caption or 'no caption'}{credit}"
    for place in photo.sightings:
        yield f"    {_sighting_in_words(story.sightings[place], gallery.receipt[place])}"


def _sighting_in_words(seen: Sighting, line: Line) -> str:
    what = seen.urls[0] if seen.urls else f"“{seen.text[:60]}{'…' if len(seen.text) > 60 else ''}”"
    return f"{line.outcome} ({line.rule}): {seen.kind} {what}"
