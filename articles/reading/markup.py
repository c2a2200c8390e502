"""From a page's text to one tree, guarded before and after the parser so that no page costs more than it is worth. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from articles.reading.dom import MAX_ATTRIBUTES
from articles.reading.story import Unreadable

MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 30_000
"""Real pages stay below 10,000; the reading costs up to half a millisecond each."""
MAX_OPEN = 1_500
"""Elements left open; real pages close theirs."""
MAX_DEPTH = 220
"""Levels kept: the parser loses text below 256 without a word."""
MAX_NESTING = 2_000
"""Levels at which the page is refused; the parser stops reading soon after."""
LONG = 40_000
"""Characters between two tags from which on a page is looked at tag by tag; a parser's cost grows with the square of the attributes."""

_ATTRIBUTE = r"""=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>?")
_RAW = re.compile(r"<(?:(!--)|(script|style|textarea|title)\b)", re.I)
_RAW_END = {"!--": re.compile("-->")} | {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "textarea", "title")}
_LONG = re.compile(rf"<(?!script|style|!--)[^<]{{{LONG}}}", re.I)
_DECLARATION = re.compile(r"^\s*(?:\ufeff\s*)?<\?xml[^>]*>", re.I)
_SOFT_HYPHEN = re.compile("&(?:shy|#173|#[xX]0*[aA][dD]);")
"""Where a word may be parted: it hides the word from every comparison and search, and browsers part words without it."""
_CLOSED_BY_NEXT = frozenset(["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"])
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])

_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""One class for all elements: lxml.html looks one up by name for each, in Python."""
_is_deep = etree.XPath(f"boolean(/*{'/*' * MAX_DEPTH})")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The page's tree and what had to be cut to get it, each cut a sentence."""

    tree: html.HtmlElement
    cuts: tuple[str, ...] = ()


def parse(markup: str) -> Parsed:
    """Parse a page once, as `decoding` gives it. Raises Unreadable for one that is empty, too large or nested beyond all measure."""
    if len(markup) > MAX_CHARACTERS:
        raise Unreadable(f"the page is too large: {len(markup):,} characters, at most {MAX_CHARACTERS:,} are read")
    markup = _SOFT_HYPHEN.sub("", _DECLARATION.sub("", markup).replace("\u00ad", ""))
    if not markup[:LONG].strip(" \t\r\n\0") and not markup.strip(" \t\r\n\0"):
        raise Unreadable("the page is empty")
    guarded, crowded = _guarded(markup) if _is_suspicious(markup) else (markup, 0)
    tree = _tree(guarded)
    cuts = [f"{crowded:,} elements had more than {MAX_ATTRIBUTES} attributes, which were left out."] if crowded else []
    return Parsed(tree, (*cuts, *_cut_deep(tree)))


def _tree(markup: str) -> html.HtmlElement:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = etree.fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("the page holds no HTML that can be read") from error
    if tree is None:
        raise Unreadable("the page holds no HTML that can be read")
    if tree.tag != "html" or tree.find("body") is None:
        raise Unreadable("the page has no body")
    return tree


def _is_suspicious(markup: str) -> bool:
    """Say at little cost whether a page may hold what makes parsers slow; ordinary pages seldom do."""
    tags = markup.count("<")
    if tags > MAX_ELEMENTS or tags - 2 * markup.count("</") > MAX_OPEN:
        return True
    long = (_TAG.match(markup, found.start()) for found in _LONG.finditer(markup))
    return any(tag is not None and len(tag[3]) > LONG and _is_crowded(tag[3]) for tag in long)


def _guarded(markup: str) -> tuple[str, int]:
    """Count tag by tag what makes parsers slow; take the attributes off tags that are full of them, and say how many there were."""
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
        if len(match[3]) > LONG and _is_crowded(match[3]):
            crowded.append(match.span(3))
        _refuse_beyond(elements, open_now)
    for start, end in reversed(crowded):
        markup = f"{markup[:start]}{markup[end:]}"
    return markup, len(crowded)


def _refuse_beyond(elements: int, open_now: int) -> None:
    if elements > MAX_ELEMENTS:
        raise Unreadable(f"the page is made of more than {MAX_ELEMENTS:,} elements, which no news page needs")
    if open_now > MAX_OPEN:
        raise Unreadable(f"the page leaves more than {MAX_OPEN:,} elements open at once, which no news page needs")


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
    return sum(1 for _ in _ATTRIBUTES.finditer(attributes)) > MAX_ATTRIBUTES


def _cut_deep(tree: html.HtmlElement) -> Iterator[str]:
    """Take out what stands deeper than MAX_DEPTH; walks down without recursion."""
    if not _is_deep(tree):
        return
    depth = deepest = 0
    deep = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if event == "start" and depth == MAX_DEPTH + 1:
            deep.append(element)
    if deepest > MAX_NESTING:
        raise Unreadable(f"the page nests more than {MAX_NESTING:,} elements in one another, which no news page needs")
    for element in deep:
        element.drop_tree()
    yield f"Elements nested deeper than {MAX_DEPTH} levels were left out."
