"""The only code that opens the network: it gets a public page or picture, and nothing that an address on a page could lure it to.

The check stands in the connection itself, on the very address it connects to: one made before connecting is undone by the
next answer of a name server. Settings are handed in.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urljoin

import certifi
from urllib3 import HTTPResponse, PoolManager
from urllib3.exceptions import HTTPError, LocationParseError, LocationValueError, SSLError, TimeoutError
from urllib3.util import Timeout, Url, parse_url

from articles.asked_for import FEED, PAGE, PICTURE, Kind
from articles.guard import FetchFailed, FetchRefused, Guard, guarded_pools
from articles.manners import UNVERSIONED, Version, declared, max_age, retry_after, version_of

__all__ = ["FEED", "PAGE", "PICTURE", "FetchFailed", "FetchRefused", "Fetched", "Limits", "Version", "fetch"]

USER_AGENT = "Cutline/0"
"""Where nobody says the version and whom to write to."""
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""The ones asked for, one at a time: a chain of them is a bomb's work."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LASTING = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others a while later (RFC 9110, RFC 6585); for the rest the server has made up its mind."""
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: decoded bytes, seconds from the first question to the last byte, redirects."""

    size: int = 10 * 1024 * 1024
    seconds: float = 20
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, picture or feed as its server gave it."""

    body: bytes
    """Decoded: no longer gzip. Empty where it is unchanged."""
    final_url: str
    """Where the redirects led."""
    content_type: str
    """The media type in lower case, without parameters; empty where the server said none."""
    charset: str | None
    """The one the server named, if Python knows it."""
    version: Version = UNVERSIONED
    """What the server calls these bytes, to ask for others next time."""
    unchanged: bool = False
    """The server says that it is still the known version."""
    lasting_url: str = ""
    """Where its servers say that it stands for good: the address asked for, followed as far as its redirects are permanent ones."""
    max_age: float | None = None
    """Seconds for which the server says that nobody need ask again."""


def fetch(
    url: str,
    allowed_hosts: frozenset[str] = frozenset(),
    user_agent: str = USER_AGENT,
    limits: Limits = Limits(),
    kind: Kind = PAGE,
    known: Version = UNVERSIONED,
    on_redirect: Callable[[str], None] = lambda url: None,
) -> Fetched:
    """Get a page, picture or feed, unless it is still the `known` version of it.

    Raises FetchRefused where a rule of ours forbids it, FetchFailed where the network or the server fails.

    `allowed_hosts` are `name` or `name:port`: their addresses may be private, and their ports others than 80 and 443.
    `on_redirect` is told each address that a redirect leads to before it is asked; what it raises ends the fetch.
    Proxy variables, stored passwords and cookies are not used.
    """
    question = _Question(user_agent, limits, kind, known)
    way = _Way([url])
    try:
        with Guard.until(time.monotonic() + limits.seconds, allowed_hosts) as guard, sentences(guard, limits, kind):
            return _follow(way, guard, question, on_redirect)
    except FetchFailed as failure:
        failure.at, failure.lasting = way.hops[-1], way.lasting == len(way.hops) - 1
        raise


@dataclass(frozen=True, slots=True)
class _Question:
    """What is the same at every hop."""

    user_agent: str
    limits: Limits
    kind: Kind
    known: Version

    def headers(self) -> dict[str, str]:
        said = {"User-Agent": self.user_agent, "Accept": self.kind.accept, "Accept-Encoding": "gzip, deflate"}
        return said | self.known.conditions()


@dataclass(slots=True)
class _Way:
    """The address asked for, and those that redirects led to."""

    hops: list[str]
    lasting: int = 0
    """The number of the hop that it was led to by lasting redirects alone: whatever follows one that is for now is for now."""

    def lead_on(self, url: str, status: int) -> None:
        self.lasting += status in LASTING and self.lasting == len(self.hops) - 1
        self.hops.append(url)


