"""Selections: materials that a methodologist recommends, in order and with reasons."""
