"""The child's side of `gallery.isolation`: does its one work on what it is handed until it is no longer asked.

Run as `python -m gallery.isolation_child MODULE:FUNCTION MODULE:REFUSAL MEMORY SECONDS`. It imports what the work needs and nothing of
Django.
"""

import gc
import importlib
import math
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

type Question = tuple[object, ...]
"""What the function is called with."""

type Answer = tuple[str, object]
"""`ready`; `done` with what the function gave; `refused` with a sentence; `broken` with a traceback: a fault of ours."""

OBJECTS_BETWEEN_COLLECTIONS = 50_000
OUT_OF_MEMORY = 77
"""The exit status that says so."""
LARGEST_QUESTION = 1 << 30
_LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, message: object) -> None:
    """Write one message with its length before it."""
    payload = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO, largest: int) -> bytes:
    """Read one message, still packed; raises EOFError at the end of the stream, ValueError where it is larger than `largest`."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    if length > largest:
        raise ValueError(f"a message of {length} bytes")
    payload = stream.read(length)
    if len(payload) < length:
        raise EOFError
    return payload


def main(function: str, refusal: str, memory: int, seconds: float) -> None:
    """Import the work, then answer every question on standard input with a message on what was standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    work, refused = _named(function), _named(refusal)
    _be_silent()
    _limit_memory(memory)
    # A page makes a hundred thousand objects and no cycle worth a search after every few hundred of them.
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    send(answers, ("ready", None))
    while True:
        try:
            question: Question = pickle.loads(receive(questions, LARGEST_QUESTION))  # noqa: S301 (the parent's own words)
        except EOFError:
            return
        _limit_time(seconds)
        try:
            send(answers, _answer(work, refused, question))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _named(path: str) -> Callable[..., object]:
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _answer(work: Callable[..., object], refused: type[Exception], question: Question) -> Answer:
    try:
        return "done", work(*question)
    except refused as error:
        return "refused", str(error)
    except MemoryError:
        raise
    except Exception:
        return "broken", traceback.format_exc(limit=-20)


def _be_silent() -> None:
    """What a library prints must neither mix with the answers nor reach the person's terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _limit_memory(headroom: int) -> None:
    """Allow so many bytes beyond what the imports took, and no core dump."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = 0
    with suppress(OSError, ValueError):
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    with suppress(ValueError, OSError):  # some systems know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (taken + headroom, taken + headroom))


def _limit_time(seconds: float) -> None:
    """Let the system end this process if it outlives a parent that could have."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds) + 1, most))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
