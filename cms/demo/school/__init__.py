"""The demo school: roster, a fortnight of timetable, and what stands in its journal."""
