"""Signs that turn the direction of letters (Unicode Standard Annex 9): none may reach beyond the words that it came with. Pure."""

import re

_ANY = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_TURNING = re.compile("[\u202a-\u202e]")
"""Embeddings and overrides: they change what stands beside them even where they are closed; isolates were made to take their place."""
_ISOLATES = re.compile("[\u2066-\u2069]")
_CLOSING = "\u2069"
_MARKS_AND_SPACES = " \t\n\u200e\u200f\u061c"


def kept_within(text: str) -> str:
    """Give words that turn nothing around them; right-to-left ones stay as they are, since their letters say their direction.

    What stays are isolates, where each that is opened is closed, and marks between other signs.
    """
    if not _ANY.search(text):
        return text
    text = _TURNING.sub("", text)
    if not _are_closed(_ISOLATES.findall(text)):
        text = _ISOLATES.sub("", text)
    return text.strip(_MARKS_AND_SPACES)


def _are_closed(isolates: list[str]) -> bool:
    opened = 0
    for sign in isolates:
        opened += -1 if sign == _CLOSING else 1
        if opened < 0:
            return False
    return opened == 0
