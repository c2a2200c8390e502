"""The JSON-LD of a page: every object in it, however wrapped, nested or broken. Pure."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

MAX_SCRIPTS = 60
MAX_CHARACTERS = 2_000_000
"""Of one script; real ones stay below 300,000."""
MAX_OBJECTS = 4_000
MAX_LEVELS = 60

_WRAPPING = re.compile(r"^\s*(?:<!--|(?://\s*|/\*\s*)?<!\[CDATA\[(?:\s*\*/)?|\ufeff)|(?:-->|(?://\s*|/\*\s*)?\]\]>(?:\s*\*/)?|;)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def linked_data(tree: HtmlElement) -> tuple[dict, ...]:
    """List every JSON-LD object of the page, a parent before what is nested in it; a script beyond repair gives nothing. Never raises."""
    found: list[dict] = []
    scripts = (one for one in tree.iter("script") if "ld+json" in (one.get("type") or "").lower())
    for script, _ in zip(scripts, range(MAX_SCRIPTS), strict=False):
        for value in _values(script.text_content() or ""):
            found.extend(_objects(value, MAX_OBJECTS - len(found)))
    return tuple(found)


def types(item: Mapping[str, object]) -> frozenset[str]:
    """Give an object's types, without the vocabulary's address: `{"NewsArticle"}`."""
    return frozenset(one.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for one in strings(item.get("@type")))


def strings(value: object, names: tuple[str, ...] = ("name",)) -> tuple[str, ...]:
    """Give the words a value says, whatever its shape: a string, an object with one of `names`, `@value`, or a list of such."""
    values = value if isinstance(value, list) else [value]
    said: list[str] = []
    for one in values[:200]:
        if isinstance(one, Mapping):
            one = next((inner for key in (*names, "@value") if isinstance(inner := _first(one.get(key)), str)), None)
        if isinstance(one, str) and one.strip():
            said.append(" ".join(html.unescape(one).split()))
    return tuple(said)


def article_body(linked: Iterable[Mapping[str, object]]) -> str:
    """Give the longest text that an object tells as its article's, lines kept; "" where none does."""
    told = [body for item in linked if isinstance(body := item.get("articleBody"), str)]
    return html.unescape(_TAG.sub("\n", max(told, key=len, default="")))


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _values(text: str) -> Iterator[object]:
    """Parse one script, mended step by step until it parses: as it is, unwrapped, commas, entities."""
    if len(text) > MAX_CHARACTERS:
        return
    for attempt in _attempts(text):
        values = _parsed(attempt.strip())
        if values:
            yield from values
            return


def _attempts(text: str) -> Iterator[str]:
    yield text
    bare = _WRAPPING.sub("", _WRAPPING.sub("", text))
    yield bare
    mended = _mended(bare)
    yield mended
    yield html.unescape(mended)


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text))


def _parsed(text: str) -> list[object]:
    """Parse one value or several behind one another; nothing where the first one is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    at = 0
    while at < len(text) and len(values) < 100:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,;"))
    return values


def _objects(value: object, limit: int) -> list[dict]:
    """Walk without recursion, in document order."""
    found: list[dict] = []
    stack: list[tuple[object, int]] = [(value, 0)]
    while stack and len(found) < limit:
        one, level = stack.pop()
        if isinstance(one, dict):
            found.append(one)
            inner = list(one.values())
        else:
            inner = one if isinstance(one, list) else []
        if level < MAX_LEVELS:
            stack.extend((child, level + 1) for child in reversed(inner) if isinstance(child, dict | list))
    return found
