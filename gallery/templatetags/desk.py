"""What the desk's templates share."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gallery.admin.waiting import Waiting, waiting_for
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
