"""Tables of ``journal``."""

from journal.models.entry import LessonEntry
from journal.models.material import LessonMaterial
from journal.models.plan import LessonPlan

__all__ = ["LessonEntry", "LessonMaterial", "LessonPlan"]
