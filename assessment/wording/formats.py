"""Words for the codes of formats."""

from __future__ import annotations

FORMATS: dict[str, str] = {}
