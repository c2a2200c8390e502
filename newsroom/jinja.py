"""The readers' templates (`templates/paper/`), which Jinja2 fills: what they can say besides what a view gives them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.template.defaultfilters import capfirst, escapejs_filter, pluralize, truncatechars, truncatewords
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import template_localtime
from django_htmx.jinja import htmx_script
from jinja2 import Environment
from markupsafe import Markup

from articles.archive import weeks
from articles.feeds.channels import links
from articles.page_words import beginning, in_a_row, minutes_to_read, summary
from gallery.drawing import credit_pieces, seen_at
from gallery.paths import path_of
from gallery.pictures import picture_of
from gallery.templatetags.times import moment
from gallery.web import absolute, host, web_address
from newsroom.in_page import FIRST_SCRIPT, ICON

type Time = date | datetime


def environment(**options: Any) -> Environment:
    """Give the environment that the settings name."""
    made = Environment(**options)  # noqa: S701 – Django says so itself: everything is escaped.
    made.globals |= {
        "credit_pieces": credit_pieces,
        "feed_links": links,
        "first_script": Markup(FIRST_SCRIPT),  # noqa: S704 – a file of our own
        "htmx_script": htmx_script,
        "icon": ICON,
        "now": lambda form: date_format(timezone.localtime(), form),
        "picture_of": picture_of,
        "static": static,
        "url": path_of,
    }
    said = [absolute, beginning, capfirst, host, in_a_row, minutes_to_read, pluralize, seen_at, summary, truncatechars, truncatewords]
    said += [weeks, web_address]
    made.filters |= {each.__name__: each for each in said}
    made.filters |= {"date": _in_our_zone(date_format), "moment": _in_our_zone(moment), "escapejs": escapejs_filter}
    return made


def _in_our_zone(say: Callable[..., str]) -> Callable[..., str]:
    """Tell a time where the paper is, as Django's own templates do."""

    @wraps(say)
    def said(when: Time, *form: str) -> str:
        return say(template_localtime(when), *form)

    return said
