"""Times in templates, as machines read them."""

from datetime import datetime

from django import template

register = template.Library()


@register.filter(expects_localtime=True)
def moment(when: datetime) -> str:
    """Give a time as W3C's profile of ISO 8601 has it: to the second, with the zone of the paper, `2026-10-03T08:00:00+02:00`.

    Django's own formats have none that is: `P` is no zone but an hour in words, `O` lacks the colon, `c` has microseconds.
    """
    return when.isoformat(timespec="seconds")
