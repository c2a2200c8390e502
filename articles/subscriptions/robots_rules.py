"""What servers ask of robots, asked for once a day and kept, and heeded before a page is asked for."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from articles import pace
from articles.asking import ask
from articles.fetch import FetchFailed, FetchRefused, Limits
from articles.subscriptions.robots import MAX_BYTES, Rules, Standing, settle
from articles.subscriptions.rows import RobotsRules

LIMITS = Limits(size=2 * MAX_BYTES, seconds=20)
PRODUCT = "Cutline"
FORBIDDEN = "the rules of its server for robots forbid it"
UNKNOWN = "its server’s rules for robots can’t be had"
THERE, NOT_THERE = 200, 404


def heed(url: str, appointed: bool) -> Rules:
    """Give what a page's server asks of robots.

    Raises FetchRefused where it forbids this page, FetchFailed where that can't be known, and NotYet where it can't be asked yet.
    """
    standing = _standing(url, appointed)
    if not standing.rules.allows(url):
        raise FetchFailed(UNKNOWN) if standing.unreachable_since else FetchRefused(FORBIDDEN)
    return standing.rules


def rest_after(url: str, rules: Rules) -> None:
    """Leave a server alone after a question for as long as its rules ask."""
    if rules.delay and rules.delay > settings.CUTLINE_FETCH_PAUSE:
        pace.rest(pace.host_of(url), timezone.now() + timedelta(seconds=rules.delay))


def _standing(url: str, appointed: bool) -> Standing:
    """Give the rules that count for an address, asked for anew where it is time."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"[:300]
    row = RobotsRules.objects.filter(origin=origin).first()
    before = row and Standing(Rules(tuple(map(tuple, row.patterns)), row.delay), row.ask_at, row.unreachable_since)
    if before and before.ask_at > timezone.now():
        return before
    now = settle(timezone.now(), *_asked(origin, appointed), PRODUCT, before)
    said = {"patterns": now.rules.patterns, "delay": now.rules.delay, "ask_at": now.ask_at, "unreachable_since": now.unreachable_since}
    RobotsRules.objects.update_or_create(origin=origin, defaults=said)
    return now


def _asked(origin: str, appointed: bool) -> tuple[int | None, bytes]:
    """Ask for a server's rules; give the status, None where no answer came, and the bytes. What is no text is not there."""
    try:
        return THERE, ask(f"{origin}/robots.txt", appointed, limits=LIMITS).body
    except FetchRefused:
        return NOT_THERE, b""
    except FetchFailed as failure:
        return failure.status or None, b""
