"""Which lines of a scrape are said under a picture: captions, credits apart from them, descriptions (`alt`) above them. Pure.

No markup tells a caption from a paragraph, so weak signs are weighed: each has a name and a weight, and a line whose signs weigh
enough is a caption. The names of the signs that told it go with it into the receipt.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from articles.reading.lines import Line, Shape, is_ended
from articles.reading.picture_wording import ends_in_credit, named_at_end, names_a_sight, stages_picture
from articles.reading.storyline import says_when
from articles.reading.wording import is_read_more
from gallery.captions import clean, normalise
from gallery.credit_lines import split_credit

ENOUGH = 2
"""The weight at which a line is a caption."""
SHORTEST_DESCRIPTION = 25
"""Width of a line that may be a picture's description."""
SHORTEST_UNDER = 40
"""Width of a line below a credit that is no heading."""
LONGEST_REST = 120
"""Characters that may follow a description in the caption that says it again: a credit, a few words."""
SENTENCE = 120
"""Width beyond which a whole sentence is rather a paragraph."""
SHORTEST_REPEATED = 60
"""Width of a line that, said twice, is no label."""
TWICE = 2
LONG = 200
"""Width beyond which a line is rather a paragraph."""
ALIKE = 0.45
"""The share of letter triples in common at which two neighbouring lines say much the same."""
BEFORE, BEYOND = 25, 100
"""Lines before the story, where no headline is known, and after it among which captions are looked for."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAY_BE = frozenset({Shape.PARAGRAPH, Shape.SHORT, Shape.CAPTION})
_QUOTES = ("“", '"', "„", "«", "»", "「", "『", "‘", "- ", "– ", "— ")


@dataclass(frozen=True, slots=True)
class Place:
    """A line among its neighbours, the labels of picture viewers passed over."""

    line: Line
    above: Line | None = None
    below: Line | None = None
    labelled: bool = False
    """A picture viewer's label stands between the line and the one above it."""
    before_text: bool = False
    """A paragraph or a credit stands below, or below others that are said twice running."""
    repeated: bool = False
    """A line as long as a caption is said twice, not running."""
    teased: bool = False
    """A `Read more` label stands above the line or its description."""

    @property
    def described(self) -> bool:
        """The line says again what the line above it says, and perhaps a little more."""
        return self.above is not None and begins_with(self.line, self.above)

    @property
    def ended(self) -> bool:
        """The line ends as a sentence does, a credit in brackets apart."""
        return is_ended(split_credit(self.line.text)[0])

    @property
    def below_credit(self) -> bool:
        """The line stands under a credit that nothing above it has taken."""
        return self.above is not None and self.above.shape is Shape.CREDIT and bool(self.above.credit)


SIGNS: tuple[tuple[str, int, Callable[[Place], bool]], ...] = (
    ("carries a credit", 6, lambda at: at.line.shape is Shape.CAPTION),
    ("says the description above it again", 1, lambda at: at.described),
    ("", 4, lambda at: at.described and (at.ended or at.before_text or len(at.line.text) > len(at.above.text))),
    ("is like the description above it", 1, lambda at: not at.described and at.above is not None and are_alike(at.above, at.line)),
    ("stands over a credit", 3, lambda at: at.below is not None and at.below.shape is Shape.CREDIT),
    ("stands under a credit", 2, lambda at: at.below_credit and at.line.width >= SHORTEST_UNDER),
    ("ends with a name", 3, lambda at: bool(named_at_end(at.line.text)[1])),
    ("ends with a bracket such as a credit's", 2, lambda at: ends_in_credit(at.line.text)),
    ("", 2, lambda at: ends_in_credit(at.line.text) and at.before_text),
    ("stands under a viewer's label", 2, lambda at: at.labelled and at.line.width >= SHORTEST_UNDER),
    ("is said twice and dated", 5, lambda at: at.repeated and at.ended and bool(_YEAR.search(at.line.text))),
    ("points into a picture", 2, lambda at: stages_picture(at.line.text)),
    ("", -1, lambda at: at.ended),
    ("", -1, lambda at: at.ended and at.line.width > SENTENCE),
    ("", -1, lambda at: at.line.width > LONG),
    ("", -2, lambda at: at.line.width > 2 * LONG),
    ("", -2, lambda at: at.line.text.endswith((":", "："))),
    ("", -1, lambda at: at.line.text.startswith(_QUOTES)),
    ("", -3, lambda at: at.teased),
    ("", -9, lambda at: says_when(at.line.text)),
)
"""What a line's place and words say for its being a caption (most with a name) and against it."""


