"""Errors that other packages may catch."""

from __future__ import annotations

from assessment.actions.adding import ItemsRefused
from assessment.actions.importing import ImportGone
from assessment.actions.sharing import CannotShareItem, NotInCircle
from assessment.actions.storing import ItemChanged
from assessment.formats.exchange import FormatRefused

__all__ = [
    "CannotShareItem",
    "FormatRefused",
    "ImportGone",
    "ItemChanged",
    "ItemsRefused",
    "NotInCircle",
]
