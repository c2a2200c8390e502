"""One question to a server at its host's pace; nobody waits for it here: who may not ask yet is told when to come back."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from articles import pace
from articles.asked_for import PAGE, Kind
from articles.fetch import Fetched, FetchFailed, Limits, fetch
from articles.manners import UNVERSIONED, Version
from articles.pace import NotYet

__all__ = ["NotYet", "ask", "get", "rests"]

USUAL = Limits()
SOON = timedelta(seconds=60)
"""Who has to wait for longer than that because a host rests, waits without a task."""


def ask(
    url: str,
    appointed: bool,
    kind: Kind = PAGE,
    limits: Limits = USUAL,
    known: Version = UNVERSIONED,
    on_redirect: Callable[[str], None] = lambda url: None,
) -> Fetched:
    """Fetch what stands at an address, unless it is still the `known` version of it.

    Raises NotYet where a host may not be asked yet, the first one or one that redirects lead to, FetchRefused, and FetchFailed, which the
    host's pace has heeded. `appointed` is who comes at a time that NotYet told. `on_redirect` is told each address that a redirect leads
    to before the turn of its host is taken; what it raises ends the question.
    """
    host, now = pace.host_of(url), timezone.now()
    if turn := pace.resting(host, now + SOON) or pace.may_ask(host, now, appointed):
        raise NotYet(url, turn)
    take_turn = pace.at_redirects(host, appointed)

    def led_to(other: str) -> None:
        on_redirect(other)
        take_turn(other)

    return get(url, led_to, kind, limits, known)


def get(url: str, on_redirect: Callable[[str], None], kind: Kind = PAGE, limits: Limits = USUAL, known: Version = UNVERSIONED) -> Fetched:
    """Fetch what stands at an address whose host may be asked, as the operator allows, and let the host's pace heed how that went.

    Raises FetchRefused, FetchFailed, and what `on_redirect` raises.
    """
    try:
        fetched = fetch(url, settings.CUTLINE_FETCH_ALLOW, settings.CUTLINE_USER_AGENT, limits, kind, known, on_redirect)
    except FetchFailed as failure:
        pace.heed(failure)
        raise
    pace.answered(pace.host_of(fetched.final_url))
    return fetched


def rests(later: NotYet) -> bool:
    """Tell whether a host is to be left alone for long, rather than asked in its turn."""
    return pace.resting(pace.host_of(later.url), timezone.now() + SOON) is not None
