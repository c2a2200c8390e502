"""What changed between two wordings, for the desk's pages."""

from django import template

from gallery.wording.changes import ADDED, REMOVED, Stretch, changes

register = template.Library()


@register.inclusion_tag("admin/articles/_difference.html")
def difference(before: str, after: str) -> dict[str, object]:
    """Mark what was added and removed word by word; where it is another text altogether, the one is removed and the other added."""
    marked = changes(before, after)
    whole = [Stretch(REMOVED, before), Stretch(ADDED, after)]
    return {"stretches": [each for each in (whole if marked is None else marked) if each.text]}
