"""A story as HTML for feed readers: its text with every photo once, as a figure in its place.

Feed readers throw scripts, styles and most attributes away, and show a caption reliably only as `<figure><img><figcaption>`.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from django.utils.timezone import localtime

from articles.feeds.entry import Shown
from articles.feeds.markup import uri
from articles.pages import Plate, Spread
from gallery.web import host, web_address


def of(article: Any, spread: Spread, shown: Mapping[int, Shown]) -> str:
    """Set a story; `shown` are its photos by their number."""

    def figures(*plates: Plate) -> Iterator[str]:
        return (_figure(plate.caption, shown[plate.number]) for plate in plates)

    parts = [*figures(*([spread.lead] if spread.lead else []))]
    for block in spread.blocks:
        parts += [*figures(*block.photos), block.html]
    parts += [*figures(*spread.gallery), *_corrections(article), *_links(article)]
    set_story = "\n".join(filter(None, parts))
    return f'<div dir="rtl">{set_story}</div>' if article.direction == "rtl" else set_story


def in_order(spread: Spread) -> Iterator[Plate]:
    """Give the photos as a reader meets them."""
    if spread.lead:
        yield spread.lead
    for block in spread.blocks:
        yield from block.photos
    yield from spread.gallery


def _figure(caption: Any, shown: Shown) -> str:
    words = f"<figcaption>{_words(shown)}</figcaption>" if shown.text or shown.credit else ""
    return f"<figure>{_picture(caption, shown)}{words}</figure>"


def _picture(caption: Any, shown: Shown) -> str:
    if shown.files:
        file = shown.files[0]
        return f'<img src="{escape(file.url)}" width="{file.width}" height="{file.height}" alt="{escape(shown.alt)}">'
    address = "" if shown.text else caption.seen_at
    return f'<a href="{escape(uri(address))}">Photo at {escape(host(address))}</a>' if address else ""


def _words(shown: Shown) -> str:
    credit = f"<small>({escape(shown.credit)})</small>" if shown.credit else ""
    return " ".join(filter(None, [escape(shown.text, quote=False), credit]))


def _corrections(article: Any) -> Iterator[str]:
    for correction in article.corrections.all():
        at = localtime(correction.at)
        when = f"{at.day} {at:%B %Y, %H:%M}"
        yield f"<p><b>Correction, {when}:</b> {escape(correction.text, quote=False)}</p>"


def _links(article: Any) -> Iterator[str]:
    for link in article.links:
        if address := web_address(link["url"]):
            name = link["label"] or link["role"].capitalize()
            yield f'<p><a href="{escape(uri(address))}">{escape(name)} at {escape(host(address))}</a></p>'
    if address := web_address(article.url):
        source = f" at {escape(article.source.name)}" if article.source else ""
        yield f'<p><a href="{escape(uri(address))}">Read the original{source}</a></p>'
