"""Pictures and addresses in templates."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from django import template
from django.urls import reverse

from gallery.models import Caption, Photo
from gallery.pictures import Picture
from gallery.pictures import picture_of as _picture_of
from gallery.wording.credited import pieces

register = template.Library()


@register.inclusion_tag("gallery/_picture.html")
def picture(photo: Photo, sizes: str, eager: bool = False) -> dict[str, Any]:
    """Draw a photo that has a file; `sizes` as in HTML, `eager` for the one picture that must be there first."""
    return {"picture": _picture_of(photo), "sizes": sizes, "eager": eager}


@register.simple_tag
def picture_of(photo: Photo) -> Picture | None:
    """Give a photo's picture to a template that writes its own markup."""
    return _picture_of(photo)


@register.inclusion_tag("gallery/_credit.html")
def credit(caption: Caption) -> dict[str, Any]:
    """Draw a credit line with links to those it names; the caption was read `with_names`."""
    known = {name.key for name in caption.names.all()}
    return {"pieces": [(text, reverse(named.part, args=[named.slug]) if named else "") for text, named in pieces(caption.credit, known)]}


@register.filter
def percent(share: float) -> int:
    """Give a share (0 to 1) as whole per cent."""
    return round(100 * share)


@register.filter
def seen_at(shown: Photo | Caption) -> str:
    """Give the address at which published stories, of a caption its own, show a photo read `seen_in_print`; empty where words alone."""
    photo, story = (shown, None) if isinstance(shown, Photo) else (shown.photo, shown.article_id)
    urls = (url for sighting in photo.seen_in_print if story in (None, sighting.article_id) for url in sighting.urls)
    return next((url for each in urls if (url := web_address(each))), "")


@register.filter
def web_address(url: str) -> str:
    """Give an address only if a link to it leads to the web: what a source says may be anything."""
    return url if host(url) else ""


@register.filter
def host(url: str) -> str:
    """Give the host's name of a web address without `www.`; empty when it is none."""
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
    except (ValueError, AttributeError):
        return ""
    return name.removeprefix("www.") if parts.scheme in {"http", "https"} else ""


@register.filter
def absolute(url: str, root: str) -> str:
    """Give an address as it stands outside the site."""
    return urljoin(root, url)
