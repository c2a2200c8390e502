"""Plain text scraped from a news page, to a frozen Story. Pure.

A scrape has no structure but its lines: which are the story, which say captions and which are furniture is told by their shape.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import accumulate

from articles.reading.dates import read_moment
from articles.reading.day_order import is_ambiguous, month_first
from articles.reading.kinds import Signs, judge
from articles.reading.languages import direction_of, settle_language
from articles.reading.lines import IN_BODY, Line, Shape, lines_of
from articles.reading.names import split_names
from articles.reading.picture_lines import with_captions
from articles.reading.story import Link, Story
from articles.reading.storyline import find_headline, find_standfirst, story_run, with_subheads, without_repeated
from articles.reading.wording import contributors, find_dateline, gallery_heading, notice_links
from gallery import sightings
from gallery.sightings import Role, Sighting
from gallery.wording.captions import clean, normalise

GAP = 6
"""Lines behind the story that speak of no picture, and end what belongs to its gallery."""
NEAR = 10
"""Lines, viewers' labels among them, within which a caption follows the description of its picture."""
ABOVE_HEAD = 3
"""Lines over the headline among which the lead photo's caption may stand."""
_OF_PICTURES = frozenset({Shape.CAPTION, Shape.DESCRIPTION, Shape.CREDIT, Shape.VIEWER})
_AWAY = "stands away from the story"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a scrape by what they are to its story."""

    before: list[Line]
    run: list[Line]
    after: list[Line]
    headline: str | None
    head: int
    """Where the headline stands before the run; 0 where it does not."""
    standfirst: str | None


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
    photos = {normalise(one.text) for one in seen if one.kind is sightings.Kind.LINE and not one.dropped}
    kind, reason = judge(Signs(parts.headline, plain, photos=len(photos), signed=signed))
    return Story(
        kind=kind,
        reason=reason,
        headline=parts.headline,
        standfirst=parts.standfirst,
        authors=authors,
        contributors=helped[0],
        agency=helped[1],
        dateline=next((place for line in body[:2] if (place := find_dateline(line.text))), None),
        published=next((moment for line in reversed(parts.before) if (moment := _moment(line.text, text))), None),
        language=language,
        direction=direction_of(language),
        body="\n".join(_block(line) for line in body),
        links=_links(lines),
        sightings=seen,
        cuts=cuts,
    )


def _parts(lines: list[Line], url: str | None) -> _Parts:
    at = find_headline(lines, *story_run(lines), url)
    lines = with_captions(lines, at, *story_run(lines))
    start, end = story_run(lines)
    lines = without_repeated(lines, lines[at].text if at is not None else "")
    headline = lines[at].text if at is not None else _from_gallery(lines)
    standfirst = find_standfirst(lines, at, start) if at is not None else None
    if at is not None and start <= at < end:
        start = at + 1
    if standfirst is not None:
        start = max(start, standfirst + 1)
    run = [line for line in lines[start:end] if line.text != headline]
    said = lines[standfirst].text if standfirst is not None else None
    return _Parts(lines[:start], with_subheads(run), lines[end:], headline, at or 0, said)


def _from_gallery(lines: list[Line]) -> str | None:
    """A page's gallery is called as its story is, so its heading serves where the text has no headline."""
    return next((heading for line in lines if (heading := gallery_heading(line.text)) and len(heading.split()) >= 3), None)


def _block(line: Line) -> str:
    tag = "h2" if line.shape is Shape.SUBHEAD else "p"
    return f"<{tag}>{escape(line.text, quote=False)}</{tag}>"


def _sightings(parts: _Parts) -> tuple[Sighting, ...]:
    """Every caption and description, in order: lead before the first paragraph, inline between two, gallery behind the last."""
    counts = list(accumulate((line.shape in IN_BODY for line in parts.run), initial=0))
    placed = [
        *((line, 0, at < parts.head - ABOVE_HEAD) for at, line in enumerate(parts.before)),
        *((line, blocks, False) for line, blocks in zip(parts.run, counts, strict=False)),
        *((line, counts[-1], far) for line, far in zip(parts.after, _far(parts.after), strict=True)),
    ]
    seen: list[Sighting] = []
    lead = next((normalise(line.text) for line, _, far in placed if line.shape is Shape.CAPTION and not far), "")
    for at, (line, blocks, far) in enumerate(placed):
        if line.shape not in (Shape.CAPTION, Shape.DESCRIPTION):
            continue
        figure = next((below for below in range(at, min(at + NEAR, len(placed))) if placed[below][0].shape is Shape.CAPTION), at)
        is_lead = not blocks and normalise(placed[figure][0].text) == lead
        seen.append(
            Sighting(
                sightings.Kind.LINE if line.shape is Shape.CAPTION else sightings.Kind.ALT,
                text=clean(line.text),
                credit=line.credit,
                role=Role.LEAD if is_lead else Role.INLINE if 0 < blocks < counts[-1] else Role.GALLERY,
                figure=figure + 1,
                block=blocks,
                sign=line.sign,
                dropped=_AWAY if far else "",
            )
        )
    return tuple(seen)


def _far(lines: Iterable[Line]) -> Iterator[bool]:
    """Say of each line behind the story whether too many that speak of no picture lie between."""
    between = 0
    for line in lines:
        between = 0 if line.shape in _OF_PICTURES and between <= GAP else between + 1
        yield between > GAP


def _links(lines: list[Line]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(link for line in lines if line.shape is Shape.NOTICE for link in notice_links(line.text)))


def _authors(parts: _Parts) -> tuple[str, ...]:
    near = [line for line in [*parts.before[-15:], *parts.run[:3]] if line.shape is Shape.BYLINE]
    return next((names for line in reversed(near) if (names := split_names(line.text))), ())


def _moment(written: str, text: str) -> datetime | None:
    return read_moment(written, is_ambiguous(written) and month_first(text, None)) if len(written) <= 90 else None
