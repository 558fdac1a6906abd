"""Tables of ``core``."""

from core.models.audit import AuditEntry
from core.models.outbox import OutboxItem

__all__ = ["AuditEntry", "OutboxItem"]
