"""Typed values of ``core``."""

from core.audit_lines import AuditLine
from core.registry import Registry
from core.transitions import Machine, Transition

__all__ = ["AuditLine", "Machine", "Registry", "Transition"]
