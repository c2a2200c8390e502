"""A story and its gallery in the form `extract` prints. Pure."""

from datetime import datetime

from lxml import html

from articles.reading.body import raised
from articles.reading.story import Kind, Story
from gallery.collapse import CollapsedPhoto, Gallery
from gallery.sightings import Outcome, Sighting
from gallery.wording.wire import taken_apart


def answer(name: str, url: str | None, story: Story, gallery: Gallery, with_sightings: bool = False) -> dict[str, object]:
    """Give one JSON-ready object: the story's fields, its photos with one caption each, and the receipt's sums."""
    said = {
        "id": name,
        "url": story.canonical_url or url,
        "kind": str(story.kind),
        "reason": story.reason,
        "title": story.headline,
        "standfirst": story.standfirst,
        "authors": list(story.authors),
        "contributors": list(story.contributors),
        "agency": story.agency,
        "published": _time(story.published),
        "updated": _time(story.updated),
        "dateline": story.dateline,
        "section": story.section,
        "language": story.language,
        "direction": story.direction,
        "publisher": story.publisher,
        "body": plain_text(story.body),
        "links": [{"role": link.role, "url": link.url} for link in story.links],
        "photos": [_photo(photo) for photo in gallery.photos],
        "receipt": {str(outcome): sum(line.outcome is outcome for line in gallery.receipt) for outcome in Outcome},
        "cuts": list(story.cuts),
    }
    if with_sightings:
        said["sightings"] = [_sighting(*pair) for pair in zip(story.sightings, gallery.receipt, strict=True)]
    return said


def failure(name: str, url: str | None, reason: str) -> dict[str, object]:
    """Give the answer for a source that can't be read."""
    return answer(name, url, Story(kind=Kind.ERROR, reason=reason), Gallery((), ()))


def plain_text(body: str) -> str:
    """Give the words of a body of one block a line: a paragraph, subhead, list item or table row a line."""
    return "\n".join(filter(None, (line for block in body.splitlines() for line in _lines(block))))


def _lines(block: str) -> list[str]:
    element = html.fragment_fromstring(raised(block), create_parent="div")
    for item in element.iter("li", "tr", "p", "br"):
        item.tail = "\n" + (item.tail or "")
    for cell in element.iter("td", "th"):
        cell.tail = " " + (cell.tail or "")
    lines = element.text_content().split("\n")
    # The indentation of code and verse says something.
    return [line.rstrip() for line in lines] if block.startswith("<pre>") else [" ".join(line.split()) for line in lines]


def _photo(photo: CollapsedPhoto) -> dict[str, object]:
    wire = taken_apart(photo.caption, photo.credit, photo.filed, photo.given)
    return {
        "role": str(photo.role),
        "urls": list(photo.urls),
        "caption": photo.caption or None,
        "credit": photo.credit or None,
        "photographer": wire.credit.photographer or None,
        "agency": wire.credit.agency or None,
        "via": wire.credit.via or None,
        "pool": wire.credit.pool,
        "file": wire.credit.file,
        "courtesy": wire.credit.courtesy,
        "place": wire.place or None,
        "taken": wire.taken or None,
        "alt": photo.alt or None,
        "sightings": len(photo.sightings),
    }


def _sighting(seen: Sighting, line: object) -> dict[str, object]:
    return {
        "kind": str(seen.kind),
        "url": seen.urls[0] if seen.urls else None,
        "text": seen.text or None,
        "photo": line.photo,
        "outcome": str(line.outcome),
        "rule": line.rule,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
