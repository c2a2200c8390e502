"""Words about sources on the desk's pages: times, and how a source is."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from articles.models import Subscription
from articles.subscriptions.health import State, complaint_of, state_of
from gallery.templatetags.times import moment


def time(when: datetime | None, otherwise: str = "", due: str = "") -> SafeString:
    """Write a time, or what stands where there is none, quietly; `due` stands for one that has come."""
    now = timezone.now()
    if when is None or (due and when <= now):
        return format_html('<span class="quiet">{}</span>', due if when else otherwise)
    local, today = timezone.localtime(when), timezone.localtime(now)
    day = f"{local.day} {local:%b}" if local.year == today.year else f"{local.day} {local:%b %Y}"
    day = "today" if local.date() == today.date() else day
    return format_html('<time datetime="{}">{}, {}</time>', moment(local), day, f"{local:%H:%M}")


def pause_in_words(pause: timedelta) -> str:
    """Say how long a pause is, roughly: “2 hours”."""
    now = timezone.now()
    return timesince(now - pause, now, depth=1).replace("\xa0", " ")


def health(source: Subscription) -> SafeString:
    """Say how a source is, and why. What its site maps are is told where `failing_parts` says how many of them fail."""
    state, complaint = state_of(source), complaint_of(source)
    head = format_html('<span class="health {}">{}</span>', state.value, state.label)
    if state is State.FAILING and source.failing_since:
        head = format_html("{} since {}", head, time(source.failing_since))
    elif state is State.FINE and complaint:
        head = format_html("{}, but not whole", head)
    parts = getattr(source, "failing_parts", 0)
    said = [complaint, f"{parts} of its site maps fail{'s' if parts == 1 else ''}." if parts else ""]
    return format_html("{}{}", head, format_html_join("", '<br><span class="quiet">{}</span>', ((each,) for each in said if each)))
