"""Where in a scrape's lines the story stands, and which line is its headline. Pure."""

from collections import Counter
from dataclasses import replace

from articles.reading.lines import Line, Shape, is_ended, says_when, tells_time
from articles.reading.picture_credits import ends_in_credit
from articles.reading.slugs import slug_words, spelled
from articles.reading.wording import is_read_more

REACH = 40
"""Lines before the story in which its headline is looked for."""
TWICE = 60
"""What it counts for a headline, in characters of width, that the page says it again."""
SUBHEAD = (6, 110)
STANDFIRST = (60, 450)
_MAY_REPEAT = frozenset({Shape.SHORT, Shape.PARAGRAPH})
_NOT_WORTH = {
    Shape.FURNITURE: -25,
    Shape.SHORT: -60,
    Shape.CAPTION: 0,
    Shape.CREDIT: 0,
    Shape.VIEWER: 0,
    Shape.DESCRIPTION: 0,
    Shape.NOTICE: 0,
    Shape.BYLINE: -20,
    Shape.CONTRIBUTORS: 0,
}
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


def without_repeated(lines: list[Line], headline: str) -> list[Line]:
    """Turn lines that a page says again, its headline apart, into furniture: labels of its parts, offers to subscribe, teasers.

    A paragraph said twice may be the story's, once whole and once behind a wall: a long one's first place counts.
    """
    said = Counter(line.text for line in lines if line.shape in _MAY_REPEAT and line.text != headline)
    seen: Counter[str] = Counter()
    kept: list[Line] = []
    for line in lines:
        seen[line.text] += 1
        is_story = line.width > _COUNTED and said[line.text] == 2 and seen[line.text] == 1
        again = said[line.text] > 1 and line.shape in _MAY_REPEAT and not is_story
        kept.append(replace(line, shape=Shape.FURNITURE) if again else line)
    return kept


def with_subheads(run: list[Line]) -> list[Line]:
    """Keep the short lines of a story's run that head the paragraph after them, as subheads."""
    teased = [False, *(is_read_more(line.text) for line in run)]
    followed = [*(after.shape is Shape.PARAGRAPH for after in run[1:]), False]
    first = next((at for at, line in enumerate(run) if line.shape is Shape.PARAGRAPH), len(run))
    heads = [at > first and followed[at] and not teased[at] and _may_head(line) for at, line in enumerate(run)]
    return [replace(line, shape=Shape.SUBHEAD) if head else line for line, head in zip(run, heads, strict=True)]


def _may_head(line: Line) -> bool:
    return (
        line.shape is Shape.SHORT
        and SUBHEAD[0] <= line.width <= SUBHEAD[1]
        and not line.text.endswith((".", ","))
        and not tells_time(line.text)
    )


def find_standfirst(lines: list[Line], headline: int, start: int) -> int | None:
    """Find the index of the standfirst, the sentence right under the headline that something else than a paragraph follows."""
    at = next((at for at in range(headline + 1, len(lines)) if lines[at].text != lines[headline].text), len(lines))
    if at + 1 >= len(lines) or lines[at].shape not in (Shape.SHORT, Shape.PARAGRAPH) or says_when(lines[at].text):
        return None
    is_one = STANDFIRST[0] <= lines[at].width <= STANDFIRST[1] and lines[at + 1].shape is not Shape.PARAGRAPH
    return at if is_one and at <= start + 1 else None


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
    before = [at for at in reach if at < start and lines[at + 1].shape not in (Shape.CAPTION, Shape.CREDIT)]
    said = Counter(line.text for line in lines)
    return max(before, key=lambda at: min(lines[at].width, 110) - 2 * (start - at) + TWICE * (said[lines[at].text] > 1), default=None)


def _may_be_headline(line: Line) -> bool:
    if line.shape not in {Shape.SHORT, Shape.PARAGRAPH} or not 15 <= line.width <= 220 or says_when(line.text) or ends_in_credit(line.text):
        return False
    return len(line.text.split()) >= 3 or (line.width > len(line.text) and (line.shape is Shape.SHORT or not is_ended(line.text)))
