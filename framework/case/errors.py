"""What is wrong with a CASE package."""

from __future__ import annotations

from framework.frp.errors import FrameworkFileError


class CaseFileError(FrameworkFileError):
    """A CASE package that cannot be imported: file, JSON path, problem and remedy."""
