"""Errors of ``ui``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class VendorFilesMissing(Exception):
    """Files of npm packages are not where ``npm ci`` puts them."""

    def __init__(self, folder: Path, missing: Sequence[str]) -> None:
        super().__init__(f"{len(missing)} files are missing in {folder}, the first is {missing[0]}")
        self.folder = folder
        self.missing = list(missing)


class TexError(Exception):
    """A formula cannot be read; the text says why, in the reader's language."""
