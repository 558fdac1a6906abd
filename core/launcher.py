"""Running a program on a stranger's bytes: so much time, memory and output, and not more."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_PREPARER = Path(__file__).with_name("launcher_preparer.py")
_PROJECT = Path(__file__).resolve().parents[1]
_BLOCK = 64 * 1024
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What a process may use: seconds of the clock and of the processor, bytes of memory
    (addresses) and of output. It can write no file at all.
    """

    seconds: float = 60.0
    cpu_seconds: int = 30
    memory_bytes: int = 1024 * MIB
    output_bytes: int = 8 * MIB


DEFAULT_LIMITS = ProcessLimits()


class ProcessStopped(Exception):
    """A process that did not come to a good end.

    ``code`` is ``time`` (of the clock or the processor), ``output`` (too much of it) or ``failed``
    (it ended with an error, was killed or ran out of memory).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def run_limited(
    command: Sequence[str], *, source: BinaryIO, limits: ProcessLimits = DEFAULT_LIMITS
) -> bytes:
    """Return what ``command`` writes when it reads ``source`` (a real file) as its input.

    Modules of the project can be run (``-m``). The environment is empty but for a plain path, the
    folder is ``/``; what the process says of errors is dropped. The whole process group is killed
    at the end. Raises :class:`ProcessStopped`.
    """
    deadline = time.monotonic() + limits.seconds
    with launch(command, limits=limits, stdin=source) as process:
        try:
            output = _read(process, deadline, limits.output_bytes)
            status = process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired as error:
            raise ProcessStopped("time") from error
        finally:
            stop(process)
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise ProcessStopped("time")
    if status:
        raise ProcessStopped("failed")
    return output


def launch(
    command: Sequence[str], *, limits: ProcessLimits, stdin: BinaryIO | int
) -> subprocess.Popen[bytes]:
    """Start ``command`` inside ``limits`` of memory and processor; the caller watches the clock."""
    return subprocess.Popen(  # noqa: S603  # the command is ours, only its input is a stranger's
        _prepared(command, limits),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )


def _prepared(command: Sequence[str], limits: ProcessLimits) -> list[str]:
    """Return a command that limits itself and then becomes ``command``.

    Limits that are set between fork and exec would run Python code in a forked thread.
    """
    figures = [str(limits.cpu_seconds), str(limits.memory_bytes)]
    return [sys.executable, "-I", "-S", str(_PREPARER), *figures, *command]


def _environment() -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_PROJECT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _read(process: subprocess.Popen[bytes], deadline: float, limit: int) -> bytes:
    """Return all output; raise when there is too much, or when time is up."""
    stream = process.stdout
    if stream is None:
        return b""
    found = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise ProcessStopped("time")
            block = os.read(stream.fileno(), _BLOCK)
            if not block:
                return bytes(found)
            found += block
            if len(found) > limit:
                raise ProcessStopped("output")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Kill ``process`` with all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # all of it has ended
