"""Moodle XML: the questions of Moodle's standard types made into items, and back."""
