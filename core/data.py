"""Typed values of ``core``."""

from core.archives.limits import ArchiveLimits
from core.archives.reader import Archive, ArchiveEntry
from core.archives.writer import ArchiveWriter, Content, Source
from core.audit_lines import AuditLine
from core.launcher import ProcessLimits
from core.queries import OutboxLag
from core.registry import Registry
from core.safe_xml import XmlLimits
from core.tables.reading import TableLimits, TableRow
from core.transitions import Machine, Transition

__all__ = [
    "Archive",
    "ArchiveEntry",
    "ArchiveLimits",
    "ArchiveWriter",
    "AuditLine",
    "Content",
    "Machine",
    "OutboxLag",
    "ProcessLimits",
    "Registry",
    "Source",
    "TableLimits",
    "TableRow",
    "Transition",
    "XmlLimits",
]
