"""Why a package is not made, not believed, or not taken in."""

from __future__ import annotations


class PackageRefused(Exception):
    """The package is not what it should be; nothing was changed.

    ``code`` is stable (``"archive"``, ``"bag"``, ``"format"``, ``"altered"``, ``"content"``,
    ``"newer"``); ``place`` is a file of the package or empty; ``reason`` is for people.
    """

    def __init__(self, code: str, reason: str, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.code = code
        self.reason = reason
        self.place = place


class ImportFailed(Exception):
    """The package is good, but taking it in did not succeed; nothing was changed."""


class ExportRefused(Exception):
    """What was asked for cannot be packed; its text says why."""