def with_captions(lines: Sequence[Line], headline: int | None, start: int, end: int) -> list[Line]:
    """Tell the captions among the lines, and the descriptions above them; the story's run is lines[start:end].

    What carries a credit is a caption wherever it stands; the other signs say something only at the story.
    """
    told = list(lines)
    title = normalise(lines[headline].text) if headline is not None else ""
    first = headline + 1 if headline is not None and headline < start else max(0, start - BEFORE)
    near = [at for at in range(first, min(len(lines), end + BEYOND)) if lines[at].shape is not Shape.VIEWER]
    said = Counter(line.text for line, after in pairwise(chain(lines, [None])) if after is None or after.text != line.text)
    for step, at in enumerate(near):
        if lines[at].shape not in _MAY_BE or normalise(lines[at].text) == title:
            continue
        above, below = near[step - 1] if step else None, near[step + 1] if step + 1 < len(near) else None
        place = Place(
            line=lines[at],
            above=told[above] if above is not None else None,
            below=told[below] if below is not None else None,
            labelled=above is not None and any(not line.text.isdigit() for line in lines[above + 1 : at]),
            before_text=_before_text(lines, near, step),
            repeated=said[lines[at].text] == TWICE and lines[at].width >= SHORTEST_REPEATED,
            teased=any(is_read_more(lines[before].text) for before in near[max(0, step - 2) : step]),
        )
        signs = [(name, weight) for name, weight, tells in SIGNS if tells(place)]
        if sum(weight for _, weight in signs) < ENOUGH:
            continue
        told[at] = _caption(place, ", ".join(name for name, _ in signs if name))
        if place.above is not None and (place.described or _is_description(place.above, place.line)):
            told[above] = replace(told[above], shape=Shape.DESCRIPTION)
        for beside in (above, below):
            if beside is not None and told[beside].shape is Shape.CREDIT and told[beside].credit == told[at].credit:
                told[beside] = replace(told[beside], credit="")
    return told


def _before_text(lines: Sequence[Line], near: Sequence[int], step: int) -> bool:
    step += 1
    while step + 1 < len(near) and lines[near[step]].text == lines[near[step + 1]].text:
        step += 2
    return step < len(near) and lines[near[step]].shape in (Shape.PARAGRAPH, Shape.CREDIT)


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
    """What follows the description in its caption is the credit, unless it is one more sentence."""
    said = place.above.text if place.above is not None and place.described else words
    caption, rest = words[: len(said)], words[len(said) :].strip(" |/–—-.:;,")
    cut_short = bool(rest) and rest[0].islower() and words[len(said) :].startswith(rest)
    if not rest or cut_short or normalise(caption) != normalise(said) or (is_ended(words) and len(rest.split()) > 5):
        return None
    return caption, split_credit(rest)[1] or rest


def begins_with(line: Line, description: Line) -> bool:
    """Say whether a line says a description again, with a credit or a few words behind it."""
    if description.width < SHORTEST_DESCRIPTION or description.shape not in _MAY_BE:
        return False
    said, whole = normalise(description.text), normalise(line.text)
    return whole.startswith(said) and len(whole) - len(said) <= LONGEST_REST


def are_alike(left: Line, right: Line) -> bool:
    """Say whether two neighbouring lines say much the same, as a description and a caption do."""
    if min(left.width, right.width) < SHORTEST_DESCRIPTION or left.shape not in _MAY_BE:
        return False
    one, other = _triples(left.text), _triples(right.text)
    return len(one & other) >= ALIKE * max(len(one), len(other))


def _is_description(above: Line, caption: Line) -> bool:
    """Say whether the line above a caption describes the picture: in the caption's words, or as one names what one sees."""
    return are_alike(above, caption) or (above.shape in _MAY_BE and above.width <= 2 * LONG and names_a_sight(above.text))


def _triples(text: str) -> set[str]:
    said = "".join(filter(str.isalnum, normalise(text)))
    return {said[at : at + 3] for at in range(len(said) - 2)} or {said}
