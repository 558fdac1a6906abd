"""Several services as one block, in a folder that goes with them."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from tools.services.opensearch.node import opensearch
from tools.services.postgresql import postgresql
from tools.services.redis import redis
from tools.services.s3.server import s3

Service = Callable[[Path], AbstractContextManager[dict[str, str]]]
SERVICES: dict[str, Service] = {
    "postgresql": postgresql,
    "redis": redis,
    "s3": s3,
    "opensearch": opensearch,
}


@contextmanager
def services(names: Sequence[str] = tuple(SERVICES)) -> Iterator[dict[str, str]]:
    """Start ``names`` in order; gives the settings that lead to them.

    Whatever ends the block (a failure, Ctrl-C, SIGTERM) stops what had been started, last first.
    """
    folder = Path(tempfile.mkdtemp(prefix="mesh-services-"))
    folder.chmod(0o711)  # a service that runs as somebody else has to pass through
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        with ExitStack() as stack:
            settings: dict[str, str] = {}
            for name in names:
                settings.update(stack.enter_context(SERVICES[name](folder)))
            yield settings
    finally:
        signal.signal(signal.SIGTERM, before)
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
