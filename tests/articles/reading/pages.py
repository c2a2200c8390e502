"""Small made-up pages to read, and short ways to ask what was seen on them."""

from articles.reading.page import read_page
from articles.reading.story import Story
from gallery.sightings import Kind, Sighting

URL = "https://paper.example/news/2026/harbour-opens"
PARAGRAPHS = (
    "HAVEN -- The harbour of Haven opened on Monday after eleven years of work, and hardly anybody in town had believed that it would.",
    "The mayor thanked the divers first, then the masons, and at last the two hundred residents who had moved out for the duration.",
    "Ferries will call four times a day from April on, which is twice as often as the old timetable had allowed in its best years.",
    "The bill came to ninety million, a third more than the council had voted for, and an inquiry will look into the reasons soon.",
)


def story_page(inside: str = "", *, head: str = "", before: str = "", after: str = "", outside: str = "") -> str:
    """Make a page; `before` stands under the headline, `inside` after the first paragraph, `after` at the text's end."""
    first, *rest = (f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f"<html lang=en><head><title>Harbour opens</title>{head}</head><body><header><nav><a href=/>Home</a></nav></header>"
        f"<main><article><h1>The harbour opens at last</h1>{before}"
        f"<div class=story-body>{first}{inside}{''.join(rest)}{after}</div></article>"
        f"{outside}</main><footer>Imprint</footer></body></html>"
    )


def read(inside: str = "", **parts: str) -> Story:
    """Read a made-up story page."""
    return read_page(story_page(inside, **parts), URL)


def images(story: Story) -> list[Sighting]:
    """List the sightings of image elements."""
    return [sighting for sighting in story.sightings if sighting.kind is Kind.IMG]


def only_image(story: Story) -> Sighting:
    """Give the one image element's sighting."""
    (sighting,) = images(story)
    return sighting


def captions(story: Story) -> list[str]:
    """List the caption texts of pictures that were kept."""
    kinds = {Kind.FIGCAPTION, Kind.CAPTION}
    return [sighting.text for sighting in story.sightings if sighting.kind in kinds and not sighting.dropped]
