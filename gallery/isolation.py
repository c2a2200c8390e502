"""Works on foreign bytes in a child process, so that they can kill, hang or bloat that child and nothing else.

One child serves many questions, since importing what it needs costs as much as answering many of them; when a question has cost it
its life, the next one gets a fresh one.
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

from gallery.isolation_child import OUT_OF_MEMORY, Answer, Question, receive, send

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS_PER_CHILD = 1000
"""What libraries keep of every page or picture must not be counted against a later one."""
START_SECONDS = 60.0
LARGEST_ANSWER = 256 * 1024 * 1024
NEEDED_FROM_ENVIRONMENT = frozenset({"PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH"})
"""Keys and passwords that the environment holds are none of a foreign page's business."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost: seconds, and bytes of memory beyond what the imports take."""

    seconds: float = 20
    memory: int = 1024 * 1024 * 1024


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Work:
    """What a child process does, and how its failures are spoken of."""

    function: str
    """As `module:name`; both it and what it is given must be importable and picklable."""
    refusal: type[Exception]
    """What the function raises where the bytes are at fault, with one sentence; what a question that did harm raises here."""
    gives: frozenset[str]
    """The modules whose classes a result may be made of."""
    doing: str
    """As in "reading it took more than 20 seconds"."""
    doer: str
    """As in "it crashed the reader"."""


class Room:
    """Answers questions one after the other in a child process, which starts with the `with` and ends with it."""

    def __init__(self, work: Work, limits: Limits = USUAL) -> None:
        refusal = f"{work.refusal.__module__}:{work.refusal.__name__}"
        self._command = [sys.executable, "-m", "gallery.isolation_child", work.function, refusal, str(limits.memory), str(limits.seconds)]
        self._work = work
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        self._child = self._started()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    def ask(self, *question: object) -> object:
        """Call the work's function in the child; raises the work's refusal where the bytes are bad or took too much."""
        child = self._ready()
        answer = child.answer(question, self._limits.seconds)
        if answer is None:
            raise self._work.refusal(self._cause(child.overdue, self.end()))
        if child.waits >= QUESTIONS_PER_CHILD:
            self.end()
        kind, said = answer
        if kind == "done":
            return said
        if kind == "refused":
            raise self._work.refusal(str(said))
        raise self.fault(said)

    def fault(self, said: object) -> Exception:
        """Log what went wrong on our side; give the refusal that says so."""
        log.error("%s failed on our side:\n%s", self._work.doing.capitalize(), said)
        return self._work.refusal(f"{self._work.doing} went wrong on our side; the log has the details")

    def end(self) -> int:
        """End the child, if there is one, and give its return code; the next question gets a new one."""
        child, self._child = self._child, None
        return child.end() if child else 0

    def _started(self) -> "_Child":
        return _Child(self._command, self._work.gives)

    def _ready(self) -> "_Child":
        """Give a child that has imported the work; one that can't is a fault of ours and no question's."""
        if self._child is None:
            self._child = self._started()
        if not self._child.waits and self._child.answer(None, START_SECONDS) is None:
            raise RuntimeError(f"The child process of the {self._work.doer} did not start; it ended with {self.end()}.")
        return self._child

    def _cause(self, overdue: bool, code: int) -> str:
        if overdue or code == -signal.SIGXCPU:
            return f"{self._work.doing} took more than {self._limits.seconds:g} seconds"
        # Native code aborts where Python would raise, and a system short of memory kills.
        if code in {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL}:
            return f"{self._work.doing} took more than {self._limits.memory // 1_048_576} MB of memory"
        return f"it crashed the {self._work.doer}"


class _Child:
    """A running child process and its two pipes."""

    def __init__(self, command: list[str], gives: frozenset[str]) -> None:
        environment = {name: value for name, value in os.environ.items() if name in NEEDED_FROM_ENVIRONMENT}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603
        self._gives = gives
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
            return _Unpickler(receive(self._process.stdout, LARGEST_ANSWER), self._gives).load()
        except (OSError, EOFError):
            return None
        except Exception:
            log.exception("A child process gave no proper answer")
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


class _Unpickler(pickle.Unpickler):
    """Takes the work's own classes and no others: a child that a page has taken over must not choose what runs here."""

    def __init__(self, packed: bytes, gives: frozenset[str]) -> None:
        super().__init__(io.BytesIO(packed))
        self._gives = gives

    def find_class(self, module: str, name: str) -> type:
        """Give a class that a result is made of."""
        if module not in self._gives or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")
        return super().find_class(module, name)
