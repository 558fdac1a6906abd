"""The kinds of places that use items, registered by the packages above."""

from __future__ import annotations

from assessment.data import UseWords
from core.data import Registry

uses: Registry[UseWords] = Registry("uses of items")


def register_use(code: str, words: UseWords) -> None:
    """Let places of kind ``code`` be recorded, and be told by ``words``."""
    uses.register(code, words)
