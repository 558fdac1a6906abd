"""How the diary writes clocks."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def utc_offset(minutes: int) -> str:
    """Return «UTC+5» or «UTC+5:30» for the minutes that a clock is ahead of UTC."""
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
