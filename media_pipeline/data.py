"""Typed values of ``media_pipeline``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready for a page: address, size in CSS pixels, and a finer copy if there is one."""

    url: str
    width: int
    height: int
    srcset: str = ""
