"""The signs, each with a weight, that a line of a scrape is said under a picture. Pure.

Counted over the tuning half of the benchmark's text twins: nine captions in ten end without a full stop, nine paragraphs in ten with one;
four captions in ten say again what the line above them, the picture's `alt`, says, which no paragraph does; a name behind the last full
stop or a slash ends half of the captions and hardly a paragraph; a credit on a line of its own stands beside a caption nearly always.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.reading.dates import find_moment
from articles.reading.lines import Line, Shape, is_ended, says_when
from articles.reading.picture_credits import ends_in_credit, named_at_end, says_source
from articles.reading.picture_wording import names_a_sight, stages_picture
from gallery.wording.captions import normalise
from gallery.wording.credit_lines import split_credit

SHORTEST_DESCRIPTION = 25
"""Width of a line that may be a picture's description."""
SHORTEST_UNDER = 40
"""Width of a line below a credit or a viewer's label that is no heading."""
LONGEST_REST = 120
"""Characters that may follow a description in the caption that says it again: a credit, a few words."""
SENTENCE, LONG = 120, 200
"""Width beyond which a whole sentence, and any line, is rather a paragraph."""
ALIKE = 0.45
"""The share of letter triples in common at which two neighbouring lines say much the same."""
LONGEST_ALIKE = 1_000
"""Width beyond which a line is neither a description nor a caption."""
MAY_BE = frozenset({Shape.PARAGRAPH, Shape.SHORT, Shape.CAPTION})
"""Shapes of lines that may turn out to be captions or descriptions."""
_QUOTES = ("“", '"', "„", "«", "»", "「", "『", "‘", "- ", "– ", "— ")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LAST_YEAR = re.compile(r"(?:19|20)\d\d(?: (?:года|г|року|р|m)\b)?\W{0,3}$")
_DAY_AND_PLACE = re.compile(
    r"[＝（(][^＝（()）。]{0,16}\d{1,2}日[^＝（()）。]{0,16}[)）]?$|(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\.?(?: \S{0,20})?$"
)
_DATE = 40
"""Characters at a line's end in which a date is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line among its neighbours, the labels of picture viewers passed over."""

    line: Line
    above: Line | None = None
    below: Line | None = None
    after: Line | None = None
    """The line below the one below."""
    labelled: bool = False
    """A picture viewer's label stands between the line and the one above it."""
    before_text: bool = False
    """A paragraph or a credit stands below, or below others that are said twice running."""
    repeated: bool = False
    """The line is as long as a caption and said twice, not running."""
    teased: bool = False
    """A `Read more` label stands above the line or its description."""

    leads: bool = False
    """A date or byline stands a few lines above, and at most one sentence between."""

    @property
    def described(self) -> bool:
        """The line says again what the line above it says, and perhaps a little more."""
        return self.above is not None and begins_with(self.line, self.above)

    @property
    def ended(self) -> bool:
        """The line ends as a sentence does, a credit apart."""
        return is_ended(split_credit(self.line.text)[0])

    @property
    def over_credit(self) -> bool:
        """The next line is nothing but a credit."""
        return self.below is not None and self.below.shape is Shape.CREDIT

    @property
    def under_credit(self) -> bool:
        """The line above is nothing but a credit, and nothing over it has taken it."""
        return self.above is not None and self.above.shape is Shape.CREDIT and bool(self.above.credit)


SIGNS: tuple[tuple[str, int, Callable[[Place], bool]], ...] = (
    ("carries a credit", 6, lambda at: at.line.shape is Shape.CAPTION),
    ("says the description above it again", 1, lambda at: at.described),
    ("", 4, lambda at: at.described and (at.ended or at.before_text or _is_longer(at.line, at.above))),
    ("is like the description above it", 1, lambda at: not at.described and are_alike(at.above, at.line)),
    ("stands over a credit", 3, lambda at: at.over_credit),
    ("", 1, lambda at: at.over_credit and at.leads),
    ("stands under a credit", 2, lambda at: at.under_credit and at.line.width >= SHORTEST_UNDER),
    ("ends with a name", 3, lambda at: bool(named_at_end(at.line.text)[1])),
    ("ends with a bracket such as a credit's", 2, lambda at: ends_in_credit(at.line.text)),
    ("", 2, lambda at: ends_in_credit(at.line.text) and at.before_text),
    ("stands under a viewer's label", 1, lambda at: at.labelled and at.line.width >= SHORTEST_UNDER),
    ("points into a picture", 2, lambda at: stages_picture(at.line.text)),
    ("ends with a date", 4, lambda at: at.line.width >= SHORTEST_UNDER and _ends_with_date(at.line.text)),
    ("is said twice and dated", 5, lambda at: at.repeated and at.ended and bool(_YEAR.search(at.line.text))),
    ("", -1, lambda at: at.ended),
    ("", -1, lambda at: at.ended and at.over_credit and says_source(at.below.text)),
    ("", -2, lambda at: at.ended and at.over_credit and _is_open(at.after)),
    ("", -1, lambda at: at.ended and at.line.width > SENTENCE),
    ("", -1, lambda at: at.line.width > LONG),
    ("", -2, lambda at: at.line.width > 2 * LONG),
    ("", -2, lambda at: at.line.text.endswith((":", "："))),
    ("", -1, lambda at: at.line.text.startswith(_QUOTES)),
    ("", -6, lambda at: at.teased),
    ("", -9, lambda at: says_when(at.line.text)),
)
"""What a line's place and words say for its being a caption (what tells, with a name) and against it."""


def describes(above: Line, caption: Line) -> bool:
    """Say whether the line above a caption describes the picture: in the caption's words, or as one names what one sees."""
    if above.shape not in (Shape.PARAGRAPH, Shape.SHORT):
        return False
    return begins_with(caption, above) or are_alike(above, caption) or (above.width <= 2 * LONG and names_a_sight(above.text))


def begins_with(line: Line, description: Line) -> bool:
    """Say whether a line says a description again, with a credit or a few words behind it."""
    if description.width < SHORTEST_DESCRIPTION or description.shape not in MAY_BE:
        return False
    said, whole = normalise(description.text), normalise(line.text)
    return whole.startswith(said) and len(whole) - len(said) <= LONGEST_REST


def are_alike(above: Line | None, line: Line) -> bool:
    """Say whether two neighbouring lines say much the same, as a description and a caption do."""
    if above is None or above.shape not in MAY_BE or not all(SHORTEST_DESCRIPTION <= one.width <= LONGEST_ALIKE for one in (above, line)):
        return False
    one, other = _triples(above.text), _triples(line.text)
    return len(one & other) >= ALIKE * max(len(one), len(other))


def _ends_with_date(line: str) -> bool:
    """Say whether a day of a year is the last that a line says, as of a picture's taking."""
    return bool(_DAY_AND_PLACE.search(line)) or (bool(_LAST_YEAR.search(line)) and find_moment(line[-_DATE:]) is not None)


def _is_open(line: Line | None) -> bool:
    """Say whether a line is as long as a caption and no full stop ends it: a credit above it is rather its own."""
    return line is not None and line.shape is Shape.SHORT and line.width >= SHORTEST_UNDER


def _is_longer(line: Line, above: Line | None) -> bool:
    return above is not None and len(line.text) > len(above.text)


def _triples(text: str) -> set[str]:
    said = "".join(filter(str.isalnum, normalise(text)))
    return {said[at : at + 3] for at in range(len(said) - 2)} or {said}
