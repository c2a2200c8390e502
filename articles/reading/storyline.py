"""Where in a scrape's lines the story stands, and which line is its headline. Pure."""

from dataclasses import replace

from articles.reading.dates import read_moment
from articles.reading.lines import Line, Shape, is_ended
from articles.reading.slugs import slug_words, spelled

REACH = 40
"""Lines before the story in which its headline is looked for."""
SUBHEAD = (6, 110)
_NOT_WORTH = {Shape.FURNITURE: -25, Shape.SHORT: -60, Shape.CAPTION: 0, Shape.NOTICE: 0, Shape.BYLINE: -20, Shape.CONTRIBUTORS: 0}
_COUNTED = 400
"""Characters of one paragraph that count: a single huge line outweighs no story."""


def story_run(lines: list[Line]) -> tuple[int, int]:
    """Find the densest run of paragraphs, as (start, end): the stretch whose long lines outweigh the short ones between them most."""
    best = sum_now = 0
    start = end = begin = 0
    for at, line in enumerate(lines):
        if sum_now <= 0:
            sum_now, begin = 0, at
        sum_now += _worth(line)
        if sum_now > best:
            best, start, end = sum_now, begin, at + 1
    return start, end


def _worth(line: Line) -> int:
    return min(line.width, _COUNTED) if line.shape is Shape.PARAGRAPH else _NOT_WORTH.get(line.shape, 0)


def with_subheads(run: list[Line]) -> list[Line]:
    """Keep the short lines of a story's run that head the paragraph after them, as subheads."""
    followed = [*(after.shape is Shape.PARAGRAPH for after in run[1:]), False]
    first = next((at for at, line in enumerate(run) if line.shape is Shape.PARAGRAPH), len(run))
    heads = [at > first and followed[at] and _may_head(line) for at, line in enumerate(run)]
    return [replace(line, shape=Shape.SUBHEAD) if head else line for line, head in zip(run, heads, strict=True)]


def _may_head(line: Line) -> bool:
    return line.shape is Shape.SHORT and SUBHEAD[0] <= line.width <= SUBHEAD[1] and not line.text.endswith((".", ","))


def find_headline(lines: list[Line], start: int, end: int, url: str | None) -> int | None:
    """Find the headline's index among the lines before the story and its first ones: the address may spell it; else the longest fit."""
    reach = [at for at in range(max(0, start - REACH), min(end, start + 3)) if _may_be_headline(lines[at])]
    if not reach:
        return None
    slug = slug_words(url)
    told = {at: spelled(lines[at].text, slug) for at in reach}
    best = max(reach, key=lambda at: (told[at], -abs(start - at)))
    if told[best] >= 0.25:
        return best
    before = [at for at in reach if at < start]
    return max(before, key=lambda at: min(lines[at].width, 110) - 2 * (start - at), default=None)


def _may_be_headline(line: Line) -> bool:
    if line.shape not in {Shape.SHORT, Shape.PARAGRAPH} or not 15 <= line.width <= 220 or _is_date(line.text):
        return False
    return len(line.text.split()) >= 3 or (line.width > len(line.text) and (line.shape is Shape.SHORT or not is_ended(line.text)))


def _is_date(text: str) -> bool:
    """Say whether a line is there to say when: six digits or more, and a date that can be read."""
    return len(text) <= 90 and sum(character.isdigit() for character in text) >= 6 and read_moment(text) is not None
