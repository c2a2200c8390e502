"""A story as machines read it: schema.org's NewsArticle with an ImageObject for each photo, and the same words as on the page."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from gallery.pictures import picture_of
from gallery.templatetags.pictures import web_address
from gallery.wording.credited import Part

_INSIDE_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def news_article(article: Any, root: str, paper: str, own: bool) -> dict[str, Any]:
    """Describe an article that was read `with_gallery`; `root` is the site's address, `paper` its name.

    `own`: whether the stories are the operator's own; else the original is named as what this is based on, and its publisher as publisher.
    """
    here = urljoin(root, article.get_absolute_url())
    publisher = paper if own or not article.source else article.source.name
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": here,
        "url": here,
        "headline": article.headline,
        "description": article.standfirst,
        "articleSection": article.section.name if article.section else "",
        "inLanguage": article.language,
        "datePublished": article.dated_at.isoformat(timespec="seconds"),
        "dateModified": max(article.dated_at, article.updated_at or article.dated_at).isoformat(timespec="seconds"),
        "author": [{"@type": "Person", "name": str(name)} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher},
        "isBasedOn": "" if own else web_address(article.url),
        "image": [image for caption in article.gallery if (image := _image(caption, root))],
    }
    return _without_empty(said)


def _image(caption: Any, root: str) -> dict[str, Any] | None:
    picture = picture_of(caption.photo)
    if picture is None:
        return None
    photographers = [name.name for name in caption.names.all() if name.part == Part.PHOTOGRAPHER]
    said = {
        "@type": "ImageObject",
        "contentUrl": urljoin(root, picture.src),
        "url": urljoin(root, caption.get_absolute_url()),
        "width": picture.width,
        "height": picture.height,
        "caption": caption.text or caption.photo.alt or "",
        "creditText": caption.credit,
        "creator": [{"@type": "Person", "name": name} for name in photographers],
    }
    return _without_empty(said)


def _without_empty(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def inside_html(said: dict[str, Any] | Sequence[Any]) -> str:
    """Give it as JSON that ends no script element."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_INSIDE_HTML)
