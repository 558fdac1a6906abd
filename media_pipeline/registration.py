"""What ``media_pipeline`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Nothing yet: the policies are added with the upload actions."""
