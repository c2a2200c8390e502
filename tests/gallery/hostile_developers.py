"""Ways to develop a picture that do what a hostile one does to a decoder."""

import os
import time
from fractions import Fraction

from gallery.pixels.checking import BadPicture

DEEDS = {
    b"dies": lambda: os._exit(3),
    b"segfaults": lambda: os.kill(os.getpid(), 11),
    b"hangs": lambda: time.sleep(60),
    b"eats": lambda: bytearray(900 << 20),
    b"stranger": lambda: Fraction(1, 2),
}


def develop(data):
    if data == b"bad":
        raise BadPicture("it is empty")
    return DEEDS.get(data, lambda: None)()
