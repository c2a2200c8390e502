"""Words under photos: made clean for showing, made equal for comparing. Pure.

Captions are compared exactly after normalising and never by likeness: a wire service repeats its context sentence under
every photo, and captions of different photos score 94 to 98 of 100 in a fuzzy comparison.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from gallery.wording.credit_lines import split_credit
from gallery.wording.directions import kept_within

SHORTEST_CUT = 20
"""Normalised characters that a caption cut off with an ellipsis must keep to say which caption it is."""

_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff]")
_SOFT_HYPHEN = "\u00ad"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_TEMPLATE_TAG = re.compile(r"\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}|\{%[^%]{0,200}%\}|<%[^%]{0,200}%>|%[A-Z][A-Z_]{2,60}%")
# A dotted name of code before the first word: two dots or an underscore tell it from the name of a site.
_LEAKED_NAME = re.compile(r"^\s*(?!www\.)(?=\S*_|\S*\.\S*\.)[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+(?:\s+|$)")
_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_TYPOGRAPHIC = re.compile(f"[{''.join(_PUNCTUATION)}]")
_BEFORE_SLASH = re.compile(r"\s+/\s*|/\s+")
_DASH_RUN = re.compile(r"\s*-(?:\s*-)*\s*")


def clean(text: str) -> str:
    """Make words fit for showing: leaked template variables, control characters and signs that turn others out, white space folded, NFC."""
    text = _TEMPLATE_TAG.sub(" ", text if text.isprintable() else kept_within(_CONTROL.sub("", text)))
    leaked = _LEAKED_NAME.match(text)
    return _spaced(unicodedata.normalize("NFC", text[leaked.end() :] if leaked else text))


def _spaced(text: str) -> str:
    return " ".join((text if text.isascii() else _INVISIBLE.sub(" ", text.replace(_SOFT_HYPHEN, ""))).split())


def _plain_signs(text: str) -> str:
    return _TYPOGRAPHIC.sub(lambda sign: _PUNCTUATION[sign[0]], text)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Give the form in which two captions are compared: Unicode form, white space, quotes, dashes, slashes, case."""
    text = _plain_signs(unicodedata.normalize("NFKC", _plain_signs(clean(text))))
    text = _BEFORE_SLASH.sub("/", text) if "/" in text else text
    text = _DASH_RUN.sub("-", text) if "-" in text else text
    return _spaced(text).casefold()


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Normalise the words without their credit line, as the design compares captions."""
    return normalise(split_credit(clean(text))[0])


def same_words(left: str, right: str) -> bool:
    """Say whether two captions say the same, apart from credit lines; one cut off with an ellipsis equals what it begins."""
    left, right = bare(left), bare(right)
    return left == right or _begins(left, right) or _begins(right, left)


def _begins(cut: str, whole: str) -> bool:
    stem = cut.removesuffix("...").rstrip()
    return stem != cut and len(stem) >= SHORTEST_CUT and whole.startswith(stem)


def repeats(description: str, caption: str) -> bool:
    """Say whether a description (an `alt`) only says the caption, or a part of it, again."""
    said, shown = bare(description).removesuffix("...").rstrip(" ."), bare(caption)
    return not said or said in shown or (len(shown) >= SHORTEST_CUT and shown.rstrip(" .") in said)


def first_said(wordings: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Choose among the captions and credit lines of what a story shows as several photos, and an editor or the pixels call one; in order.

    The first caption that says anything, with its credit line; without one in it, or without any caption, the first there is.
    """
    said = list(wordings)
    caption, credit = next((each for each in said if each[0]), ("", ""))
    return caption, credit or next((other for _, other in said if other), "")
