"""Tables of ``journal``."""

from journal.models.entry import LessonEntry
from journal.models.material import LessonMaterial

__all__ = ["LessonEntry", "LessonMaterial"]
