"""What a newspaper's style desk would remark about a caption, its credit line and the photo's description. Pure.

A remark that is wrong costs more than one that is missing: whoever is told nonsense twice reads no third one. So every rule speaks only
where it is sure; what depends on a language speaks of English alone. How often each speaks on real captions is in bench/RESULTS.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gallery.wording.captions import repeats
from gallery.wording.credit_lines import split_credit
from gallery.wording.scene_words import begins_in_past, says_date, says_place, sentences, wants_scene
from gallery.wording.spelling import misspelt

LONGEST = 5000
"""Characters beyond which words are no caption; only that is said of them."""


class Code(StrEnum):
    """What is remarked."""

    NO_CAPTION = "no-caption"
    NO_CREDIT = "no-credit"
    CREDIT_IN_TEXT = "credit-in-text"
    AGENCY = "misspelt-agency"
    ALT_REPEATS = "alt-repeats"
    LEAK = "template-leak"
    GARBLED = "garbled"
    FILE_NAME = "file-name"
    DOUBLE_SPACE = "double-space"
    CUT_OFF = "cut-off"
    TOO_LONG = "too-long"
    NO_PLACE = "no-place"
    NO_DATE = "no-date"
    PAST_TENSE = "past-tense"


STYLE = frozenset({Code.NO_PLACE, Code.NO_DATE, Code.PAST_TENSE, Code.TOO_LONG})
"""Remarks about style, which a paper may see otherwise; the others are faults."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: about which of `text`, `credit` and `alt`, and about which letters of it, where it is about some."""

    code: Code
    says: str
    field: str = "text"
    span: tuple[int, int] | None = None

    @property
    def is_style(self) -> bool:
        """Whether it is advice rather than a fault."""
        return self.code in STYLE


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: the words under a photo, its description, and the language they are in (`en`, `en-GB`; empty: unknown)."""

    text: str
    credit: str = ""
    alt: str = ""
    language: str = ""

    @property
    def is_english(self) -> bool:
        """Whether rules about English may speak."""
        return self.language.casefold().split("-")[0] == "en"


_LEAK = re.compile(
    r"\{\{|\}\}|\$\{|\{%|%\}|<%|%>|\{\w{0,30}\}|(?<![\w%])%(?:[sd]|\(\w{1,30}\)[sd])(?!\w)"
    r"|\[/?(?:caption|gallery|embed|img|url)\b[^\]]{0,200}\]?|\[object Object\]|(?i:lorem ipsum|\b(?:caption|text|credit) (?:goes )?here\b)"
    r"|&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});"
    r"|</?(?:p|br|a|b|i|em|strong|span|div|img|figure|figcaption|script|style|h[1-6]|ul|li|iframe)(?:\s[^<>]{0,200})?/?>"
)
_LEFT_ALONE = re.compile(r"(?:^|[/|,:;(]\s*)(undefined|null|NaN|None)(?=\s*(?:$|[/|,;)]))")
"""Words of a program; within a sentence they may be anybody's."""
_GARBLED = re.compile(r"\ufffd+|[ÃÂ][\x80-\xbf]|â€.?")
_FILE_NAME = re.compile(r"\s*(?:\S{1,120}\.(?:jpe?g|png|webp|gif|avif|tiff?|heic)|(?:IMG|DSCF?|DJI|PXL|MG)[_-]?\d{3,}\w*)\s*", re.I)
_DOUBLE_SPACE = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")
_ELLIPSIS = re.compile(r"\s?(?:…|\.{3,}|\[…\])\s*$")
_OPEN_END = re.compile(r"[,;:(\[{„«‹&+=–—-]\s*$")
_SHORTEST_LAST = 4
"""Words; fewer behind a full stop are a remark: `File image`."""
_HANGING = re.compile(r"\s(?:and|or|the|a|an|whose|their|its)\s*$")


def lint(text: str, credit: str = "", alt: str = "", language: str = "") -> list[Finding]:
    """List what is to be remarked, faults first; never raises. Spans are counted in the words as they were given."""
    subject = Subject(text, credit, alt, language)
    if max(len(text), len(credit), len(alt)) > LONGEST:
        return [Finding(Code.TOO_LONG, f"This is longer than {LONGEST} characters, and no caption.")]
    found = [finding for rule in _RULES for finding in rule(subject)]
    return sorted(found, key=lambda finding: finding.is_style)


