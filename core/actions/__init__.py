"""Writes of ``core``: the outbox and the audit."""
