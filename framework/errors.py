"""Errors that other packages may catch."""

from __future__ import annotations

from framework.actions.importing import StarterWouldRemove
from framework.actions.publishing import EditionOutdated
from framework.actions.storing import EditionBeingWritten, EditionClosed
from framework.frp.errors import FrameworkFileError

__all__ = [
    "EditionBeingWritten",
    "EditionClosed",
    "EditionOutdated",
    "FrameworkFileError",
    "StarterWouldRemove",
]
