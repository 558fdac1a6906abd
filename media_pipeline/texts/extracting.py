"""Reading a file in a process of its own: a hostile one takes nothing with it."""

from __future__ import annotations

import json
import logging
import sys
from typing import BinaryIO

from core.api import run_limited
from core.data import ProcessLimits
from core.errors import ProcessStopped
from media_pipeline.texts.data import CRASHED, NO_READER, TIME, ReadText, TextRefused
from media_pipeline.texts.reading import READABLE

logger = logging.getLogger(__name__)

LIMITS = ProcessLimits(seconds=90.0, cpu_seconds=45, output_bytes=4 * 1024 * 1024)


def extract_text(file: BinaryIO, kind: str, *, limits: ProcessLimits = LIMITS) -> ReadText:
    """Return the words of ``file``, a real one with its place at the beginning.

    ``kind`` is its true extension. Raises ``TextRefused``; ends within the limits.
    """
    if kind not in READABLE:
        raise TextRefused(NO_READER)
    command = [sys.executable, "-s", "-m", "media_pipeline.texts.child", kind]
    try:
        answer = json.loads(run_limited(command, source=file, limits=limits))
    except ProcessStopped as stopped:
        code = TIME if stopped.code == "time" else CRASHED
        raise TextRefused(code, stopped.code) from stopped
    if "refused" in answer:
        raise TextRefused(answer["refused"], answer["detail"])
    return ReadText(answer["text"], answer["truncated"])
