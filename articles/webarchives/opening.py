"""From a web archive on disk to its pages, one at a time, each with the pictures that came with it."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from articles.reading.story import Unreadable
from articles.webarchives.child import LARGEST_MHTML
from articles.webarchives.index import Capture, Index
from articles.webarchives.mhtml import looks_like_mhtml
from articles.webarchives.parts import Bundle, Payload, Scan
from gallery.isolation import Limits, Room, Work

HEAD = 4_096
SAFARI = "webarchive"
"""What is known, so that it can be told, and not read."""
LIMITS = Limits(seconds=120)
_WORK = Work(
    "articles.webarchives.child:answer",
    Unreadable,
    frozenset({"articles.webarchives.parts"}),
    doing="reading the archive",
    doer="reader of archives",
)
_WARC = (b"WARC/", b"filedesc://")


@dataclass(frozen=True, slots=True)
class Packed:
    """A page out of an archive."""

    url: str
    """Where it stood; empty where the archive does not say."""
    page: Payload
    taken_at: datetime | None
    """When it was captured."""
    pictures: Callable[[Iterable[str]], Mapping[str, bytes]]
    """Given the addresses that it shows, the pictures at hand by their address."""
    all_pictures: Callable[[], Iterable[tuple[str, bytes]]]
    """Every picture in its archive, one after the other."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in an archive that there is no page of; why, in one sentence."""

    url: str
    problem: str
    is_damage: bool = False


def kind_of(head: bytes) -> str:
    """Tell by its first bytes what archive a file is: `warc`, `mhtml`, SAFARI, or "" for none."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
        except zlib.error:
            return ""
        return "warc" if head.startswith(_WARC) else ""
    if head.startswith(b"bplist00"):
        return SAFARI
    if head.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(_WARC):
        return "warc"
    return "mhtml" if looks_like_mhtml(head) else ""


def kind_of_file(path: Path) -> str:
    """Tell what archive a file is; "" for none, and for what can't be opened."""
    try:
        with path.open("rb") as file:
            return kind_of(file.read(HEAD))
    except (OSError, ValueError):
        return ""


def packed_pages(path: Path, kind: str, found: Callable[[int], None] = lambda count: None) -> Iterator[Packed | LeftOut]:
    """Give the pages of an archive one after the other; `found` is told how many they are.

    Raises Unreadable where there is none. The pictures of a page can be asked for until the next one is.
    """
    with Room(_WORK, LIMITS) as room:
        yield from _of_warc(path, room, found) if kind == "warc" else _of_mhtml(path, room)


def _of_mhtml(path: Path, room: Room) -> Iterator[Packed]:
    if path.stat().st_size > LARGEST_MHTML:
        raise Unreadable(f"it is larger than {LARGEST_MHTML // 1_048_576} MB")
    bundle = _asked(room, Bundle, "mhtml", str(path))
    at_hand = lambda addresses: {url: bundle.pictures[url] for url in addresses if url in bundle.pictures}  # noqa: E731
    yield Packed(bundle.url, bundle.page, moment(bundle.date), at_hand, bundle.pictures.items)


def _of_warc(path: Path, room: Room, found: Callable[[int], None]) -> Iterator[Packed | LeftOut]:
    with closing(Index()) as index:
        _look_through(path, room, index)
        found(index.count())
        yield from (LeftOut("", problem, is_damage=True) for problem in dict.fromkeys(index.problems))
        for capture in index.pages():
            try:
                page = _asked(room, Payload, "payload", str(path), capture.offset)
            except Unreadable as error:
                yield LeftOut(capture.url, str(error), is_damage=True)
            else:
                pictures = partial(PicturesPacked, path, room, index, capture)
                yield Packed(capture.url, page, moment(capture.date), pictures, lambda of=pictures: of(index.pictures()).items())
        elsewhere = "the archive only says that it was unchanged; what it was lies in another file"
        yield from (LeftOut(url, elsewhere) for url in index.lost())


def _look_through(path: Path, room: Room, index: Index) -> None:
    at, more = 0, True
    while more:
        try:
            scan = _asked(room, Scan, "scan", str(path), at)
        except Unreadable as error:
            # What was found before the stretch that does harm is whole.
            scan = Scan((), -1, str(error))
        more = index.add(scan) and scan.goes_on_at > at
        at = scan.goes_on_at
    index.settle()


def _asked[T](room: Room, kind: type[T], *question: object) -> T:
    answer = room.ask(*question)
    if not isinstance(answer, kind):
        raise room.fault(f"The answer is no {kind.__name__}: {answer!r:.200}")
    return answer


class PicturesPacked(Mapping[str, bytes]):
    """The pictures of a page in a WARC file, by the address under which the page shows them; read only when asked for."""

    def __init__(self, path: Path, room: Room, index: Index, page: Capture, addresses: Iterable[str]) -> None:
        self._path, self._room = path, room
        places = ((url, index.picture(url, page.date)) for url in addresses)
        self._places = {url: place for url, place in places if place is not None}

    def __getitem__(self, url: str) -> bytes:
        place = self._places[url]
        try:
            return _asked(self._room, Payload, "payload", str(self._path), place).data
        except Unreadable:
            # No bytes are no picture; what reads them says so.
            return b""

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, url: object) -> bool:
        return url in self._places


def moment(text: str) -> datetime | None:
    """Read the date of a capture, as in `2026-01-31T12:00:00Z` or an ARC file's `20260131120000`; without a zone it is UTC."""
    try:
        found = datetime.strptime(text, "%Y%m%d%H%M%S") if text.isdigit() else datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
