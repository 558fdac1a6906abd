"""Identifiers: ``id`` for foreign keys, ``uuid`` for the world, ``key`` for people."""

from __future__ import annotations

import uuid

# Fixed for ever: uuids of imported things are derived from it and must stay the same everywhere.
NAMESPACE = uuid.UUID("6f0c2b9e-6a1d-5a43-9d0f-2f5a0f6d7e11")


def new_uuid() -> uuid.UUID:
    """Return a random uuid (RFC 9562, version 4)."""
    return uuid.uuid4()


def derived_uuid(*parts: str) -> uuid.UUID:
    """Return the uuid (version 5) that the same ``parts`` give on every machine."""
    return uuid.uuid5(NAMESPACE, "\x1f".join(parts))
