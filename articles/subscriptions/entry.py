"""An item of a feed written as the page that its publisher would have made of it, for the rooms that read pages. Pure.

So its photos, captions and receipt obey the same rules as any page's, and what is kept of it can be read again by newer ones. What a
page may say wrongly an item may say wrongly too; but no part of an item can end or hide the parts that follow it.
"""

import json
import re
from html import escape, unescape
from itertools import islice

from articles.reading.furniture import is_avatar
from articles.subscriptions.feed import Feed, Item, Media
from articles.subscriptions.media import joined
from articles.subscriptions.words import has_markup, text_of, without_maker_s_line
from gallery.photo_urls import is_placeholder, key

NOT_IN_SRCSET = re.compile(r"[\s,]")
"""Where a `srcset` would take an address apart."""
MAX_ADDRESSES = 40
"""Of one picture, as many as are read of an image element."""
MAX_PICTURES = 1_000
"""Of one item, looked at here; the reading looks at all."""
BEGINS = 300
"""Characters of two texts of which one is the other's beginning where they agree so far."""
LONGEST_STANDFIRST = 900
LOOKED_AT = 3_000
"""Characters of a summary; ten times as many of the text it may begin."""
_ITS_OWN = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[!?][^<>]*>?|"
    r"</?(?:html|head|body|article|main|base|meta|link|title|textarea|plaintext|xmp|noframes|noembed|frameset|template)\b[^<>]*>?",
    re.I | re.S,
)
"""What belongs to a page as a whole, hides what follows it, or is no text."""
_NOTHING = "<wbr>"
"""Put in the place of what is taken out, so that what stood around it makes no tag."""
_FIGURE = re.compile(r"<figure\b(?:(?!</?figure\b).)*", re.I | re.S)
_SRC = re.compile(r"<img\b[^<>]*?\ssrc\s*=\s*[\"']?(?P<url>[^\s\"'<>]+)", re.I)
_PICTURE = re.compile(r"<(?:img|source|amp-img)\b[^<>]*>?", re.I)
_BETWEEN = re.compile(r"[\s\"'<>]+|,\s|=(?=[/.]|https?:)")
"""What stands between a tag's addresses."""
_BEFORE_TEXT = re.compile(r"(?:\s|&nbsp;|</?(?:p|div|figure|span|a|center|picture|source|section)\b[^<>]*>)*<img\b", re.I)
_BLANK_LINE = re.compile(r"\n\s*\n")


def page_of(item: Item, feed: Feed) -> bytes:
    """Write an item as an HTML page in UTF-8, to be read at `item.url` in a child process (`articles.isolation.Reader`).

    What the feed says apart stands in the page's JSON-LD and on the page; a summary that is not the text's beginning stands under the
    headline. A picture that came beside the text is shown once: where the text has it, metadata gives its words.
    """
    content = _content(item)
    shown = _keys_in(content, item.base or item.url)
    beside = [media for media in item.media if not shown & _keys(media)]
    lead = None if _BEFORE_TEXT.match(content) else next(filter(_may_lead, beside), None)
    others = [media for media in beside if media is not lead]
    gallery = f'<div class="gallery">{"".join(map(_figure, others))}</div>' if others else ""
    words = "".join([_standfirst(item, content), _figure(lead) if lead else "", f"<main>{content}{gallery}</main>"])
    body = f"<article><h1>{escape(item.title)}</h1>{words}</article>"
    language = f' lang="{escape(item.language)}"' if item.language else ""
    named = [_image(media) for media in item.media if shown & _keys(media)] + _captioned(content)
    page = f"<!doctype html><html{language}><head>{_head(item, feed, named)}</head><body>{body}</body></html>"
    return page.encode("utf-8", "replace")


