"""Pictures developed in a child process, so that one can kill, hang or bloat that child and nothing else.

A process keeps its one child, since starting it costs as much as developing many pictures; AVIF is made so slowly that its child can
be a new one each time.
"""

import atexit
import threading

from gallery.isolation import Limits, Room, Work
from gallery.pixels.checking import BadPicture
from gallery.pixels.develop import Derived, Developed

GIVES = frozenset({"gallery.pixels.develop", "gallery.pixels.picture_metadata", "gallery.pixels.checking"})
AVIF_SECONDS = 120.0
"""Four widths of a photo take about ten on a slow machine."""


def _work(function: str) -> Work:
    return Work(f"gallery.pixels.develop:{function}", BadPicture, GIVES, doing="decoding it", doer="decoder")


_room = Room(_work("develop"), Limits(seconds=30))
_one_at_a_time = threading.Lock()
atexit.register(_room.end)


def develop(data: bytes) -> Developed:
    """Check a picture and make its files; raises BadPicture, also where it took more time or memory than a picture may."""
    with _one_at_a_time:
        developed = _room.ask(data)
    if not isinstance(developed, Developed):
        raise _room.fault(f"The answer is no picture: {developed!r:.200}")
    return developed


def develop_avif(data: bytes) -> tuple[Derived, ...]:
    """Make a picture's AVIF files; raises BadPicture as `develop` does."""
    with Room(_work("develop_avif"), Limits(seconds=AVIF_SECONDS)) as room:
        files = room.ask(data)
        if not isinstance(files, tuple) or not all(isinstance(file, Derived) for file in files):
            raise room.fault(f"The answer is no pictures: {files!r:.200}")
    return files
