"""What ``schedule`` registers at start-up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register() -> None:
    """Register the rules and the machine, and follow the schools' clocks."""
    from schedule import states  # noqa: F401  (its machine registers itself)
    from schedule.handlers import follow_time_zone
    from schedule.rules import register_rules
    from school.signals import time_zone_changed

    register_rules()
    register_school_tabs()
    time_zone_changed.connect(follow_time_zone, dispatch_uid="schedule.follow_time_zone")


def register_school_tabs() -> None:
    """Put the timetable and the bells beside the classes and people of a school."""
    from accounts.api import may
    from schedule.rules import SEE_SCHOOL
    from school.api import register_school_tab
    from school.data import SchoolTab

    def seen(user: Any, where: Any) -> bool:
        return may(user, SEE_SCHOOL, where)

    register_school_tab("timetable", SchoolTab(_("Timetable"), "schedule:school", seen))
    register_school_tab("bells", SchoolTab(_("Bells"), "schedule:bells", seen))
