"""Errors that other packages may catch."""

from core.archives.refusal import ArchiveRefused
from core.launcher import ProcessStopped
from core.registry import DuplicateRegistration, UnknownRegistration
from core.safe_xml import XmlRefused
from core.tables.refusal import TableRefused
from core.transitions import TransitionRefused

__all__ = [
    "ArchiveRefused",
    "DuplicateRegistration",
    "ProcessStopped",
    "TableRefused",
    "TransitionRefused",
    "UnknownRegistration",
    "XmlRefused",
]
