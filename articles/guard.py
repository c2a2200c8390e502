"""What stands at the socket: connections that refuse private addresses and that end when their time is up."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util import parse_url

from articles.public_addresses import is_public

PORTS = frozenset({80, 443})
LEAST_WAIT = 0.001
"""Seconds; zero would make a socket non-blocking."""


class FetchRefused(Exception):
    """A rule of ours forbids it; the message is one sentence without the address."""


class FetchFailed(Exception):
    """The network or the server failed; the message is one sentence without the address."""

    def __init__(self, reason: str, passing: bool = True, wait: float | None = None, silent: bool = False, status: int = 0) -> None:
        super().__init__(reason)
        self.passing = passing
        """Whether another try, later, makes sense."""
        self.wait = wait
        """Seconds for which its server asks to be left alone, if it asks."""
        self.silent = silent
        """Whether its server was waited for in vain."""
        self.status = status
        """What its server answered (RFC 9110, 15); 0 where none did."""
        self.at = ""
        """The address that was asked last: where redirects led."""
        self.lasting = False
        """Whether that is the address asked for, or lasting redirects alone led there."""


@dataclass
class Guard:
    """Decides for one fetch what may be connected to, and closes its sockets when the time is up."""

    deadline: float
    """On the monotonic clock."""
    allowed: frozenset[tuple[str, int]]
    """Hosts with ports that may be private."""
    expired: bool = False
    _watched: list[socket.socket] = field(default_factory=list)

    @classmethod
    @contextmanager
    def until(cls, deadline: float, allowed_hosts: frozenset[str]) -> Iterator[Self]:
        """Guard what is connected inside the `with`. A timer ends it, since a server that drips bytes never times out."""
        guard = cls(deadline, _private_pairs(allowed_hosts))
        timer = threading.Timer(guard.seconds_left(), guard._expire)
        timer.daemon = True
        timer.start()
        try:
            yield guard
        finally:
            timer.cancel()
            for each in guard._watched:
                each.close()

    def seconds_left(self) -> float:
        """Give the time that is left, in seconds, never quite zero before it is up."""
        left = self.deadline - time.monotonic()
        return max(left, LEAST_WAIT) if left > 0 else 0

    def connect(self, host: str, port: int) -> socket.socket:
        """Resolve a name once, check every address, connect to the first checked one that answers."""
        name = host.strip("[]").rstrip(".").lower()
        private_allowed = (name, port) in self.allowed
        if port not in PORTS and not private_allowed:
            raise FetchRefused(f"its port {port} is neither 80 nor 443")
        answers = self._resolve(host.strip("[]"), port)
        public = [answer for answer in answers if private_allowed or is_public(answer[-1][0])]
        if not public:
            raise FetchRefused("its host has no public address")
        return self._first_of(public)

    def _resolve(self, host: str, port: int) -> list[tuple[Any, ...]]:
        """Ask in a thread that may be left behind: the system's resolver knows no time limit."""
        answers: queue.SimpleQueue[list[tuple[Any, ...]] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except (OSError, ValueError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self.seconds_left())
        except queue.Empty:
            raise FetchFailed("its host was not found in time", silent=True) from None
        if isinstance(answer, Exception):
            raise FetchFailed("its host was not found", silent=True) from answer
        return answer

    def _first_of(self, addresses: list[tuple[Any, ...]]) -> socket.socket:
        failure: OSError | None = None
        for family, kind, protocol, _, address in addresses:
            try:
                return self._open(family, kind, protocol, address)
            except OSError as error:
                failure = error
        raise FetchFailed("its server could not be reached", silent=True) from failure

    def _open(self, family: int, kind: int, protocol: int, address: tuple[Any, ...]) -> socket.socket:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(max(self.seconds_left(), LEAST_WAIT))
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            made.connect(address)
            # A second handle of the same connection: TLS takes the first one over, and this one can still end it.
            self._watched.append(made.dup())
        except OSError:
            made.close()
            raise
        return made

    def _expire(self) -> None:
        self.expired = True
        for each in self._watched:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=8)
def _private_pairs(allowed_hosts: frozenset[str]) -> frozenset[tuple[str, int]]:
    """Read them once: the setting is the same at each fetch."""
    return frozenset(pair for name in allowed_hosts for pair in _host_ports(name))


def _host_ports(name: str) -> Iterator[tuple[str, int]]:
    """Read `name` or `name:port` as an operator writes it; a name alone stands for the usual ports."""
    parts = parse_url(f"//{name}")
    host = (parts.host or "").strip("[]").rstrip(".").lower()
    for port in PORTS if parts.port is None else [parts.port]:
        yield host, port


class GuardedHTTPConnection(HTTPConnection):
    """Connects only where its guard lets it."""

    def __init__(self, guard: Guard, **settings: Any) -> None:
        super().__init__(**settings)
        self.guard = guard

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self._dns_host, self.port)


class GuardedHTTPSConnection(HTTPSConnection):
    """Connects only where its guard lets it; the certificate is checked against the name, not the address."""

    def __init__(self, guard: Guard, **settings: Any) -> None:
        super().__init__(**settings)
        self.guard = guard

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self._dns_host, self.port)


class _GuardedHTTPPool(HTTPConnectionPool):
    def __init__(self, guard: Guard, *host_and_port: Any, **settings: Any) -> None:
        super().__init__(*host_and_port, **settings)
        self.ConnectionCls = partial(GuardedHTTPConnection, guard)


class _GuardedHTTPSPool(HTTPSConnectionPool):
    def __init__(self, guard: Guard, *host_and_port: Any, **settings: Any) -> None:
        super().__init__(*host_and_port, **settings)
        self.ConnectionCls = partial(GuardedHTTPSConnection, guard)


def guarded_pools(guard: Guard) -> dict[str, Callable[..., HTTPConnectionPool]]:
    """Give the connection pools by scheme for a `PoolManager`."""
    return {"http": partial(_GuardedHTTPPool, guard), "https": partial(_GuardedHTTPSPool, guard)}
