"""Doing something once, or again and again until the process is told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

from django.db import OperationalError, close_old_connections


def repeat(act: Callable[[], None], *, every: int, warn: Callable[[str], object]) -> None:
    """Call ``act`` once (``every`` is 0), or every so many seconds until SIGTERM or SIGINT.

    For commands with ``--every``: the round that runs is brought to its end. While the database is
    away its words go to ``warn`` and the next round makes it good; a single round raises them.
    """
    if not every:
        act()
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        close_old_connections()
        try:
            act()
        except OperationalError as error:
            warn(str(error))
        stop.wait(every)
