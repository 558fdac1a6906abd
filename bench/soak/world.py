"""What the processes of a soak share: its size, its simulated clock, what they write down."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import sharedctypes
from pathlib import Path

BEGIN = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
TERM = timedelta(days=40)


@dataclass
class World:
    """The soak as every forked process sees it.

    ``folder`` holds the diary, ``seconds`` is the wall time of a term, ``works``
    the share of authors that write in a term, ``deadly`` the chance of a statement to be the last.
    """

    folder: Path
    terms: int
    seconds: float
    works: float
    deadly: float
    _clock: ctypes.c_double = field(default_factory=lambda: sharedctypes.RawValue(ctypes.c_double))
    _draining: ctypes.c_int = field(default_factory=lambda: sharedctypes.RawValue(ctypes.c_int))

    def set_clock(self, elapsed: float) -> None:
        """Move the simulated clock: ``elapsed`` terms have gone by."""
        self._clock.value = elapsed

    def now(self) -> datetime:
        """Return the simulated moment."""
        return BEGIN + TERM * float(self._clock.value)

    def term(self) -> int:
        """Return the number of the running term, from 0."""
        return int(self._clock.value)

    def drain(self) -> None:
        """Ask for the end: nothing new is written, nobody crashes any more."""
        self._draining.value = 1

    @property
    def draining(self) -> bool:
        """Say whether only what was begun is brought to its end."""
        return bool(self._draining.value)

    def note(self, kind: str, words: str) -> None:
        """Write down what the database has confirmed; survives the writer's SIGKILL."""
        line = f"{kind}\t{words}\n".encode()
        handle = os.open(self.folder / "diary.tsv", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)

    def told(self, kind: str) -> list[str]:
        """Return what was written down under ``kind``."""
        path = self.folder / "diary.tsv"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        parts = (line.partition("\t") for line in lines)
        return [words for name, _tab, words in parts if name == kind]
