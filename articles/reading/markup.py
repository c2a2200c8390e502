"""From a page's text to one tree, guarded before and after the parser so that no page costs more than it is worth. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from articles.reading.story import Unreadable

MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 200_000
MAX_OPEN = 1_500
"""Elements open at once before parsing; a parser's cost grows with it."""
MAX_DEPTH = 220
"""Levels kept after parsing: lxml and trafilatura lose text below 256 without a word."""
MAX_ATTRIBUTES = 200
"""Attributes of one element; real pages stay below 80."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*+)>")
_RAW = re.compile(r"<(?:(!--)|(script|style|textarea|title)\b)", re.I)
_RAW_END = {"!--": re.compile("-->")} | {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "textarea", "title")}
_ATTRIBUTE = re.compile(r"[^\s=\"'/]+\s*(?==|\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*(?:\ufeff\s*)?<\?xml[^>]*>", re.I)
_CLOSED_BY_NEXT = frozenset(["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"])
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])


@dataclass(frozen=True, slots=True)
class Parsed:
    """The page's tree and what had to be cut to get it, each cut a sentence."""

    tree: html.HtmlElement
    cuts: tuple[str, ...] = ()


def parse(markup: str) -> Parsed:
    """Parse a page once. Raises Unreadable for one that is empty, too large or nested beyond all measure."""
    if len(markup) > MAX_CHARACTERS:
        raise Unreadable(f"the page is too large: {len(markup):,} characters, at most {MAX_CHARACTERS:,} are read")
    markup = _CONTROL.sub("", _DECLARATION.sub("", markup))
    if not markup.strip():
        raise Unreadable("the page is empty")
    markup, cuts = _guarded(markup)
    tree = _tree(markup)
    if _cut_deep(tree):
        cuts.append(f"Elements nested deeper than {MAX_DEPTH} levels were left out.")
    return Parsed(tree, tuple(cuts))


def _tree(markup: str) -> html.HtmlElement:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("the page holds no HTML that can be read") from error
    if tree.tag != "html" or tree.find("body") is None:
        raise Unreadable("the page has no body")
    return tree


def _guarded(markup: str) -> tuple[str, list[str]]:
    """Count before parsing what makes parsers slow; take the attributes off elements that have absurdly many."""
    open_now = elements = 0
    crowded: list[tuple[int, int]] = []
    for match in _tags(markup):
        name = match[2].lower()
        if match[1]:
            open_now -= open_now > 0 and name not in _CLOSED_BY_NEXT
            continue
        elements += 1
        if name not in _VOID and name not in _CLOSED_BY_NEXT and not match[3].endswith("/"):
            open_now += 1
        if len(match[3]) > 2 * MAX_ATTRIBUTES and _is_crowded(match[3]):
            crowded.append(match.span(3))
        if open_now > MAX_OPEN or elements > MAX_ELEMENTS:
            raise Unreadable("the page's elements are nested or repeated beyond what a news page needs")
    for start, end in reversed(crowded):
        markup = f"{markup[:start]}{markup[end:]}"
    cuts = [f"{len(crowded)} elements had more than {MAX_ATTRIBUTES} attributes, which were left out."] if crowded else []
    return markup, cuts


def _tags(markup: str) -> Iterator[re.Match[str]]:
    """Find the tags outside comments and scripts, in one pass whatever was left open."""
    start = 0
    while start < len(markup):
        raw = _RAW.search(markup, start)
        yield from _TAG.finditer(markup, start, raw.start() if raw else len(markup))
        if raw is None:
            return
        if raw[2] and (opening := _TAG.match(markup, raw.start())):
            yield opening
        end = _RAW_END["!--" if raw[1] else raw[2].lower()].search(markup, raw.end())
        start = end.start() if end else len(markup)


def _is_crowded(attributes: str) -> bool:
    outside_values = re.sub(r"\"[^\"]*+\"|'[^']*+'", '""', attributes)
    return sum(1 for _ in _ATTRIBUTE.finditer(outside_values)) > MAX_ATTRIBUTES


def _cut_deep(tree: html.HtmlElement) -> bool:
    """Take out what stands deeper than MAX_DEPTH; walks down without recursion."""
    depth = 0
    deep = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == MAX_DEPTH + 1:
            deep.append(element)
    for element in deep:
        element.drop_tree()
    return bool(deep)
