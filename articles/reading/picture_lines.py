"""Which lines of a scrape are said under a picture: captions, credits apart from them, descriptions (`alt`) above them. Pure.

No markup tells a caption from a paragraph, so weak signs are weighed (`picture_signs`): a line whose signs weigh enough is a caption, and
their names go with it into the receipt.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from articles.reading.lines import Line, Shape, is_ended, says_when
from articles.reading.picture_credits import named_at_end
from articles.reading.picture_signs import MAY_BE, SENTENCE, SIGNS, Place, describes
from articles.reading.wording import is_read_more
from gallery.wording.captions import clean, normalise
from gallery.wording.credit_lines import reads_as_credit, split_credit

ENOUGH = 2
"""The weight at which a line is a caption."""
BEFORE, BEYOND = 25, 100
"""Lines before the story, where no headline is known, and after it among which captions are looked for."""
LOOKED_AT = 4_000
"""Lines that are weighed; a long story's scrape has a thousand."""
SHORTEST_REPEATED = 60
"""Width of a line that, said twice, is no label."""
HEADED = 5
"""Lines above among which the date or byline is looked for that a lead photo's caption stands under."""
REACH = 20
"""Lines below among which the text is looked for that a caption stands before."""
_TWICE = 2
_SENTENCE = 5
"""Words behind a description and before a full stop that are one more sentence, no credit."""
_NAMED = re.compile(r"[:：]\s*\w")


def with_captions(lines: Sequence[Line], headline: int | None, start: int, end: int) -> list[Line]:
    """Tell the captions among the lines, and the descriptions above them; the story's run is lines[start:end].

    What carries a credit is a caption wherever it stands; the other signs say something only at the story.
    """
    told = _with_credits_said_again(lines)
    first = headline + 1 if headline is not None and headline < start else max(0, start - BEFORE)
    title = normalise(lines[headline].text) if headline is not None else ""
    last = min(len(lines), end + BEYOND, first + LOOKED_AT)
    near = [at for at in range(first, last) if lines[at].shape is not Shape.VIEWER]
    for step, place in _places(told, near):
        signs = [(name, weight) for name, weight, tells in SIGNS if tells(place)]
        if sum(weight for _, weight in signs) < ENOUGH or normalise(place.line.text) == title:
            continue
        told[near[step]] = caption = _caption(place, ", ".join(name for name, _ in signs if name))
        if place.above is not None and describes(place.above, place.line):
            told[near[step - 1]] = replace(place.above, shape=Shape.DESCRIPTION)
        for beside in near[max(0, step - 1) : step + 2]:
            if told[beside].shape is Shape.CREDIT and told[beside].credit == caption.credit:
                told[beside] = replace(told[beside], credit="")
    return told


def _with_credits_said_again(lines: Sequence[Line]) -> list[Line]:
    """Tell the lines that say nothing but the credit that ends a caption elsewhere: `Coastal/Ann Bay` under `… harbour. (Coastal/Ann Bay)`.

    A name alone may be the author's, and stays.
    """
    ends = (split_credit(clean(line.text))[1] for line in lines if line.shape is Shape.CAPTION)
    credits = {credit for credit in ends if credit and reads_as_credit(credit)}
    return [
        replace(line, shape=Shape.CREDIT, credit=line.text) if line.shape is Shape.SHORT and line.text in credits else line
        for line in lines
    ]


def _places(told: Sequence[Line], near: Sequence[int]) -> Iterator[tuple[int, Place]]:
    """Give every line that may be a caption with its neighbours, as told up to here."""
    runs = Counter(line.text for line, after in pairwise(chain(told, [None])) if after is None or after.text != line.text)
    for step, at in enumerate(near):
        line = told[at]
        if line.shape not in MAY_BE:
            continue
        passed = told[near[step - 1] + 1 : at] if step else ()
        yield (
            step,
            Place(
                line=line,
                above=told[near[step - 1]] if step else None,
                below=told[near[step + 1]] if step + 1 < len(near) else None,
                after=told[near[step + 2]] if step + 2 < len(near) else None,
                labelled=any(not label.text.isdigit() for label in passed),
                before_text=_before_text(told, near, step),
                repeated=runs[line.text] == _TWICE and line.width >= SHORTEST_REPEATED,
                leads=_leads(told, near, step),
                teased=any(_announces(told[before].text) for before in near[max(0, step - 2) : step]),
            ),
        )


def _leads(told: Sequence[Line], near: Sequence[int], step: int) -> bool:
    """Say whether a date or byline stands a few lines above, and at most one sentence between, as the picture's description."""
    over = [told[at] for at in near[max(0, step - HEADED) : step]]
    head = max((at for at, line in enumerate(over) if line.shape is Shape.BYLINE or says_when(line.text)), default=None)
    if head is None:
        return False
    between = [line.width for line in over[head + 1 :] if line.shape is Shape.PARAGRAPH]
    return len(between) <= 1 and all(width <= SENTENCE for width in between)


def _announces(line: str) -> bool:
    """Say whether a `Read more` label names no story itself, so that the lines below it do."""
    return is_read_more(line) and not _NAMED.search(line)


def _before_text(told: Sequence[Line], near: Sequence[int], step: int) -> bool:
    """Say whether a paragraph or a credit stands below, or below others that are said twice running."""
    below = step + 1
    while below + 1 < min(len(near), step + REACH) and told[near[below]].text == told[near[below + 1]].text:
        below += 2
    return below < len(near) and told[near[below]].shape in (Shape.PARAGRAPH, Shape.CREDIT)


def _caption(place: Place, sign: str) -> Line:
    """Part a caption's words from the credit at its end or beside it."""
    words = clean(place.line.text)
    caption, credit = _after_description(words, place) or split_credit(words)
    if not credit:
        caption, credit = named_at_end(words)
    if not credit:
        beside = (line.credit for line in (place.below, place.above) if line and line.shape is Shape.CREDIT)
        caption, credit = words, next(filter(None, beside), "")
    return replace(place.line, shape=Shape.CAPTION, text=caption, credit=credit, sign=sign)


def _after_description(words: str, place: Place) -> tuple[str, str] | None:
    """What follows the description in its caption is the credit, unless it is the rest of a word or one more sentence."""
    said = place.above.text if place.above is not None and place.described else words
    rest = words[len(said) :]
    credit = rest.strip(" |/–—-.:;,")
    is_more = rest[:1].islower() or (is_ended(words) and len(credit.split()) >= _SENTENCE)
    if not credit or is_more or normalise(words[: len(said)]) != normalise(said):
        return None
    return words[: len(said)], split_credit(credit)[1] or credit
