"""Words for the codes of qti."""

from __future__ import annotations

QTI: dict[str, str] = {}
