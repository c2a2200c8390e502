"""What servers ask of robots, asked for once a day and kept, and heeded before a page is asked for, wherever redirects lead."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from articles import pace
from articles.asking import ask
from articles.fetch import Fetched, FetchFailed, FetchRefused, Limits
from articles.reading.addresses import is_web
from articles.subscriptions.robots import MAX_BYTES, Rules, Standing, settle
from articles.subscriptions.rows import RobotsRules

LIMITS = Limits(size=2 * MAX_BYTES, seconds=20)
PRODUCT = "Cutline"
FORBIDDEN = "the rules of its server for robots forbid it"
UNKNOWN = "its server’s rules for robots can’t be had"
LED_ON = "its address leads from server to server, each of which is asked for its rules for robots first"
THERE, NOT_THERE = 200, 404


class LedOn(FetchFailed):
    """Redirects led to a server whose rules were not known; they are now, and the page may be asked for once more."""


class _NotAskedYet(Exception):
    """Redirects lead to `url`, whose server's rules are to be asked for."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def ask_for_page(url: str, appointed: bool) -> Fetched:
    """Fetch a page that its server's rules for robots allow, and those of each server that redirects lead to.

    Raises FetchRefused where one forbids it, FetchFailed where that can't be known, NotYet where one can't be asked yet, what `ask` raises,
    and LedOn. A server's rules are not asked for while another one's answer is waited for: the one would be blamed for the other's time.
    """
    heeded = {url: _allowing(_standing(url, appointed), url)}

    def heed_also(led_to: str) -> None:
        if not is_web(led_to):
            return  # it will not be asked
        kept = _kept(_origin(led_to))
        if not _counts(kept):
            raise _NotAskedYet(led_to)
        heeded[led_to] = _allowing(kept, led_to)

    try:
        fetched = ask(url, appointed, on_redirect=heed_also)
    except _NotAskedYet as there:
        _allowing(_standing(there.url, appointed), there.url)
        raise LedOn(LED_ON) from None
    for address, rules in heeded.items():
        _rest_after(address, rules)
    return fetched


def _allowing(standing: Standing, url: str) -> Rules:
    if not standing.rules.allows(url):
        raise FetchFailed(UNKNOWN) if standing.unreachable_since else FetchRefused(FORBIDDEN)
    return standing.rules


def _rest_after(url: str, rules: Rules) -> None:
    """Leave a server alone after a question for as long as its rules ask."""
    if rules.delay and rules.delay > settings.CUTLINE_FETCH_PAUSE:
        pace.rest(pace.host_of(url), timezone.now() + timedelta(seconds=rules.delay))


def _origin(url: str) -> str:
    """Give scheme, host and port of an address of the web; raises FetchRefused where it is malformed."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchRefused("its address is malformed") from error
    return f"{parts.scheme}://{parts.netloc.lower()}"[:300]


def _kept(origin: str) -> Standing | None:
    row = RobotsRules.objects.filter(origin=origin).first()
    return row and Standing(Rules(tuple(map(tuple, row.patterns)), row.delay), row.ask_at, row.unreachable_since)


def _counts(kept: Standing | None) -> bool:
    return kept is not None and kept.ask_at > timezone.now()


def _standing(url: str, appointed: bool) -> Standing:
    """Give the rules that count for an address, asked for anew where it is time."""
    origin = _origin(url)
    before = _kept(origin)
    if _counts(before):
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
