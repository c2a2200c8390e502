"""What servers ask of robots (RFC 9309), asked for once a day and kept, and heeded before a page is asked for."""

from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.utils import timezone

from articles.fetch import FetchFailed, FetchRefused, Limits
from articles.subscriptions import keeping
from articles.subscriptions.asking import ask
from articles.subscriptions.rows import RobotsRules

KEPT = timedelta(days=1)
UNREACHABLE = timedelta(hours=1)
"""For which rules of before hold on where they can't be had anew."""
LIMITS = Limits(size=512_000, seconds=20)
FORBIDDEN = "the rules of its server for robots forbid it"


def allows(text: str, url: str, agent: str) -> bool:
    """Tell whether rules let somebody ask for an address."""
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser.can_fetch(agent, url)


def heed(url: str, appointed: bool) -> None:
    """Raise FetchRefused where a page's server forbids robots to ask for it; also what asking for its rules raises (`asking.ask`)."""
    if not allows(_rules(url, appointed), url, settings.CUTLINE_USER_AGENT):
        raise FetchRefused(FORBIDDEN)


def _rules(url: str, appointed: bool) -> str:
    """Give the text of a server's rules, "" where it has none."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"[:300]
    row = RobotsRules.objects.filter(origin=origin).first()
    if row and row.expires_at > timezone.now():
        return row.text
    try:
        text = _ask(origin, appointed)
    except FetchFailed:
        if row is None:
            raise
        text, kept = row.text, UNREACHABLE
    else:
        kept = KEPT
    RobotsRules.objects.update_or_create(origin=origin, defaults={"text": text, "expires_at": timezone.now() + kept})
    return text


def _ask(origin: str, appointed: bool) -> str:
    """Ask for a server's rules: what it says is not there, or is no text, is none; raises FetchFailed where it can't be known."""
    try:
        fetched = ask(f"{origin}/robots.txt", appointed, limits=LIMITS)
    except FetchRefused:
        return ""
    except FetchFailed as failure:
        if failure.status == HTTPStatus.TOO_MANY_REQUESTS or not 400 <= failure.status < 500:
            raise
        return ""
    return keeping.plain(fetched.body.decode("utf-8", "replace"))
