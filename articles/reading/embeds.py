"""Embedded videos, posts and players: what a page shows from elsewhere becomes a link beside the story. Pure."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded, names
from articles.reading.links import link_address
from articles.reading.story import Link
from articles.reading.wording import notice_links

MAX_LINKS = 100
MAX_NOTICE = 350
_HOLDERS = frozenset({"p", "div", "li", "span", "em", "strong"})
_POST = re.compile(
    r"\b(?:twitter (?:tweet|video)|instagram media|tiktok embed|fb (?:post|video)|bluesky embed|reddit (?:card|embed)|mastodon embed)\b"
)
_VIDEO = re.compile(r"youtu\.?be|vimeo|dailymotion|brightcove|jwplayer|/video|player|\.m3u8|\.mp4", re.I)
_UNSEEN = re.compile(
    r"googletagmanager|doubleclick|recaptcha|/ads?[/.]|adserver|consent|analytics|facebook\.com/(?:plugins|tr)|about:blank", re.I
)


def find_embeds(tree: HtmlElement) -> list[HtmlElement]:
    """List the elements that show something from elsewhere, in document order."""
    return [element for element in tree.iter("iframe", "video", "blockquote", "amp-youtube", "amp-iframe") if _is_embed(element)]


def _is_embed(element: HtmlElement) -> bool:
    return element.tag != "blockquote" or bool(_POST.search(names(element)))


def embed_links(embeds: Sequence[HtmlElement], base: str | None) -> Iterator[Link]:
    """Turn embeds into links, each address once."""
    seen: set[str] = set()
    for element in embeds[:MAX_LINKS]:
        address = link_address(_address(element), base)
        if address and address not in seen and not _UNSEEN.search(address):
            seen.add(address)
            role = "video" if element.tag == "video" or _VIDEO.search(address) else "embed"
            yield Link(role, address, folded(element.get("title"))[:200])


def notices(outline: Outline, region: HtmlElement) -> Iterator[Link]:
    """Read the addresses out of notices such as "[Gallery not loading above? …]", those behind their links too."""
    for at in range(outline.order[region], outline.last[region] + 1):
        element = outline.elements[at]
        if outline.tags[at] not in _HOLDERS or not 0 < outline.text_length(element) <= 2 * MAX_NOTICE:
            continue
        said = outline.text(element)
        if len(said) <= MAX_NOTICE and ("[" in said[:2] or "not " in said[:40]):
            behind = " ".join(link.get("href") or "" for link in element.iter("a"))
            yield from notice_links(said) or notice_links(f"{said.rstrip().removesuffix(']')} {behind}]")


def _address(element: HtmlElement) -> str:
    if element.tag == "blockquote":
        told = element.get("cite") or element.get("data-instgrm-permalink") or ""
        links = [link.get("href") or "" for link in element.iter("a")]
        return told or (links[-1] if links else "")
    inner = [source.get("src") for source in element.iter("source") if source.get("src")]
    return element.get("src") or element.get("data-src") or (inner[0] if inner else "") or ""
