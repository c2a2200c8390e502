"""Where feed readers find the feeds of a page."""

from typing import Any

from django import template

from articles.feeds import channels
from articles.feeds.formats import FORMS
from articles.models import Section
from articles.search.addresses import Address
from gallery.models import Name

register = template.Library()


@register.inclusion_tag("feeds/_links.html")
def feed_links(shown: Section | Name | Address | None = None) -> dict[str, Any]:
    """Name the feeds of what a page shows, and those of the whole paper; never with a reader's key, since pages are kept for all."""
    mine = channels.of(shown) if shown else None
    named = [channel for channel in (mine, channels.everything()) if channel]
    return {"links": [(written.MEDIA_TYPE, each.path(form), each.title) for each in named for form, written in FORMS.items()]}
