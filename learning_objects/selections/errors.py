"""What stands in the way of writing a selection."""

from __future__ import annotations


class SelectionChanged(Exception):
    """Somebody has changed it since it was shown."""


class SelectionFull(Exception):
    """It has as many sections, topics or materials as it may; ``what`` says which."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class AlreadyThere(ValueError):
    """The section has this material already."""
