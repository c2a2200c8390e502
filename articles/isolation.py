"""Reads foreign pages in a child process, so that a page can kill, hang or bloat that child and nothing else.

One child serves a whole batch, since importing the reading room costs as much as reading many pages; when a page has cost
it its life, the next page gets a fresh one.
"""

import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from articles.isolation_child import OUT_OF_MEMORY, Answer, Question, receive, send
from articles.reading.story import Story, Unreadable

log = logging.getLogger(__name__)

READ = "articles.reading.reader:read"
ROOT = Path(__file__).resolve().parent.parent
PAGES_PER_CHILD = 1000
"""What libraries keep of every page must not be counted against a later one."""
START_SECONDS = 60.0
LARGEST_ANSWER = 256 * 1024 * 1024
NEEDED_FROM_ENVIRONMENT = frozenset({"PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH"})
"""Keys and passwords that the environment holds are none of a foreign page's business."""
STORY_MODULES = frozenset({"articles.reading.story", "gallery.sightings", "datetime"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one page may cost: seconds, and bytes of memory beyond what the imported reading room takes."""

    seconds: float = 20
    memory: int = 1024 * 1024 * 1024


class Reader:
    """Reads pages one after the other in a child process, which starts with the `with` and ends with it.

    `read` names the function as `module:name`; it is given the bytes, the page's address and its server's charset and returns a Story.
    """

    def __init__(self, read: str = READ, limits: Limits = Limits()) -> None:
        self._command = [sys.executable, "-m", "articles.isolation_child", read, str(limits.memory), str(limits.seconds)]
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        self._child = _Child(self._command)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def read(self, data: bytes, url: str | None, charset: str | None = None) -> Story:
        """Read one page; `charset` is the one its server named.

        Raises Unreadable where it is none, or where it took more time or memory than a page may.
        """
        child = self._ready()
        answer = child.answer((data, url, charset), self._limits.seconds)
        if answer is None:
            raise Unreadable(self._cause(child.overdue, self._end()))
        if child.waits >= PAGES_PER_CHILD:
            self._end()
        return _story(answer)

    def _ready(self) -> "_Child":
        """Give a child that has imported the reader; one that can't is a fault of ours and no page's."""
        if self._child is None:
            self._child = _Child(self._command)
        if not self._child.waits and self._child.answer(None, START_SECONDS) is None:
            raise RuntimeError(f"The reading process did not start; it ended with {self._end()}.")
        return self._child

    def _end(self) -> int:
        child, self._child = self._child, None
        return child.end() if child else 0

    def _cause(self, overdue: bool, code: int) -> str:
        if overdue or code == -signal.SIGXCPU:
            return f"reading it took more than {self._limits.seconds:g} seconds"
        # Native code aborts where Python would raise, and a system short of memory kills.
        if code in {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL}:
            return f"reading it took more than {self._limits.memory // 1_048_576} MB of memory"
        return "it crashed the reader"


class _Child:
    """A running child process and its two pipes."""

    def __init__(self, command: list[str]) -> None:
        environment = {name: value for name, value in os.environ.items() if name in NEEDED_FROM_ENVIRONMENT}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603
        self.waits = 0
        """How many answers were waited for, the greeting included."""
        self.overdue = False

    def answer(self, question: Question | None, seconds: float) -> Answer | None:
        """Hear its greeting (no question) or its answer; None when it died meanwhile or was ended because it took longer.

        Both pipes block: what frees the parent from a child that hangs is that child's end.
        """
        timer = threading.Timer(seconds, self._end_overdue)
        timer.daemon = True
        timer.start()
        self.waits += 1
        try:
            if question is not None:
                send(self._process.stdin, question)
            return _StoryUnpickler(io.BytesIO(receive(self._process.stdout, LARGEST_ANSWER))).load()
        except (OSError, EOFError):
            return None
        except Exception:
            log.exception("The reading process gave no proper answer")
            return None
        finally:
            timer.cancel()

    def end(self) -> int:
        """End the process, unless it is already about to end by itself, and give its return code."""
        with suppress(OSError):
            self._process.stdin.close()
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._process.stdout.close()
        return code

    def _end_overdue(self) -> None:
        self.overdue = True
        self._process.kill()


class _StoryUnpickler(pickle.Unpickler):
    """Takes a Story's own classes and no others: a child that a page has taken over must not choose what runs here."""

    def find_class(self, module: str, name: str) -> type:
        """Give a class that a story is made of."""
        if module not in STORY_MODULES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a story")
        return super().find_class(module, name)


def _story(answer: Answer) -> Story:
    kind, said = answer
    if kind == "story" and isinstance(said, Story):
        return said
    if kind == "unreadable":
        raise Unreadable(str(said))
    log.error("Reading a page failed on our side:\n%s", said)
    raise Unreadable("reading it went wrong on our side; the log has the details")
