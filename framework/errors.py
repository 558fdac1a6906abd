"""Errors that other packages may catch."""

from __future__ import annotations

from framework.actions.comments import CommentRefused
from framework.actions.crosswalks import CrosswalkRefused
from framework.actions.drafting import EditionExists, NotADraft
from framework.actions.editing import EditRefused
from framework.actions.importing import StarterWouldRemove
from framework.actions.publishing import EditionOutdated
from framework.actions.storing import EditionBeingWritten, EditionClosed
from framework.case.errors import CaseFileError
from framework.exporting import NoSuchEdition
from framework.frp.errors import FrameworkFileError
from framework.frp.writing import NotProgrammes
from framework.tables.errors import TableFileError
from framework.tables.workbooks import CellTooLong

__all__ = [
    "CaseFileError",
    "CellTooLong",
    "CommentRefused",
    "CrosswalkRefused",
    "EditRefused",
    "EditionBeingWritten",
    "EditionClosed",
    "EditionExists",
    "EditionOutdated",
    "FrameworkFileError",
    "NoSuchEdition",
    "NotADraft",
    "NotProgrammes",
    "StarterWouldRemove",
    "TableFileError",
]
