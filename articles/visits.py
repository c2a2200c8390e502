"""Pages fetched at their hosts' pace, and not sent again while they are unchanged."""

from datetime import datetime, timedelta
from functools import cache
from time import sleep

from django.utils import timezone

from articles import asking, pace
from articles.fetch import Fetched, FetchFailed, FetchRefused
from articles.manners import UNVERSIONED, Version
from articles.models import Article, Visit
from articles.release import digest_of
from gallery.models import Verdict

RULES = ("articles/reading", "gallery")
"""The folders whose code decides what becomes of a page."""

PATIENCE = timedelta(seconds=90)
"""Of who waits for a page whose host rests."""
HOSTS = 5
"""Hosts that one after the other make it wait."""


def fetch_page(url: str, afresh: bool = False) -> Fetched:
    """Fetch a page once its host may be asked, unless it is still what was read at the last visit; `afresh` wants it in any case.

    Raises FetchRefused and FetchFailed.
    """
    known, told = UNVERSIONED if afresh else _known(url), None
    for _ in range(HOSTS):
        _await_turn(host := pace.host_of(url), told)
        turns = pace.at_redirects(host, appointed=False)
        try:
            return asking.get(url, turns, known=known)
        except pace.NotYet as later:
            url, told = later.url, later.until
    raise FetchRefused("it was redirected from host to host too often")


def _await_turn(host: str, told: datetime | None) -> None:
    """Wait until a host may be asked, `told` at the earliest; raises FetchFailed where it rests for longer than anybody waits."""
    if until := pace.resting(host, timezone.now() + PATIENCE):
        raise FetchFailed(f"its server does not answer or asked to be left alone; it is not asked before {until:%d %b %H:%M} UTC")
    turn = told or pace.may_ask(host, timezone.now(), appointed=False)
    while turn:
        sleep(max(0.0, (turn - timezone.now()).total_seconds()))
        turn = pace.may_ask(host, timezone.now(), appointed=True)


def _known(url: str) -> Version:
    """Give the version last read, where the same rules and editors' verdicts would make the same of it."""
    visit = Visit.objects.filter(url=url, rules=rules()).first()
    if visit is None or Verdict.objects.filter(at__gte=visit.at).exists():
        return UNVERSIONED
    return Version(visit.etag, visit.last_modified)


def article_at(url: str) -> Article:
    """Give the article that a page became at the last visit."""
    return Article.objects.get(visits__url=url)


def remember(url: str, version: Version, article: Article) -> None:
    """Keep what a page's server calls the version that became this article."""
    if len(url) <= 2000:
        said = {"article": article, "etag": version.etag, "last_modified": version.last_modified, "rules": rules(), "at": timezone.now()}
        Visit.objects.update_or_create(url=url, defaults=said)


@cache
def rules() -> str:
    """Name the present version of the rules, by the very code."""
    return digest_of((folder, "*.py") for folder in RULES)
