"""Tables of ``schedule``."""

from schedule.models.bell import Bell
from schedule.models.lesson import Lesson

__all__ = ["Bell", "Lesson"]
