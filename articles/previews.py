"""What an editor is shown of a story before it is stored, as plain data that a row can keep. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from articles.editions import Edition, Print, differences
from articles.reading.languages import width
from articles.reading.story import Kind, Story
from articles.receipts import in_words
from gallery.collapse import Gallery
from gallery.sightings import Outcome

FIRST_PARAGRAPHS = 5
SHORT = 1_000
"""Width of a text (see `languages.width`) below which it may be only the beginning of a story."""


def preview_of(story: Story, gallery: Gallery, before: Edition | None, after: Edition) -> dict[str, object]:
    """Give what is shown: the story's head and beginning, its photos, the receipt in words, what would change, what to look out for."""
    sums = Counter(line.outcome for line in gallery.receipt)
    return {
        "headline": after.words["Headline"],
        "standfirst": after.words["Standfirst"],
        "facts": [[name, words] for name, words in after.words.items() if words and name not in ("Headline", "Standfirst", "Links")],
        "language": story.language or "",
        "direction": story.direction,
        "beginning": list(after.paragraphs[:FIRST_PARAGRAPHS]),
        "more": max(0, len(after.paragraphs) - FIRST_PARAGRAPHS),
        "photos": [_photo(each) for each in after.prints],
        "receipt": [line.strip() for line in in_words(story, gallery)][1:-1],
        "sums": {str(outcome): sums[outcome] for outcome in Outcome},
        "sightings": len(gallery.receipt),
        "warnings": list(warnings(story, after)),
        "is_new": before is None,
        "differences": [] if before is None else [asdict(each) for each in differences(before, after)],
    }


def _photo(each: Print) -> dict[str, object]:
    return {name: getattr(each, name) for name in ("role", "text", "credit", "alt", "edited", "digest", "width", "height")}


def warnings(story: Story, after: Edition) -> Iterator[str]:
    """Say what an editor should look at before storing, a sentence each."""
    yield from (f"Cut: {cut}." for cut in story.cuts)
    if story.reason:
        yield f"{story.reason[:1].upper()}{story.reason[1:]}."
    if width(" ".join(after.paragraphs)) < SHORT and story.kind is not Kind.GALLERY:
        yield "The text is short: this may be only the beginning of the story."
    if not after.prints:
        yield "It has no photos."
    elif wordless := sum(not each.text for each in after.prints):
        yield f"{wordless} of {len(after.prints)} photos {'has' if wordless == 1 else 'have'} no caption."
    if not story.published:
        yield "It does not say when it was published: it is filed under the time at which it is stored."
    if not story.canonical_url:
        yield "The page does not say where it stands."


def pictures_named(preview: Mapping[str, object]) -> set[str]:
    """Give the digests of the files that a preview shows."""
    return {photo["digest"] for photo in preview["photos"] if photo["digest"]}
