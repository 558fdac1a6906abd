"""Walking many uuids in pieces that one query takes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

CHUNK = 500


def chunks(uuids: Iterator[UUID], size: int = CHUNK) -> Iterator[list[UUID]]:
    """Yield ``uuids`` in lists of at most ``size``."""
    while chunk := list(islice(uuids, size)):
        yield chunk
