"""What ``schedule`` does when something below it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from schedule.actions.bells import time_lessons_anew
from school.api import School


def follow_time_zone(*, school: School, now: datetime, **kwargs: Any) -> None:
    """Compute the moments of coming lessons anew when the school's clock has changed."""
    time_lessons_anew(school=school, now=now)
