"""How much a person may keep, and how long their words may be."""

from datetime import timedelta

MOST_SHELVES = 100
MOST_ITEMS = 500
MOST_READERS = 50
MOST_AT_ONCE = 100
TITLE_LIMIT = 120
ABOUT_LIMIT = 1000
NOTE_LIMIT = 300

# What was removed longer ago than this cannot be put back any more.
UNDO_LASTS = timedelta(days=30)
