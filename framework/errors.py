"""Errors that other packages may catch."""

from __future__ import annotations

from framework.actions.comments import CommentRefused
from framework.actions.crosswalks import CrosswalkRefused
from framework.actions.drafting import EditionExists, NotADraft
from framework.actions.editing import EditRefused
from framework.actions.importing import StarterWouldRemove
from framework.actions.publishing import EditionOutdated
from framework.actions.storing import EditionBeingWritten, EditionClosed
from framework.frp.errors import FrameworkFileError

__all__ = [
    "CommentRefused",
    "CrosswalkRefused",
    "EditRefused",
    "EditionBeingWritten",
    "EditionClosed",
    "EditionExists",
    "EditionOutdated",
    "FrameworkFileError",
    "NotADraft",
    "StarterWouldRemove",
]
