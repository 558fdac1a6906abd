"""Writes of ``moderation``, one file a verb family."""
