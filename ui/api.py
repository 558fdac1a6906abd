"""The door of ``ui``."""

from ui.dates import before_stop, format_day, format_minutes, format_when
from ui.day_field import DayField
from ui.hues import subject_hue
from ui.icons import render_icon
from ui.rich_text import render_rich, render_text
from ui.tex import check_tex, render_tex
from ui.ways import read_way_back, with_way_back

__all__ = [
    "DayField",
    "before_stop",
    "check_tex",
    "format_day",
    "format_minutes",
    "format_when",
    "read_way_back",
    "render_icon",
    "render_rich",
    "render_tex",
    "render_text",
    "subject_hue",
    "with_way_back",
]
