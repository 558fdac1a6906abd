"""Words for the codes of scoring."""

from __future__ import annotations

SCORING: dict[str, str] = {}
