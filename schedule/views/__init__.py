"""Pages of ``schedule``."""

from schedule.views.bells import bells, standard
from schedule.views.planning import cancel, copy, hold, move, plan, restore
from schedule.views.weeks import group, mine, school_day_page, teacher

__all__ = [
    "bells",
    "cancel",
    "copy",
    "group",
    "hold",
    "mine",
    "move",
    "plan",
    "restore",
    "school_day_page",
    "standard",
    "teacher",
]
