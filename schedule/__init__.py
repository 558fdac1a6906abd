"""Dated lessons of a school's timetable."""
