"""Institutes, what each of them owns, and whose works go where."""
