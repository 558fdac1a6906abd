"""What the demo has made already: marks in the audit.

The audit is append-only, so a thing that people renamed, changed or deleted later is neither made
again nor taken for missing. A mark is written in the same transaction as the thing itself.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from core.api import derived_uuid, read_trail, record

ACTION = "cms.seed_demo"
OBJECT = "cms.demo"
MARKS = 100_000


def is_made(*name: str) -> bool:
    """Return whether the demo has made the thing called ``name``."""
    return bool(read_trail(object_uuid=_mark(name), limit=1))


def made_uuid(*name: str) -> UUID:
    """Return the uuid of the thing called ``name``. Raises ``LookupError`` if it was not made."""
    marks = read_trail(object_uuid=_mark(name), limit=1)
    if not marks:
        raise LookupError("/".join(name))
    return UUID(marks[0].data["made"])


def count_made(*name: str) -> int:
    """Return how many things were made in all under the name ``name``."""
    return sum(mark.data["count"] for mark in read_trail(object_uuid=_mark(name), limit=MARKS))


def mark_made(*name: str, now: datetime, made: UUID | None = None, count: int = 1) -> None:
    """Remember that the thing called ``name`` was made; ``made`` is its uuid, if it has one."""
    record(
        action=ACTION,
        by=None,
        object_code=OBJECT,
        object_uuid=_mark(name),
        now=now,
        data={"name": "/".join(name), "made": str(made or ""), "count": count},
    )


def _mark(name: tuple[str, ...]) -> UUID:
    return derived_uuid(OBJECT, *name)