def _caption(subject: Subject) -> Iterator[Finding]:
    if not subject.text.strip():
        yield Finding(Code.NO_CAPTION, "There is no caption.")
    elif _FILE_NAME.fullmatch(subject.text):
        yield Finding(Code.FILE_NAME, "The caption is the name of a file.")


def _credit(subject: Subject) -> Iterator[Finding]:
    line = split_credit(" ".join(subject.text.split()))[1]
    if line:
        yield Finding(Code.CREDIT_IN_TEXT, f"The credit “{line}” stands in the caption; it has a line of its own.")
    elif not subject.credit.strip():
        yield Finding(Code.NO_CREDIT, "Nobody is credited.", "credit")
    for printed, name in misspelt(subject.credit):
        start = subject.credit.find(printed)
        yield Finding(Code.AGENCY, f"“{printed}”: is {name} meant?", "credit", (start, start + len(printed)))


def _alt(subject: Subject) -> Iterator[Finding]:
    if subject.alt.strip() and subject.text.strip() and repeats(subject.alt, subject.text):
        yield Finding(Code.ALT_REPEATS, "The description for those who can’t see the photo only repeats the caption.", "alt")


def _leaks(subject: Subject) -> Iterator[Finding]:
    for field in ("text", "credit"):
        words = getattr(subject, field)
        for match in [*_LEAK.finditer(words), *_LEFT_ALONE.finditer(words)]:
            span = match.span(match.lastindex or 0)
            yield Finding(Code.LEAK, f"“{words[slice(*span)]}” looks left over from a template.", field, span)
        for match in _GARBLED.finditer(words):
            yield Finding(Code.GARBLED, f"“{match[0]}” looks like a garbled letter.", field, match.span())
            break


def _spaces(subject: Subject) -> Iterator[Finding]:
    for field in ("text", "credit"):
        words = getattr(subject, field)
        for match in _DOUBLE_SPACE.finditer(words):
            around = words[max(0, match.start() - 12) : match.end() + 12]
            yield Finding(Code.DOUBLE_SPACE, f"Two spaces in “{around.strip()}”.", field, match.span())
            break


def _cut_off(subject: Subject) -> Iterator[Finding]:
    text = subject.text.rstrip()
    end = _ELLIPSIS.search(text) or _OPEN_END.search(text) or (_HANGING.search(text) if subject.is_english else None)
    if end and text[: end.start()].strip():
        yield Finding(Code.CUT_OFF, f"It looks cut off: it ends in “{end[0].strip()}”.", "text", end.span())
    elif text.count("(") > text.count(")"):
        place = text.rfind("(")
        yield Finding(Code.CUT_OFF, "A bracket is opened and not closed: was the end cut off?", "text", (place, place + 1))
    elif _stops_without_stop(text):
        yield Finding(Code.CUT_OFF, "The last sentence has no final stop: was it cut off?", "text", (len(text) - 1, len(text)))


def _stops_without_stop(text: str) -> bool:
    """Say whether the last of several sentences lacks the stop that those before it have; a credit and a remark need none."""
    starts = sentences(text)
    if len(starts) < 2 or not text[-1].islower() or split_credit(" ".join(text.split()))[1]:
        return False
    last = text[starts[-1] :].split()
    return len(last) >= _SHORTEST_LAST and "." not in last[-1]


def _length(subject: Subject) -> Iterator[Finding]:
    said = sentences(subject.text)
    if len(said) > 2:
        yield Finding(Code.TOO_LONG, f"{len(said)} sentences; one or two are a caption.", "text", (said[2], len(subject.text)))


def _scene(subject: Subject) -> Iterator[Finding]:
    if not subject.is_english or not wants_scene(subject.text, subject.credit):
        return
    if not says_place(subject.text):
        yield Finding(Code.NO_PLACE, "It does not say where the photo was taken.")
    if not says_date(subject.text):
        yield Finding(Code.NO_DATE, "It does not say when the photo was taken.")


def _tense(subject: Subject) -> Iterator[Finding]:
    span = begins_in_past(subject.text) if subject.is_english else None
    if span:
        verb = subject.text[slice(*span)]
        yield Finding(Code.PAST_TENSE, f"It begins in the past (“{verb}”); what the photo shows is told in the present.", "text", span)


_RULES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (_caption, _credit, _alt, _leaks, _spaces, _cut_off, _length, _tense, _scene)
