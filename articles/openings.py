"""What somebody names, opened: a file or an address is one page, an archive as many as it holds."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles import fetch
from articles.reading.addresses import is_web
from articles.reading.story import Unreadable
from articles.sources import Opened, open_source
from articles.webarchives.opening import SAFARI, Packed, kind_of_file, packed_pages

log = logging.getLogger(__name__)

OUR_FAULT = "something went wrong on our side; the log has the details, and nothing of it was stored"
type Get = Callable[[str], fetch.Fetched]
type Found = Callable[[int], None]
"""Is told how many pages an archive holds, once that is known."""


def untold(count: int) -> None:
    """Let nobody know how many pages there are."""


@dataclass(frozen=True, slots=True)
class NotOpened:
    """What there is no page of, in one sentence why: a problem, or something in an archive that is left aside."""

    name: str
    problem: str | None = None
    aside: str | None = None


def openings(argument: str, get: Get | None = None, found: Found = untold) -> Iterator[Opened | NotOpened]:
    """Open what an argument names, one page after the other; whatever is wrong is given in its place.

    `get` fetches an address; without it everything is a file.
    """
    try:
        kind = "" if get and is_web(argument) else kind_of_file(Path(argument))
        if kind == SAFARI:
            raise Unreadable(
                "it is an archive of Safari’s own kind, which is not read; save the page as HTML or MHTML from another browser"
            )
        if kind:
            yield from _of_archive(argument, kind, found)
        else:
            yield open_source(argument, get)
    except Unreadable as error:
        yield NotOpened(argument, str(error))
    except Exception:
        log.exception("Opening %s failed", argument)
        yield NotOpened(argument, OUR_FAULT)


def _of_archive(argument: str, kind: str, found: Found) -> Iterator[Opened | NotOpened]:
    said = False
    for packed in packed_pages(Path(argument), kind, found):
        name = f"{argument} › {packed.url}" if packed.url and kind == "warc" else argument
        if isinstance(packed, Packed):
            said = True
            yield _opened(packed, name, Path(argument).name, kind)
        elif packed.is_damage:
            said = True
            yield NotOpened(name, packed.problem)
        else:
            yield NotOpened(name, aside=packed.problem)
    if not said:
        yield NotOpened(argument, "there is no page in it")


def _opened(packed: Packed, name: str, saved_as: str, kind: str) -> Opened:
    return Opened(
        name,
        packed.page.data,
        packed.url or None,
        packed.page.charset or None,
        saved_as,
        lambda homes, addresses: packed.pictures(addresses),
        taken_at=packed.taken_at,
        addressed=bool(packed.url),
        packed=kind == "warc",
    )
