"""The lines of a plain-text scrape, each with its shape. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from articles.reading.dates import read_moment
from articles.reading.dom import folded
from articles.reading.languages import width
from articles.reading.markdown import is_markdown, unmarked
from articles.reading.picture_credits import credit_alone, says_source
from articles.reading.picture_wording import is_viewer_label, without_labels
from articles.reading.wording import contributors, is_furniture, notice_links
from gallery.wording.captions import clean
from gallery.wording.credit_lines import split_credit
from gallery.wording.wire import parse_credit

MAX_LINES = 20_000
LONGEST_LINE = 20_000

_FILE = re.compile(r"^\W{0,2}(?:FILE|ARCHIVO|ARCHIV|ARCHIVE)\s*[-–—:]|^\(FILE", re.I)
_SAYS_PICTURE = re.compile(
    r"\b(?:photos?|fotos?|photographs?|images?|pictures?|pool|via|file|handout|courtesy|getty|archiv\w*)\b|/|©", re.I
)
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|av|af|przez|text|texte|autor(?:a|in)?|author|auteur|reporting by)\s*:?\s+[^\W\d_]", re.I)
_ENDED = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]」』]*$")
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d[:.][0-5]\d(?!\d)")
_SENTENCE = re.compile(r"[.!?…:;,()—–]|--|。|、|،")


class Shape(StrEnum):
    """What a line looks like by itself and among its like."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    BYLINE = "byline"
    NOTICE = "notice"
    CONTRIBUTORS = "contributors"
    FURNITURE = "furniture"
    CREDIT = "credit"
    """Says who took a picture, and nothing else."""
    VIEWER = "viewer"
    """A picture viewer's label: a counter, `Expand`."""
    DESCRIPTION = "description"
    """Says for those who can't see it what a picture shows."""
    SHORT = "short"
    """Short and not told yet: a headline, a teaser, a label."""


IN_BODY = frozenset({Shape.PARAGRAPH, Shape.SUBHEAD})


@dataclass(frozen=True, slots=True)
class Line:
    """A line, white space folded, and its shape; `width` counts a character of a script without spaces as two or three."""

    text: str
    shape: Shape
    width: int
    credit: str = ""
    """Of a caption that is known apart from its credit, and of a line that is a credit."""
    sign: str = ""
    """What told that it is a caption."""


def lines_of(text: str) -> tuple[list[Line], tuple[str, ...]]:
    """Split a scrape into lines with shapes; also what a limit cut, in sentences."""
    raw = _unwrapped(text.split("\n"))
    cuts = [f"Only the first {MAX_LINES:,} lines were read."] if len(raw) > MAX_LINES else []
    said = [folded(line) for line in raw[:MAX_LINES]]
    if any(len(line) > LONGEST_LINE for line in said):
        cuts.append(f"Lines longer than {LONGEST_LINE:,} characters were cut.")
    said = [line[:LONGEST_LINE] for line in said if line]
    said = [bare for line in said if (bare := unmarked(line))] if is_markdown(text) else said
    return [_line(line) for line in said], tuple(cuts)


def is_ended(text: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return bool(_ENDED.search(text))


def says_when(text: str) -> bool:
    """Say whether a line is there to say when: six digits or more, and a date that can be read."""
    return len(text) <= 90 and sum(character.isdigit() for character in text) >= 6 and read_moment(text) is not None


def tells_time(text: str) -> bool:
    """Say whether a short line gives a time or a date: when another story came out, not what the next paragraph is about."""
    return bool(_CLOCK.search(text)) or says_when(text)


def _line(line: str) -> Line:
    credit = credit_alone(line)
    if credit and not notice_links(line):
        return Line(line, Shape.CREDIT, width(line), credit)
    words, labelled = without_labels(line)
    return Line(words, Shape.CAPTION if labelled else _shape(words), width(words))


def _shape(line: str) -> Shape:
    if is_viewer_label(line):
        return Shape.VIEWER
    if notice_links(line):
        return Shape.NOTICE
    if is_furniture(line) or _is_navigation(line):
        return Shape.FURNITURE
    if len(line) < 600 and contributors(line):
        return Shape.CONTRIBUTORS
    if _is_caption(line):
        return Shape.CAPTION
    if len(line) <= 120 and _BYLINE.match(line) and not is_ended(line):
        return Shape.BYLINE
    long_enough = width(line) >= 160 or (width(line) >= 45 and is_ended(line))
    return Shape.PARAGRAPH if long_enough else Shape.SHORT


def _is_caption(line: str) -> bool:
    """Say whether a line is a caption by itself: a leaked template name before it, a file photo's mark, or a picture's credit behind it."""
    words = clean(line)
    if words and words != line and line.endswith(words[-20:]) and re.match(r"\S*caption", line, re.I):
        return True
    if _FILE.match(words):
        return True
    caption, credit = split_credit(words)
    if not credit or not caption or len(caption) > 1500:
        return False
    parsed, end = parse_credit(credit), words[len(caption) :]
    labelled = ":" in end and not says_source(end)
    return bool(labelled or _SAYS_PICTURE.search(end) or (parsed.photographer and parsed.agency) or parsed.via)


def _is_navigation(line: str) -> bool:
    """Say whether a line is a menu: many words, most with a capital, and nothing that ends or parts a sentence."""
    words = [word for word in line.split() if word[0].isalpha()]
    if len(words) < 8 or _SENTENCE.search(line):
        return False
    return sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the lines of a text that was broken at a fixed width, paragraphs parted by empty lines; any other text stays as it is."""
    broken = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(broken) < 10 or max(map(len, broken)) > 100 or all(map(str.strip, lines)):
        return lines
    if sum(len(line) >= 55 for line in broken) < 0.8 * len(broken) or sum(map(is_ended, broken)) > 0.4 * len(broken):
        return lines
    paragraphs = groupby(lines, key=lambda line: bool(line.strip()))
    return [" ".join(map(str.strip, paragraph)) for said, paragraph in paragraphs if said]
