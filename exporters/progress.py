"""How far a transfer is, for those who watch it."""

from __future__ import annotations

import json
import time
from uuid import UUID

from exporters.data import PHASE_LABELS, ProgressView
from exporters.folder import progress_path

_SECONDS = 0.5


class ProgressFile:
    """Writes how far a transfer is, at most twice a second."""

    def __init__(self, uuid: UUID) -> None:
        self._path = progress_path(uuid)
        self._last = 0.0

    def __call__(self, phase: str, done: int, whole: int) -> None:
        """Note how far it is."""
        moment = time.monotonic()
        if moment - self._last < _SECONDS and done != whole:
            return
        self._last = moment
        work = self._path.with_suffix(".progress-new")
        work.write_text(json.dumps([phase, done, whole]), encoding="utf-8")
        work.replace(self._path)


def read_progress(uuid: UUID) -> ProgressView | None:
    """Return how far a transfer is; ``None`` before it begins."""
    try:
        phase, done, whole = json.loads(progress_path(uuid).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return ProgressView(PHASE_LABELS.get(phase, phase), done, whole)
