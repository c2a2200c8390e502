"""Scrapes written as Markdown: their marks are taken off, line by line, so that they read as what a reader saw. Pure."""

import re

_MARKED = re.compile(r"^#{1,6} \S|!\[[^\[\]\n]{0,500}\]\([^()\s]{1,2000}\)", re.M)
"""What no plain text has: a heading's marks, or a picture."""
_HEADING = re.compile(r"^#{1,6} +")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{1,2000}(?: \"[^\"]{0,500}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\((?:https?:|mailto:|[/#])[^()\s]{0,2000}(?: \"[^\"]{0,500}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]{1,2000}?)(?<=[^\s*_])\1(?![\w*])")
_QUOTED = re.compile(r"^(?:> ?)+")


def is_markdown(text: str) -> bool:
    """Tell whether a text is written as Markdown."""
    return _MARKED.search(text) is not None


def unmarked(line: str) -> str:
    """Give a line without Markdown's marks: of a link its words, of a picture nothing."""
    bare = _LINK.sub(r"\1", _IMAGE.sub(" ", _QUOTED.sub("", _HEADING.sub("", line))))
    return " ".join(_EMPHASIS.sub(r"\2", bare).split())
