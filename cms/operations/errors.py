"""Errors of backups; the message says what to do."""

from __future__ import annotations


class BackupRefused(Exception):
    """A backup that cannot be made, or that must not be put back."""