def _head(item: Item, feed: Feed, named: list[dict[str, object]]) -> str:
    base = item.base or item.url
    return "".join(
        [
            '<meta charset="utf-8">',
            f"<title>{escape(item.title)}</title>",
            f'<base href="{escape(base)}">' if base else "",
            f'<link rel="canonical" href="{escape(item.url)}">' if item.url else "",
            f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(item.title)}">',
            f'<meta property="og:site_name" content="{escape(feed.title)}">' if feed.title else "",
            f'<script type="application/ld+json">{_linked_data(item, feed, named)}</script>',
        ]
    )


def _linked_data(item: Item, feed: Feed, named: list[dict[str, object]]) -> str:
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": item.url,
        "headline": escape(item.title),
        "datePublished": item.published.isoformat() if item.published else "",
        "dateModified": item.updated.isoformat() if item.updated else "",
        "author": [{"@type": "Person", "name": escape(name)} for name in item.authors],
        "publisher": {"@type": "Organization", "name": escape(feed.title)} if feed.title else "",
        "inLanguage": item.language,
        "image": named,
    }
    written = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return written.replace("<", "\\u003c")  # so that no word of a feed ends the script


def _image(media: Media) -> dict[str, object]:
    told = {"@type": "ImageObject", "contentUrl": list(media.urls[:MAX_ADDRESSES]), "caption": media.caption, "creditText": media.credit}
    return {name: value for name, value in told.items() if value}


def _captioned(content: str) -> list[dict[str, object]]:
    """Name the pictures that the text captions itself: they are its own, also after its last paragraph."""
    figures = (found[0] for found in islice(_FIGURE.finditer(content), MAX_PICTURES) if "<figcaption" in found[0].lower())
    addresses = (found["url"] for figure in figures if (found := _SRC.search(figure)))
    return [{"@type": "ImageObject", "contentUrl": unescape(address)} for address in addresses]


def _content(item: Item) -> str:
    said = item.content or item.summary
    if not has_markup(said):
        return "".join(f"<p>{part}</p>" for part in _BLANK_LINE.split(said) if part.strip())
    return without_maker_s_line(_without_cut_off_tag(_ITS_OWN.sub(_NOTHING, said)), item.url)


def _without_cut_off_tag(content: str) -> str:
    start = content.rfind("<")
    return content[:start] if start > content.rfind(">") and content[start + 1 : start + 2].strip("/!?").isalpha() else content


def _standfirst(item: Item, content: str) -> str:
    """Give the summary where the text goes on from it; most feeds have the text's beginning there, or its first sentences."""
    said = text_of(without_maker_s_line(item.summary, item.url)[:LOOKED_AT]) if item.content else ""
    begins = said.rstrip(" .…[]")[:BEGINS]
    if not begins or len(said) > LONGEST_STANDFIRST or begins.casefold() in text_of(content[: 10 * LOOKED_AT]).casefold():
        return ""
    return f'<p class="standfirst">{escape(said)}</p>'


def _keys_in(content: str, base: str) -> frozenset[str]:
    """Give what the addresses in a text's pictures name."""
    tags = (tag[0] for tag in islice(_PICTURE.finditer(content), MAX_PICTURES))
    parts = (part for tag in tags for part in _BETWEEN.split(unescape(tag)) if "/" in part or "." in part)
    return frozenset(key(address) for part in parts if (address := joined(part, base))) - {""}


def _keys(media: Media) -> frozenset[str]:
    return frozenset(map(key, media.urls)) - {""}


def _may_lead(media: Media) -> bool:
    return not is_placeholder(media.urls[0]) and not is_avatar(re.sub(r"[^a-z]+", " ", media.urls[0].lower()))


def _figure(media: Media) -> str:
    listed = [url for url in media.urls[:MAX_ADDRESSES] if not NOT_IN_SRCSET.search(url)]
    srcset = f' srcset="{escape(", ".join(listed))}"' if len(listed) > 1 else ""
    credit = f'<span class="credit">{escape(media.credit)}</span>' if media.credit else ""
    said = " ".join(filter(None, (escape(media.caption), credit)))
    caption = f"<figcaption>{said}</figcaption>" if said else ""
    return f'<figure><img src="{escape(media.urls[0])}"{srcset} alt="">{caption}</figure>'
