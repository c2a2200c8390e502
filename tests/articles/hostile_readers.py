"""Readers for a child process that do on a certain page what a hostile page does to a real one."""

import os
import time
from datetime import UTC, datetime
from fractions import Fraction

from articles.reading.story import Kind, Story, Unreadable
from gallery.sightings import Kind as Seen
from gallery.sightings import Sighting


def read(data, url, charset):
    DEEDS.get(data, lambda: None)()
    return Story(
        Kind.STORY, headline=data.decode(), canonical_url=url, published=datetime(2026, 1, 2, tzinfo=UTC), sightings=(Sighting(Seen.IMG),)
    )


def takes_its_time(data, url, charset):
    time.sleep(0.4)
    return Story(Kind.STORY)


def gives_a_stranger(data, url, charset):
    return Fraction(1, 2)


def tells_of_the_environment(data, url, charset):
    return Story(Kind.STORY, authors=tuple(os.environ))


def _refuse():
    raise Unreadable("it is empty")


def _spin():
    while True:
        pass


DEEDS = {
    b"dies": lambda: os._exit(3),
    b"aborts": os.abort,
    b"hangs": lambda: time.sleep(60),
    b"spins": _spin,
    b"eats": lambda: bytearray(900 << 20),
    b"prints": lambda: os.write(1, b"noise on the pipe"),
    b"refuses": _refuse,
    b"fails": lambda: {}["missing"],
}
