"""What stands in the way of keeping and sharing; ``views`` turns it into words once."""

from __future__ import annotations


class TooManyShelves(Exception):
    """The person has as many shelves as one may have."""


class ShelfFull(Exception):
    """The shelf holds as many materials as it may; ``left`` says how many more it takes."""

    def __init__(self, left: int = 0) -> None:
        super().__init__(f"room for {left}")
        self.left = left


class NotInLibrary(LookupError):
    """There is no such published material, or none of this version."""


class ShelfChanged(Exception):
    """Somebody has changed title or description since they were shown."""


class NoteChanged(Exception):
    """Somebody has changed the note since it was shown; ``note`` is what it says now."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


class CannotShare(ValueError):
    """The person owns the shelf, or their account is closed."""


class TooManyReaders(Exception):
    """The shelf is shared with as many people as it may be."""
