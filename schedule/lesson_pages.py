"""Where a lesson in the timetable leads: packages above have pages for it."""

from __future__ import annotations

from django.urls import reverse

from core.data import Registry
from schedule.models import Lesson

lesson_pages: Registry[str] = Registry("lesson pages")


def register_lesson_page(code: str, url_name: str) -> None:
    """Let lessons of the timetable lead to the page ``url_name``, which takes their ``uuid``."""
    lesson_pages.register(code, url_name)


def lesson_url(lesson: Lesson) -> str:
    """Return the address of the lesson's page; empty while nobody has one."""
    for _code, url_name in lesson_pages:
        return reverse(url_name, kwargs={"uuid": lesson.uuid})
    return ""
