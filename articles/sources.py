"""From what a person names on the command line to bytes: files, folders, addresses, and the pictures saved beside a page."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urljoin

from articles import fetch
from articles.manners import UNVERSIONED, Version
from articles.reading.addresses import canonical_address, is_web
from articles.reading.story import Story, Unreadable

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".gz", ".mhtml", ".mht", ".warc", ".arc"})
LARGEST_FILE = 50 * 1024 * 1024
"""Bytes read of a file at most; the reading room refuses far smaller pages in its own words, this only bounds memory."""

type Beside = Callable[[Iterable[str], Iterable[str]], Mapping[str, bytes]]
"""Given the addresses that the page's folder stands for and those that it shows, the pictures at hand by their address."""

SAVED_FOLDER = "_files"
"""How browsers call what they save beside a page, after its name; some say it in their user's language."""


_SAVED_FROM = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!doctype[^>]{0,300}>|<\?xml[^>]{0,300}>)*"
    rb"<!--\s*saved from url=\((\d{4})\)(https?://[!-~]{4,2000}?)\s*-->",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A source's bytes, its address where known, and the file it came from."""

    name: str
    data: bytes
    url: str | None = None
    charset: str | None = None
    """The one its server named."""
    saved_as: str = ""
    """The name of the file it came from."""
    beside: Beside | None = None
    """What hands out the pictures saved beside it; None for a page that was fetched or given alone."""
    version: Version = UNVERSIONED
    """What its server calls it."""
    unchanged: bool = False
    """It is what was read at the last visit, and was not sent again."""
    taken_at: datetime | None = None
    """When the archive that it came in captured it."""
    addressed: bool = False
    """It stands at its address: so do the pictures that came with it, at theirs."""
    packed: bool = False
    """It is one of what an archive holds."""


def at_home(story: Story, name: str, page: str) -> tuple[Story, tuple[str, ...]]:
    """Give a saved page's story with addresses of its own for the files beside it, and the addresses that its folder stands for.

    Where a page does not say where it stood, every relative address is one of that page alone (`name` is the story's): other pages'
    `page_files/1.jpg` are other pictures. Where it does, only what lies in the folder that a browser saved with it, named after the
    `page`'s file, is: its publisher knows no such address.
    """
    here = f"saved:{sha256(name.encode(errors='replace')).hexdigest()[:20]}/"
    there = urljoin(story.canonical_url, ".") if story.canonical_url else ""
    urls = [tuple(_own_address(url, here, there, page) for url in seen.urls) for seen in story.sightings]
    sightings = tuple(replace(seen, urls=own) for seen, own in zip(story.sightings, urls, strict=True))
    return replace(story, sightings=sightings), (here, there) if there else (here,)


def _own_address(url: str, here: str, there: str, page: str) -> str:
    if not there:
        return url if ":" in url.partition("/")[0] else here + url
    if not url.startswith(there):
        return url
    relative = url[len(there) :].removeprefix("./")
    folder, slash, _ = unquote(relative).partition("/")
    stem = page.rpartition(".")[0] or page
    saved = folder.endswith(SAVED_FOLDER) or (folder.startswith(stem) and folder[len(stem) :][:1] in ("_", "-", ".", " "))
    return here + relative if slash and saved else url


def saved_from(data: bytes) -> str | None:
    """Give the address that a browser wrote at the top of a page as it saved it; None where it wrote none.

    Only a comment before any element counts, and only one whose address is as long as it says: what a publisher or a reader wrote
    into the page comes later.
    """
    found = _SAVED_FROM.match(data[:4_096])
    return found[2].decode() if found and len(found[2]) == int(found[1]) else None


def placed(story: Story, address: str | None) -> Story:
    """Give a saved page's story without the address it claims for itself, where the browser saved it from another site's."""
    if not story.canonical_url or canonical_address([story.canonical_url], address):
        return story
    return replace(story, canonical_url=None)


def expand(arguments: Iterable[str]) -> Iterator[str]:
    """Give every argument, a folder as the pages directly in it, in the order of their names."""
    for argument in arguments:
        if not is_web(argument) and Path(argument).is_dir():
            pages = sorted(path for path in Path(argument).iterdir() if path.suffix.lower() in PAGE_SUFFIXES and path.is_file())
            yield from map(str, pages)
        else:
            yield argument


def open_source(argument: str, get: Callable[[str], fetch.Fetched] | None) -> Opened:
    """Read a file, or fetch an address where there is something to fetch it with; raises Unreadable with the reason."""
    if get is None or not is_web(argument):
        path = Path(argument)
        data = read_file(path)
        return Opened(argument, data, saved_from(data), saved_as=path.name, beside=partial(PicturesBeside, path))
    try:
        fetched = get(argument)
    except (fetch.FetchRefused, fetch.FetchFailed) as error:
        raise Unreadable(str(error)) from error
    return Opened(
        argument, fetched.body, url=fetched.final_url, charset=fetched.charset, version=fetched.version, unchanged=fetched.unchanged
    )


def read_file(path: Path) -> bytes:
    """Read a file whole; raises Unreadable where it is missing, not a file, not allowed or far too large."""
    try:
        if path.is_dir():
            raise Unreadable("it is a folder, not a page")
        if (size := path.stat().st_size) > LARGEST_FILE:
            raise Unreadable(f"it is {size / 1_048_576:.0f} MB; a page may have {LARGEST_FILE // 1_048_576} MB at most")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable("there is no such file") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"it could not be opened ({getattr(error, 'strerror', None) or error})") from error


class PicturesBeside(Mapping[str, bytes]):
    """The pictures saved beside a page, by the address under which the page shows them; read only when asked for.

    `homes` are the addresses that the page's folder stands for. A page may name any path: only files in the page's own folder or below it
    are given, whatever links lead out of it.
    """

    def __init__(self, page: Path, homes: Iterable[str], addresses: Iterable[str]) -> None:
        folder = page.parent.resolve()
        self._files = {url: file for url in addresses for here in homes if (file := _file_of(url, here, folder))}

    def __getitem__(self, url: str) -> bytes:
        return self._files[url].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, url: object) -> bool:
        return url in self._files


def _file_of(url: str, here: str, folder: Path) -> Path | None:
    """Find the file that an address stands for: the address below the page's own, without query, as a path."""
    if not url.startswith(here):
        return None
    relative = unquote(url[len(here) :].partition("?")[0].partition("#")[0])
    if not relative or "\0" in relative or "://" in relative:
        return None
    try:
        file = (folder / relative).resolve()
        inside = file.is_relative_to(folder) and file.is_file() and file.stat().st_size <= LARGEST_FILE
    except OSError:
        return None
    return file if inside else None
