"""The words of a feed's HTML, unsanitised as it comes: enough to compare texts, at a cost that any HTML bears. Pure."""

import re
from html import unescape

_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>?")
_BREAKS = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|table|tr|figure|figcaption|hr)\b[^<>]*>?", re.I)

TAIL = 3_000
"""Characters at the end of an item in which a line of the feed's maker is looked for."""
_LAST_PARAGRAPH = re.compile(r"<p\b[^<>]*>((?:(?!<p\b).)*)\Z", re.I | re.S)
_HREF = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\s\"'<>]+)", re.I)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


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


def links_of(html: str) -> list[str]:
    """Give the addresses that foreign HTML links to, as they stand there."""
    return _HREF.findall(html)


def attributes_of(tag: str) -> dict[str, str]:
    """Give what a tag says, by names in small letters; of a name that comes twice the first."""
    said: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag):
        said.setdefault(name.lower(), unescape(value.strip("\"'")).strip())
    return said


def bare(address: str) -> str:
    """Give what two ways of writing one address have in common: no scheme, no `www.`, no query, no slash at the end."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?", "", address.partition("#")[0].partition("?")[0].strip().rstrip("/"), flags=re.I)


def without_maker_s_line(html: str, url: str) -> str:
    """Take off the last paragraph where all it does is to name item and site again, as WordPress ends its items in every language.

    Two links say it: one to the item, which stands at `url`, and one to what that address begins with.
    """
    found = _LAST_PARAGRAPH.search(html, max(len(html) - TAIL, 0))
    links = list(map(bare, links_of(found[1]))) if found else []
    is_line = len(links) == 2 and links[0] == bare(url) != links[1] != "" and f"{bare(url)}/".startswith(f"{links[1]}/")
    return html[: found.start()] if found and is_line else html