def _follow(way: _Way, guard: Guard, question: _Question, on_redirect: Callable[[str], None]) -> Fetched:
    with pools_of(guard) as pools:
        for _ in range(question.limits.redirects + 1):
            address = checked(way.hops[-1]).url
            timeout = Timeout(total=guard.seconds_left())
            response = pools.request("GET", address, headers=question.headers(), redirect=False, preload_content=False, timeout=timeout)
            try:
                if response.status not in REDIRECTS:
                    return replace(_take(response, address, question), lasting_url=way.hops[way.lasting])
                led_to = _next(response, address)
            finally:
                response.close()
            on_redirect(led_to)
            way.lead_on(led_to, response.status)
    raise FetchRefused(f"it was redirected more than {question.limits.redirects} times")


def pools_of(guard: Guard) -> PoolManager:
    """Give what asks servers, of those that a guard lets it connect to."""
    pools = PoolManager(retries=False, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where())
    pools.pool_classes_by_scheme = guarded_pools(guard)
    return pools


def checked(url: str) -> Url:
    """Parse with the parser that the connection uses, so that no two parsers can disagree; host and port are checked there."""
    try:
        parts = parse_url(url.strip())
    except LocationParseError as error:
        raise FetchRefused("its address is malformed") from error
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused("only http and https addresses are fetched")
    if parts.auth is not None:
        raise FetchRefused("its address carries a name or password")
    if not parts.host:
        raise FetchRefused("its address names no host")
    return parts._replace(fragment=None)


def _next(response: HTTPResponse, url: str) -> str:
    """Where a redirect leads. Header lines come as Latin-1, while servers write UTF-8."""
    location = response.headers.get("Location")
    if not location:
        raise FetchFailed("the server redirected it without saying where to")
    try:
        return urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        raise FetchRefused("it was redirected to a malformed address") from error


def _take(response: HTTPResponse, url: str, question: _Question) -> Fetched:
    version, fresh = version_of(response.headers), max_age(response.headers.get("Cache-Control", ""))
    if response.status == HTTPStatus.NOT_MODIFIED and question.known.conditions():
        return Fetched(b"", url, "", None, version, unchanged=True, max_age=fresh)
    if response.status != HTTPStatus.OK:
        raise answered(response)
    content_type, charset = declared(response.headers.get("Content-Type", ""))
    if content_type and content_type not in question.kind.types:
        raise FetchRefused(f"it is no {question.kind.name} but {content_type[:60]}")
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchFailed(f"the server packed it in a way that was not asked for ({encoding[:30]})")
    return Fetched(_body(response, question.limits.size), url, content_type, charset, version, max_age=fresh)


def _body(response: HTTPResponse, size: int) -> bytes:
    """Read until the end or the limit; decoding stops there too, whatever a packed body would grow to."""
    chunks, read = [], 0
    while chunk := response.read(CHUNK):
        chunks.append(chunk)
        read += len(chunk)
        if read > size:
            raise FetchRefused(f"it is larger than {size / 1_048_576:.3g} MB")
    return b"".join(chunks)


def answered(response: HTTPResponse) -> FetchFailed:
    """Say what a server answered that was not what it was asked for."""
    phrase = HTTPStatus(response.status).phrase if response.status in HTTPStatus else ""
    said = f"the server answered {response.status} {phrase}".rstrip()
    wait = retry_after(response.headers.get("Retry-After", ""), time.time())
    return FetchFailed(said, response.status in PASSING, wait, status=response.status)


@contextmanager
def sentences(guard: Guard, limits: Limits, kind: Kind) -> Iterator[None]:
    """Turn whatever goes wrong below into one sentence; once time is up, that is the reason, however it showed."""
    late = FetchFailed(f"it took more than {limits.seconds:g} seconds", silent=True)
    try:
        yield
    except FetchRefused:
        raise
    except LocationValueError as error:
        raise FetchRefused("its address is malformed") from error
    except (HTTPError, OSError, ValueError, FetchFailed) as error:
        if isinstance(error, TimeoutError) or guard.seconds_left() <= 0:
            raise late from error
        raise _said(error, kind) from error
    if guard.expired:
        raise late


def _said(error: Exception, kind: Kind) -> FetchFailed:
    if isinstance(error, FetchFailed):
        return error
    if isinstance(error, SSLError):
        return FetchFailed("no safe connection to its server could be made")
    return FetchFailed(f"the connection to its server broke off before the {kind.name} was whole")
