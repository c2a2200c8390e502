"""What the desk's templates share."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gallery.admin.parts import shown, thumbnail
from gallery.admin.waiting import Waiting, waiting_for
from gallery.models import Caption, Photo
from gallery.records import day as printed_day
from gallery.wording.places import Scene, scene_of
from gallery.wording.word_diff import ADDED, KEPT, direction, marked

register = template.Library()


@register.simple_tag(takes_context=True)
def what_waits(context: dict[str, Any]) -> list[Waiting]:
    """Give what waits for the editor who looks."""
    return waiting_for(context["user"])


@register.simple_tag
def word_diff(old: str, new: str) -> SafeString:
    """Draw an old and a new wording as one line, with what went in `<del>` and what came in `<ins>`; said to screen readers too."""
    pieces = format_html_join("", "{}", ((_drawn(what, text),) for what, text in marked(old, new)))
    return format_html('<span class="difference" dir="{}">{}</span>', direction(new or old), pieces)


def _drawn(what: str, text: str) -> SafeString | str:
    if what == KEPT:
        return text
    # Each change stands in its own direction, so that what one contains turns nothing outside it.
    tag, said = ("ins", "added") if what == ADDED else ("del", "removed")
    unseen = '<span class="visually-hidden" lang="en" dir="ltr"> {}: </span>'
    return format_html(f'<{tag} dir="auto">{unseen}{{}}{unseen.replace(": ", " ")}</{tag}>', said, text, f"(end of what was {said})")


@register.filter
def words(names: str) -> list[str]:
    """Give the words of a text, for a loop."""
    return names.split()


@register.filter
def at(values: Mapping[str, str], name: str) -> str:
    """Give what stands under a name; empty where nothing does."""
    return values.get(name, "")


@register.filter
def small(photo: Photo) -> SafeString | str:
    """Draw a photo as lists show it."""
    return thumbnail(photo)


@register.filter
def pictured(file: Any, width: int) -> SafeString:
    """Draw a picture file of the storage that many pixels wide."""
    return shown(file, width)


@register.filter
def scene(caption: Caption) -> Scene:
    """Give place and date of a caption, as its words say them."""
    return scene_of(caption.text)


@register.filter
def day(iso: str) -> str:
    """Give a date as the paper prints it, as exact as it is."""
    return printed_day(iso)
