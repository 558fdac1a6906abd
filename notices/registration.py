"""What ``notices`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the package's parts in merging and erasing accounts."""
    from accounts.api import register_erasure, register_merge
    from notices import states  # noqa: F401  (its machine registers itself)
    from notices.parts import erasure_part, merge_part

    register_merge("notices", merge_part())
    register_erasure("notices", erasure_part())
