"""Refusals in words, once, for every entry point."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import TransitionRefused
from schedule.actions.bells import BellInUse, WrongBells
from schedule.actions.lessons import NoBell, NotOnStaff, NotPlanned, UnknownSubject, WrongGroup
from schedule.clashes import Clash, Conflict
from schedule.data import GROUP_CLASH, PUPILS_CLASH, ROOM_CLASH
from schedule.models import Lesson

REFUSALS = (
    BellInUse,
    Clash,
    NoBell,
    NotOnStaff,
    NotPlanned,
    TransitionRefused,
    UnknownSubject,
    WrongBells,
    WrongGroup,
)


def words_for(error: Exception, *, school_id: int | None = None) -> str:
    """Return what a person is told about a refusal: what is wrong and what to do.

    ``school_id`` is the school the reader works in: lessons of other schools are not described.
    """
    if isinstance(error, Clash):
        return clash_words(error.conflict, school_id=school_id)
    if isinstance(error, TransitionRefused):
        return error.reason or _("The lesson has changed in the meantime. Look at it again.")
    if isinstance(error, WrongBells):
        return _(
            "Lesson %(number)d: it must begin before it ends and after the lesson before it."
        ) % {"number": error.number}
    if isinstance(error, BellInUse):
        return _(
            "Lessons are planned at this bell, the first on %(day)s (%(lesson)s). Move them first."
        ) % {"day": _day(error.lesson), "lesson": lesson_words(error.lesson)}
    words = {
        NoBell: _("The school has no lesson with this number. Choose another or add the bell."),
        NotOnStaff: _("The teacher does not work in the school on this day. Choose another one."),
        NotPlanned: _("Only a planned lesson can be moved. Restore it first."),
        UnknownSubject: _("The curriculum has no such subject. Choose one from the list."),
        WrongGroup: _("The class is of another school. Choose another one."),
    }
    return words[type(error)]


def clash_words(conflict: Conflict, *, school_id: int | None = None) -> str:
    """Name the lesson that stands in the way."""
    lesson = conflict.lesson
    if school_id is not None and lesson.school_id != school_id:
        return _("The teacher has a lesson in another school at this time. Choose another time.")
    facts = {
        "day": _day(lesson),
        "slot": lesson.slot,
        "lesson": lesson_words(lesson),
        "group": lesson.group.title,
        "teacher": lesson.teacher.short_name,
        "room": lesson.room,
    }
    if conflict.code == GROUP_CLASH:
        return _("%(group)s has another lesson on %(day)s, lesson %(slot)d: %(lesson)s.") % facts
    if conflict.code == PUPILS_CLASH:
        return (
            _("Pupils of this subgroup are in %(group)s on %(day)s, lesson %(slot)d: %(lesson)s.")
            % facts
        )
    if conflict.code == ROOM_CLASH:
        return _("Room %(room)s is taken on %(day)s, lesson %(slot)d: %(lesson)s.") % facts
    return _("%(teacher)s teaches on %(day)s, lesson %(slot)d: %(lesson)s.") % facts


def lesson_words(lesson: Lesson) -> str:
    """Return «Физика, 8 «Б», Иванова М. П., каб. 12»."""
    parts = [lesson.subject_title, lesson.group.title, lesson.teacher.short_name]
    if lesson.room:
        parts.append(lesson.room_label)
    return ", ".join(parts)


def _day(lesson: Lesson) -> str:
    return date_format(lesson.date, "SHORT_DATE_FORMAT")
