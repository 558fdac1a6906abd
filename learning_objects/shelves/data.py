"""Typed values of shelves, as pages and REST show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

CURRENT = "current"
NEWER = "newer"
WITHDRAWN = "withdrawn"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One reference as a list shows it.

    ``standing`` is current, newer (``newest`` and ``newest_at`` say which version there is),
    withdrawn (``reason``) or missing from this library. ``hit`` is the material's card while it is
    public; ``url`` leads to the version that is held.
    """

    uuid: UUID
    object_uuid: UUID
    number: int
    title: str
    kind_label: str
    note: str
    serial: int
    added_by: str
    added_at: datetime | None
    standing: str
    newest: int
    newest_at: datetime | None
    reason: str
    url: str
    hit: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A shelf in a list: how much is on it, whose it is, with how many it is shared."""

    uuid: UUID
    title: str
    about: str
    items: int
    owner: str
    shared_with: int
    has_link: bool
    is_first: bool
    may_write: bool
    changed_at: datetime
