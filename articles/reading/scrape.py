"""Plain text scraped from a news page, to a frozen Story. Pure.

A scrape has no structure but its lines: which are the story, which say captions and which are furniture is told by their shape.
"""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from articles.reading.dates import read_moment
from articles.reading.kinds import Signs, judge
from articles.reading.languages import direction_of, settle_language
from articles.reading.lines import IN_BODY, Line, Shape, lines_of
from articles.reading.names import split_names
from articles.reading.story import Link, Story
from articles.reading.storyline import find_headline, story_run, with_subheads
from articles.reading.wording import contributors, find_dateline, gallery_heading, notice_links
from gallery import sightings
from gallery.captions import clean, normalise
from gallery.sightings import Role, Sighting


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a scrape by what they are to its story."""

    before: list[Line]
    run: list[Line]
    after: list[Line]
    headline: str | None


def read_scrape(text: str, url: str | None) -> Story:
    """Read the plain text of a news page; `url` is where the page stands. What tells no story says so in `kind` and `reason`."""
    lines, cuts = lines_of(text)
    parts = _parts(lines, url)
    body = [line for line in parts.run if line.shape in IN_BODY]
    seen = _sightings(parts)
    helped = next((found for line in lines if line.shape is Shape.CONTRIBUTORS and (found := contributors(line.text))), ((), None))
    plain = "\n".join(line.text for line in body)
    language = settle_language(None, plain)
    authors = _authors(parts)
    signed = bool(authors or helped[0])
    kind, reason = judge(Signs(parts.headline, plain, photos=len({normalise(one.text) for one in seen}), signed=signed))
    return Story(
        kind=kind,
        reason=reason,
        headline=parts.headline,
        authors=authors,
        contributors=helped[0],
        agency=helped[1],
        dateline=next((place for line in body[:2] if (place := find_dateline(line.text))), None),
        published=next((moment for line in reversed(parts.before) if (moment := _moment(line.text))), None),
        language=language,
        direction=direction_of(language),
        body="\n".join(_block(line) for line in body),
        links=_links(lines),
        sightings=seen,
        cuts=cuts,
    )


def _parts(lines: list[Line], url: str | None) -> _Parts:
    start, end = story_run(lines)
    at = find_headline(lines, start, end, url)
    headline = lines[at].text if at is not None else _from_gallery(lines)
    if at is not None and start <= at < end:
        start = at + 1
    run = [line for line in lines[start:end] if line.text != headline]
    return _Parts(lines[:start], with_subheads(run), lines[end:], headline)


def _from_gallery(lines: list[Line]) -> str | None:
    """A page's gallery is called as its story is, so its heading serves where the text has no headline."""
    return next((heading for line in lines if (heading := gallery_heading(line.text)) and len(heading.split()) >= 3), None)


def _block(line: Line) -> str:
    tag = "h2" if line.shape is Shape.SUBHEAD else "p"
    return f"<{tag}>{escape(line.text, quote=False)}</{tag}>"


def _sightings(parts: _Parts) -> tuple[Sighting, ...]:
    """Every caption line, in order: lead before the first paragraph, inline between two, gallery behind the last."""
    body = [line.shape in IN_BODY for line in parts.run]
    before_run = [(line, 0) for line in parts.before]
    in_run = [(line, sum(body[:at])) for at, line in enumerate(parts.run) if line.shape is Shape.CAPTION]
    after_run = [(line, sum(body)) for line in parts.after]
    seen: list[Sighting] = []
    for line, blocks in [*before_run, *in_run, *after_run]:
        if line.shape is Shape.CAPTION:
            words = clean(line.text)
            is_lead = not blocks and (not seen or normalise(words) == normalise(seen[0].text))
            role = Role.LEAD if is_lead else Role.INLINE if 0 < blocks < sum(body) else Role.GALLERY
            seen.append(Sighting(sightings.Kind.LINE, text=words, role=role, block=blocks))
    return tuple(seen)


def _links(lines: list[Line]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(link for line in lines if line.shape is Shape.NOTICE for link in notice_links(line.text)))


def _authors(parts: _Parts) -> tuple[str, ...]:
    near = [line for line in [*parts.before[-15:], *parts.run[:3]] if line.shape is Shape.BYLINE]
    return next((names for line in reversed(near) if (names := split_names(line.text))), ())


def _moment(text: str) -> datetime | None:
    return read_moment(text) if len(text) <= 90 else None
