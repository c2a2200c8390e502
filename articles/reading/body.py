"""The story's text as clean blocks: trafilatura chooses them on a tree the pictures were taken from. Pure."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import nh3
import trafilatura
from lxml.html import HtmlElement

from articles.reading.dom import folded, text_of
from articles.reading.links import link_address

TAKEN = "data-reading-taken"
"""Marks an element of the page that does not go into the text: a picture, its caption, an embed."""
MAX_TEXT = 600_000
"""Characters of visible text trafilatura is given; flat text costs it more than linear time."""
TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "code",
        "br",
        "hr",
        "a",
        "em",
        "strong",
        "sub",
        "sup",
    ]
)
_SILENT = ("figure", "figcaption", "img", "picture", "video", "audio", "iframe", "noscript", "template", "script", "style", "svg", "object")
_EMPHASIS = {"#b": "strong", "#i": "em", "#sub": "sub", "#sup": "sup", "#t": "code"}
_BLOCKS = frozenset({"p", "head", "list", "quote", "table", "code"})
_TAG = re.compile(r"<[^<>]*>")
_EMPTY_LINE = re.compile(r"(?:<br>\s*){2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block of the body: its clean HTML on one line, its plain text, its tag."""

    html: str
    text: str
    tag: str


def story_blocks(tree: HtmlElement, url: str | None) -> list[Block]:
    """Choose the story's blocks from a page whose pictures and captions are marked with TAKEN. Leaves the tree as it is."""
    bare = copy.deepcopy(tree)
    for element in [*bare.iter(*_SILENT), *bare.iterfind(f".//*[@{TAKEN}]")]:
        if element.getparent() is not None:
            element.drop_tree()
    chosen = _chosen(bare, url)
    return [block for block in chosen if block.text]


def _chosen(bare: HtmlElement, url: str | None) -> list[Block]:
    if len(text_of(bare)) > MAX_TEXT:
        return densest(bare, url)
    document = trafilatura.bare_extraction(
        copy.deepcopy(bare), url=url, include_comments=False, include_tables=True, include_formatting=True, include_links=True
    )
    body = getattr(document, "body", None)
    blocks = [block for tag, inner in _top_level(body, url) for block in _parted(tag, inner)] if body is not None and len(body) else []
    return blocks or densest(bare, url)


def _parted(tag: str, inner: str) -> list[Block]:
    """Make blocks of one element: a page may part its paragraphs by empty lines alone."""
    parts = _EMPTY_LINE.split(inner) if tag == "p" else [inner]
    return [clean_block(tag, part) for part in parts]


def densest(bare: HtmlElement, url: str | None) -> list[Block]:
    """Take the paragraphs of the element that holds most of the page's running text: what is left where nothing else answers."""
    weights: dict[HtmlElement, int] = {}
    for paragraph in bare.iter("p"):
        length = len(text_of(paragraph))
        parent = paragraph.getparent()
        if length > 40 and parent is not None:
            weights[parent] = weights.get(parent, 0) + length
    if not weights:
        return []
    home = max(weights, key=weights.__getitem__)
    return [clean_block("p", _inline(paragraph, url)) for paragraph in home.iter("p")]


def clean_block(tag: str, inner: str) -> Block:
    """Sanitise one block; its text is what a reader sees of it."""
    line = f"<{tag}>{' '.join(inner.split())}</{tag}>"
    cleaned = nh3.clean(line, tags=set(TAGS), attributes={"a": {"href"}}, link_rel=None, url_schemes={"http", "https", "mailto"})
    text = folded(plain_text(cleaned))
    return Block(cleaned, text, tag)


def plain_text(cleaned: str) -> str:
    """Take the tags off clean HTML."""
    spaced = re.sub(r"<(?:br|/li|/p|/td|/th|/tr|/h2|/h3)>", " ", cleaned)
    return _unescaped(_TAG.sub("", spaced))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&nbsp;", " ").replace("&amp;", "&")


def _top_level(body: HtmlElement, url: str | None) -> Iterator[tuple[str, str]]:
    """Bring trafilatura's tree to (tag, inner HTML) pairs; loose inline text becomes paragraphs."""
    loose = escape(body.text or "")
    for child in body:
        if child.tag in _BLOCKS:
            yield "p", loose
            loose = ""
            yield from _block(child, url)
        elif _holds_blocks(child):
            yield "p", loose
            loose = ""
            yield from _top_level(child, url)
        elif child.tag == "lb":
            yield "p", loose
            loose = ""
        else:
            loose += _element(child, url)
        loose += escape(child.tail or "")
    yield "p", loose


def _block(element: HtmlElement, url: str | None) -> Iterator[tuple[str, str]]:
    tag = element.tag
    if tag == "head":
        yield ("h2" if element.get("rend") in {"h1", "h2"} else "h3"), _plain_inline(element, url)
    elif tag == "quote":
        yield "blockquote", _inline(element, url)
    elif tag == "list":
        yield ("ol" if element.get("rend") == "ol" else "ul"), _inline(element, url)
    elif tag == "code":
        yield (
            "pre",
            escape(element.text_content() if hasattr(element, "text_content") else "".join(element.itertext())).replace("\n", "<br>"),
        )
    elif tag == "table":
        yield "table", f"<tbody>{_inline(element, url)}</tbody>"
    elif _holds_blocks(element):
        yield from _top_level(element, url)
    else:
        yield "p", _inline(element, url)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in element)


def _plain_inline(element: HtmlElement, url: str | None) -> str:
    """A subhead is strong by itself."""
    return re.sub(r"</?strong>", "", _inline(element, url))


def _inline(element: HtmlElement, url: str | None) -> str:
    pieces = [escape(element.text or "")]
    for child in element:
        pieces.append(_element(child, url))
        pieces.append(escape(child.tail or ""))
    return "".join(pieces)


def _element(child: HtmlElement, url: str | None) -> str:
    if not isinstance(child.tag, str):
        return ""
    inner = _inline(child, url)
    tag = _tag_for(child)
    if tag == "br":
        return "<br>"
    if tag == "a":
        href = link_address(child.get("target") or child.get("href") or "", url)
        return f'<a href="{escape(href)}">{inner}</a>' if href and inner.strip() else inner
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _tag_for(child: HtmlElement) -> str:
    tag = child.tag
    if tag == "hi":
        return _EMPHASIS.get(child.get("rend") or "", "")
    if tag == "cell":
        return "th" if child.get("role") == "head" else "td"
    if tag == "list":
        return "ol" if child.get("rend") == "ol" else "ul"
    renamed = {"ref": "a", "item": "li", "row": "tr", "quote": "blockquote", "lb": "br", "head": "strong", "b": "strong", "i": "em"}
    return renamed.get(tag, tag if tag in TAGS else "")
