"""Numbered plain text with marked answers, as tests stand in documents."""
