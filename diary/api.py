"""The door of ``diary``."""

from diary.queries import read_weeks

__all__ = ["read_weeks"]
