"""Errors that other packages may catch."""

from __future__ import annotations

from framework.actions.importing import EditionClosed, StarterWouldRemove
from framework.frp.errors import FrameworkFileError

__all__ = ["EditionClosed", "FrameworkFileError", "StarterWouldRemove"]
