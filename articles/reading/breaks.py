"""Where a line ends though no block element says so: empty lines, indents, elements styled or made as blocks. Pure."""

import re
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

BREAKING = frozenset(
    """
    p div li h1 h2 h3 h4 h5 h6 td th tr figcaption section ul ol dl dt dd article main header footer aside nav figure blockquote pre table
    tbody thead form fieldset address details summary hr body html center menu dialog hgroup caption
    """.split()  # noqa: SIM905
)
"""Elements that begin a line of their own."""
_STYLED = frozenset({"span", "font", "b", "strong", "em", "i", "a", "label"})
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.I)
_RUNNING = frozenset("p span a b strong em i li h1 h2 h3 h4 h5 h6 td font small label".split())  # noqa: SIM905
"""Elements in which words run on: an element among them breaks no line unless it is known to."""
_INDENTS = ("\u3000", "\u2003", "\xa0\xa0")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][\"'”“’»)\]」』]*\s*$")
_LAST_PIECES = 12
_SENTENCE = 40
"""Characters of a part that ends like a sentence and so ends a line."""


def is_block(element: HtmlElement, tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an inline or custom element is a block: by its style; a custom one by what stands around it, which no words do."""
    if tag in _STYLED:
        style = attributes.get("style")
        return style is not None and _BLOCK_STYLE.search(style) is not None
    if "-" not in tag:
        return False
    around, before = element.getparent(), element.getprevious()
    if around is None or around.tag in _RUNNING or not _is_blank(element.tail):
        return False
    return _is_blank(around.text) if before is None else _is_blank(before.tail) and before.tag not in _RUNNING


def leaves_paragraph(br: HtmlElement) -> bool:
    """Tell a `br` after which a paragraph begins, an empty line before it or an indent in it, from one that only breaks the line."""
    before, after = br.getprevious(), br.tail
    after_empty = before is not None and before.tag == "br" and _is_blank(before.tail)
    return after_empty or (after is not None and after.lstrip("\r\n\t ").startswith(_INDENTS))


def follows_paragraph(span: HtmlElement) -> bool:
    """Tell whether a `span` may begin a line where another ended: inside a paragraph a space would stand between them."""
    before, around = span.getprevious(), span.getparent()
    if before is None or before.tag != "span" or around.tag in _RUNNING:
        return False
    return not before.tail or ("\n" in before.tail and before.tail.isspace())


def ends_paragraph(pieces: Sequence[str], length: int) -> bool:
    """Tell whether a text, given in pieces, ends with a part of so many characters that is long enough and ends with a sentence."""
    return length >= _SENTENCE and _SENTENCE_END.search("".join(pieces[-_LAST_PIECES:])[-length:]) is not None


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()
