"""What a site's robots.txt asks of us, by RFC 9309. Pure.

Only the rules that are meant for us are kept of a file, so that its cost is its length: a library in good repair (protego 0.7) keeps each
rule for each crawler named, and takes a minute and a gigabyte over 126 kB of them.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, unquote, urlsplit

MAX_BYTES = 500 * 1024
"""Of a file, read: what RFC 9309 asks for at least."""
LONGEST_DELAY = 60.0
"""Seconds; who asks for more has mistaken the unit, or does not want to be asked at all and can say so."""
KEPT = timedelta(days=1)
"""How long rules count until the file is asked for again, at most what RFC 9309 allows."""
RETRIED = timedelta(hours=1)
"""After which a file that could not be had is asked for again."""
GIVEN_UP = timedelta(days=30)
"""Of being unreachable, after which a file is taken for one that is not there (RFC 9309, 2.3.1.4)."""
TOO_MANY_REQUESTS = 429

_TOKEN = re.compile(r"[A-Za-z_-]+")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_NEVER_ESCAPED = re.compile(r"[A-Za-z0-9._~-]")
_ASCII = "".join(map(chr, range(33, 127)))
_AGENT = frozenset({"user-agent", "useragent", "user agent"})
_DISALLOW = frozenset({"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
"""As it is misspelt where it is meant; Google reads these too."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is allowed: pairs of a pattern and whether it allows, the one that decides first; and the pause asked for, in seconds."""

    patterns: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Say whether an address may be asked for: the longest pattern that matches decides, of two as long the one that allows."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        path = _normal(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        return path == "/robots.txt" or next((allowed for pattern, allowed in self.patterns if _matches(pattern, path)), True)


FREE = Rules()
"""Where nothing is asked."""
FORBIDDEN = Rules((("/", False),))


@dataclass(frozen=True, slots=True)
class Standing:
    """The rules that count for now, when the file is to be asked for again, and since when it could not be had."""

    rules: Rules
    ask_at: datetime
    unreachable_since: datetime | None = None


def settle(now: datetime, status: int | None, data: bytes, product: str, before: Standing | None = None) -> Standing:
    """Settle the rules by what asking for `/robots.txt` gave: the last status after redirects, None where no answer came at all.

    A file that is not there (4xx) allows everything. One that can't be had (5xx, too many requests, no answer) forbids everything, or
    leaves the rules as they were where they are known, for a month; `before` is what was settled last.
    """
    if status is not None and 200 <= status < 300:
        return Standing(read_rules(data, product), now + KEPT)
    if status is not None and status < 500 and status != TOO_MANY_REQUESTS:
        return Standing(FREE, now + KEPT)
    since = (before and before.unreachable_since) or now
    if now - since >= GIVEN_UP:
        return Standing(FREE, now + KEPT, since)
    return Standing(before.rules if before else FORBIDDEN, now + RETRIED, since)


def read_rules(data: bytes, product: str) -> Rules:
    """Read the rules for a crawler by its product token, as `Cutline`: those of all groups that name it, else of those for everybody."""
    text = data[:MAX_BYTES]
    if len(data) > MAX_BYTES:  # half a line could forbid more than the whole one
        text = text[: max(text.rfind(b"\n"), text.rfind(b"\r"), 0)]
    ours: list[tuple[str, str]] = []
    everybody_s: list[tuple[str, str]] = []
    named = meant = everybody = rules_began = False
    for field, value in _lines(text.decode("utf-8-sig", "replace")):
        if field in _AGENT:
            if rules_began:
                meant = everybody = rules_began = False
            token = _TOKEN.match(value)
            meant |= token is not None and token[0].lower() == product.lower()
            everybody |= value.split()[:1] == ["*"]
            named |= meant
        elif field in {"allow", "disallow", "crawl-delay"}:
            rules_began = True
            ours += [(field, value)] if meant else []
            everybody_s += [(field, value)] if everybody else []
    return _made(ours if named else everybody_s)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"[\r\n]+", text):
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            field = field.strip().lower()
            yield "disallow" if field in _DISALLOW else field, value.strip()


def _made(said: list[tuple[str, str]]) -> Rules:
    patterns = dict.fromkeys((_pattern(value), field == "allow") for field, value in said if value and field != "crawl-delay")
    delays = [delay for field, value in said if field == "crawl-delay" and (delay := _seconds(value)) is not None]
    return Rules(tuple(sorted(patterns, key=lambda rule: (-len(rule[0]), not rule[1]))), max(delays, default=None))


def _pattern(value: str) -> str:
    return _normal(value if value.startswith(("/", "*")) else f"/{value}")


def _seconds(value: str) -> float | None:
    try:
        delay = float(value)
    except ValueError:
        return None
    return min(delay, LONGEST_DELAY) if math.isfinite(delay) and delay >= 0 else None


def _normal(path: str) -> str:
    """Write a path in the one way in which it is compared: escaped where it must be, and nowhere else (RFC 9309, 2.2.2)."""
    return quote(_ESCAPED.sub(_kept_escaped, path), safe=_ASCII, errors="replace")


def _kept_escaped(found: re.Match[str]) -> str:
    character = unquote(found[0], "latin-1")
    return character if _NEVER_ESCAPED.fullmatch(character) else found[0].upper()


def _matches(pattern: str, path: str) -> bool:
    """Match a pattern from a path's beginning: `*` is any characters, `$` at its end the path's end. Costs no more than their lengths."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not whole or at == len(path)
    for part in others[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    last = others[-1]
    return path.endswith(last) and len(path) - len(last) >= at if whole else path.find(last, at) >= 0
