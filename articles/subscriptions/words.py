"""The words of a feed's HTML, unsanitised as it comes: enough to compare texts, at a cost that any HTML bears. Pure."""

import re
from html import unescape

_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>?")
_BREAKS = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|table|tr|figure|figcaption|hr)\b[^<>]*>?", re.I)


def has_markup(html: str) -> bool:
    """Tell whether a text has any tag in it."""
    return _TAG.search(html) is not None


def text_of(html: str) -> str:
    """Give the text of foreign HTML in one line."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", _SILENT.sub(" ", html)))).split())


def lines_of(html: str) -> list[str]:
    """Give the text of foreign HTML paragraph by paragraph, the empty ones left out."""
    lines = _BREAKS.sub("\n", " ".join(_SILENT.sub(" ", html).split())).split("\n")
    return [line for line in map(text_of, lines) if line]
