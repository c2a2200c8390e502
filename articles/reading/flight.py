"""The stream of rows that a page made on the server pushes to its script: `self.__next_f.push([1,"5:[…]"])`. Pure.

A row is an id, a colon and JSON up to the line's end, or `T`, a length in bytes and a text that nothing ends.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

MAX_CHARACTERS = 4_000_000
"""Of all pushes of one page."""
MAX_PUSHES = 2_000
_PUSH = re.compile(r"\b__next_f\.push\(\s*(?=\[)")
_ID = re.compile(rb"\s*[0-9a-f]{1,8}:")
_TEXT = re.compile(rb"T([0-9a-f]{1,8}),")


def is_pushed(script: str) -> bool:
    """Tell a script that pushes a piece of the stream."""
    return "__next_f" in script[:200]


def rows(scripts: Iterable[str]) -> Iterator[str]:
    """Give the rows that are JSON values, in order. Never raises."""
    stream = "".join(_pieces(scripts)).encode("utf-8", "replace")
    at = 0
    while found := _ID.match(stream, at):
        at = found.end()
        if text := _TEXT.match(stream, at):
            at = text.end() + int(text[1], 16)
            continue
        end = stream.find(b"\n", at)
        row = stream[at : end if end >= 0 else len(stream)]
        at += len(row) + 1
        if row[:1] in {b"[", b"{"}:
            yield row.decode("utf-8", "replace")


def _pieces(scripts: Iterable[str]) -> Iterator[str]:
    left = MAX_CHARACTERS
    decoder = json.JSONDecoder(strict=False)
    for script, _ in zip(scripts, range(MAX_PUSHES), strict=False):
        for push in islice(_PUSH.finditer(script), MAX_PUSHES):
            try:
                pushed, _ = decoder.raw_decode(script, push.end())
            except (ValueError, RecursionError):
                continue
            piece = pushed[1] if len(pushed) > 1 and isinstance(pushed[1], str) else ""
            yield piece[:left]
            left -= len(piece)
            if left <= 0:
                return
