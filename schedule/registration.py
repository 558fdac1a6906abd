"""What ``schedule`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the rules and the machine, and follow the schools' clocks."""
    from schedule import states  # noqa: F401  (its machine registers itself)
    from schedule.handlers import follow_time_zone
    from schedule.rules import register_rules
    from school.signals import time_zone_changed

    register_rules()
    time_zone_changed.connect(follow_time_zone, dispatch_uid="schedule.follow_time_zone")
