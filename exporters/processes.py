"""Which process works on something, and whether it still does."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_process() -> str:
    """Return a name for this process that no later one has: machine, number, moment of start."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{_started(os.getpid())}"


def is_gone(name: str) -> bool:
    """Say whether the process of that name has surely ended; of another machine nobody knows."""
    place, _, started = name.rpartition(":")
    host, _, number = place.rpartition(":")
    if host != socket.gethostname()[:60] or not number.isdecimal():
        return False
    return _started(int(number)) != started


def _started(pid: int) -> str:
    """Return the moment at which a process was started, "" when there is none."""
    try:
        # The name of the program, in brackets, may hold spaces: what follows it is counted.
        facts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        fields = facts.rpartition(")")[2].split()
        return "" if fields[0] in "ZX" else fields[19]
    except FileNotFoundError:
        return "" if not _is_alive(pid) else "?"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
