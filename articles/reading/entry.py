"""A feed's item read as a story, by the very rooms that read pages. Pure.

The item is written as the page that its publisher would have made of it: what a page may say wrongly an item may say wrongly too.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from html import escape

from articles.reading.page import read_page
from articles.reading.story import Story
from articles.subscriptions.feed import Item, Media

NOT_IN_SRCSET = re.compile(r"[\s,]")
"""Where a `srcset` would take an address apart."""


def read_entry(item: Item, publisher: str = "") -> Story:
    """Read an item by what its feed gives of it; `publisher` is the feed's title. Raises Unreadable.

    What the feed says apart, its times above all, needs not be looked for in the text.
    """
    story = read_page(page_of(item, publisher), item.url or None)
    return replace(
        story,
        headline=item.title or story.headline,
        published=item.published or story.published,
        updated=item.updated or story.updated,
        publisher=publisher or story.publisher,
    )


def page_of(item: Item, publisher: str) -> str:
    """Write an item as a page: its words, then the pictures that came beside them."""
    head = "".join(
        [
            f"<title>{escape(item.title)}</title>",
            f'<link rel="canonical" href="{escape(item.url)}">' if item.url else "",
            *_metas([("og:type", "article"), ("og:title", item.title), ("og:site_name", publisher)]),
            *_metas([("article:published_time", _said(item.published)), ("article:modified_time", _said(item.updated))]),
            *(f'<meta name="author" content="{escape(author)}">' for author in item.authors),
        ]
    )
    language = f' lang="{escape(item.language)}"' if item.language else ""
    byline = f'<p class="byline">{escape(", ".join(item.authors))}</p>' if item.authors else ""
    figures = "".join(map(_figure, item.media))
    words = item.content or item.summary
    body = f"<article><h1>{escape(item.title)}</h1>{byline}<div>{words}</div>{figures}</article>"
    return f"<!doctype html><html{language}><head>{head}</head><body>{body}</body></html>"


def _figure(media: Media) -> str:
    said = " ".join(filter(None, (media.caption, media.credit and f"({media.credit})")))
    caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
    others = (url for url in media.urls[1:] if not NOT_IN_SRCSET.search(url))
    sources = "".join(f'<source srcset="{escape(url)}">' for url in others)
    return f'<figure><picture>{sources}<img src="{escape(media.urls[0])}" alt=""></picture>{caption}</figure>'


def _metas(said: Iterable[tuple[str, str]]) -> list[str]:
    return [f'<meta property="{name}" content="{escape(value)}">' for name, value in said if value]


def _said(time: datetime | None) -> str:
    return time.isoformat() if time else ""
