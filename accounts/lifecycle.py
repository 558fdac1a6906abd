"""What packages do when two accounts become one, and when one is erased.

``accounts`` cannot import what stands above it; each package registers its part here, under its
own code, and is asked in the order of registration.
"""

from __future__ import annotations

from accounts.data import LifecyclePart
from accounts.models import User
from core.data import Registry

merge_parts: Registry[LifecyclePart] = Registry("merging of accounts")
erasure_parts: Registry[LifecyclePart] = Registry("erasure of accounts")


def register_merge(code: str, part: LifecyclePart) -> None:
    """Let ``part.apply(kept=, gone=, by=, now=)`` move what ``gone`` has there to ``kept``.

    Needed only where moving the foreign keys one by one is not enough: rows that would then stand
    twice, rows that may not change. Name those keys in ``part.relations``.
    """
    merge_parts.register(code, part)


def register_erasure(code: str, part: LifecyclePart) -> None:
    """Let ``part.apply(user=, by=, now=)`` remove what is personal in the package."""
    erasure_parts.register(code, part)


def describe_merge(gone: User) -> list[str]:
    """Return in words what a merge would move, package by package."""
    return [line for _code, part in merge_parts for line in part.describe(gone)]


def describe_erasure(user: User) -> list[str]:
    """Return in words what an erasure would remove and what stays, package by package."""
    return [line for _code, part in erasure_parts for line in part.describe(user)]
