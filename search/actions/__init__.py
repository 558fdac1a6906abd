"""Writes of ``search``: applying the outbox, rebuilding."""
