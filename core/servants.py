"""A process that lives long, answers one line after another, and is killed when it overruns."""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import threading
import time
import weakref
from collections.abc import Sequence

from core.launcher import DEFAULT_LIMITS, ProcessLimits, ProcessStopped, launch, stop

_BLOCK = 64 * 1024
_alive: weakref.WeakSet[LimitedServant] = weakref.WeakSet()


class LimitedServant:
    """A program that reads a line and writes a line, as often as it is asked.

    It starts with the first question, inside ``limits``: ``seconds`` hold for one answer (the
    first also pays the start), ``output_bytes`` for one line, memory and processor for its life. It
    is stopped after ``most_answers`` and replaced, so that its limits never meet an innocent
    question, and when it overruns or dies: then the question is lost
    (:class:`~core.launcher.ProcessStopped`) and the next one finds a new process. Threads take
    turns; after a fork the child starts a process of its own; all of them end with the program.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        limits: ProcessLimits = DEFAULT_LIMITS,
        most_answers: int = 1_000,
        start_seconds: float = 30.0,
    ) -> None:
        self._command = tuple(command)
        self._limits = limits
        self._most_answers = most_answers
        self._start_seconds = start_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._answers = 0
        _alive.add(self)

    def ask(self, line: bytes) -> bytes:
        """Return the line that answers ``line`` (neither with its end)."""
        with self._lock:
            process = self._ready()
            try:
                answer = self._exchange(process, line)
            except BaseException:
                self._stop()
                raise
            self._answers += 1
            if self._answers >= self._most_answers:
                self._stop()
            return answer

    def close(self) -> None:
        """End the process; a later question starts another."""
        with self._lock:
            self._stop()

    @property
    def pid(self) -> int | None:
        """The process that waits for a question, if there is one."""
        mine = self._process is not None and self._owner == os.getpid()
        return self._process.pid if mine and self._process is not None else None

    def _ready(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and self._owner == os.getpid() and process.poll() is None:
            return process
        self._stop()
        self._process = process = launch(self._command, limits=self._limits, stdin=subprocess.PIPE)
        self._owner, self._answers = os.getpid(), 0
        return process

    def _exchange(self, process: subprocess.Popen[bytes], line: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:
            raise ProcessStopped("failed")
        extra = 0.0 if self._answers else self._start_seconds
        deadline = time.monotonic() + self._limits.seconds + extra
        try:
            process.stdin.write(line.replace(b"\n", b" ") + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise ProcessStopped("failed") from error
        return self._read(process.stdout.fileno(), deadline)

    def _read(self, descriptor: int, deadline: float) -> bytes:
        found = bytearray()
        while not found.endswith(b"\n"):
            left = max(0.0, deadline - time.monotonic())
            if not select.select([descriptor], [], [], left)[0]:
                raise ProcessStopped("time")
            block = os.read(descriptor, _BLOCK)
            if not block:
                raise ProcessStopped("failed")
            found += block
            if len(found) > self._limits.output_bytes:
                raise ProcessStopped("output")
        return bytes(found[:-1])

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if self._owner == os.getpid():
            stop(process)
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close_quietly(stream)


def _close_quietly(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]
    except OSError:
        return  # what was left to write has nobody to read it


@atexit.register
def _close_all() -> None:
    for servant in list(_alive):
        servant.close()


def _forget_locks() -> None:
    """Give a forked child locks that no thread of its parent holds."""
    for servant in list(_alive):
        servant._lock = threading.Lock()


os.register_at_fork(after_in_child=_forget_locks)
