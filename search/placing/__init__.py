"""Placing titles of lessons on topics of the framework: one alone, or a whole plan in order."""
