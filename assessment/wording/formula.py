"""Words for the codes of formula."""

from __future__ import annotations

FORMULA: dict[str, str] = {}
