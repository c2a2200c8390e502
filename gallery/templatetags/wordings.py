"""Wordings at the desk: one beside another, and what is remarked about one."""

from typing import Any

from django import template

from gallery.wording.changes import ADDED, REMOVED, Stretch, changes

register = template.Library()


@register.inclusion_tag("admin/gallery/_difference.html")
def difference(before: str, after: str) -> dict[str, Any]:
    """Draw the later wording with what was added and removed marked word by word; another text altogether as such."""
    whole = [Stretch(what, text) for what, text in ((REMOVED, before), (ADDED, after)) if text]
    stretches = whole if (marked := changes(before, after)) is None else marked
    return {"stretches": stretches, "text": after}
