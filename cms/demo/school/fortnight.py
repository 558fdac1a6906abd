"""The fortnight of the demo school: planned lessons, topics, homework, materials on lessons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.api import User
from cms.demo.school.founding import Founded
from cms.demo.school.reading import LessonPlan, read_lessons
from cms.demo.topics import TopicIndex
from cms.demo.trail import is_made, made_uuid, mark_made
from journal.api import add_material, set_homework, set_topic
from journal.data import AT_HOME, AT_LESSON
from learning_objects.api import get_version
from schedule.api import Lesson, cancel_lesson, hold_lesson, plan_lesson, week_of
from school.api import school_day

# One lesson of the second week does not take place, so that families see what that looks like.
CANCELLED = ("8b", "История", 1, 4)


@transaction.atomic
def ensure_fortnight(
    *, founded: Founded, objects: Mapping[str, UUID], topics: TopicIndex, now: datetime
) -> int:
    """Plan this week and the next where they are not planned yet; return the new lessons.

    ``objects`` are the objects of the demo by key. A library that is opened after a month has
    lessons for its week again, with the same themes.
    """
    today = school_day(founded.school, now)
    fortnight = _Fortnight(founded, objects, topics, now)
    made = 0
    for week in (0, 1):
        monday = week_of(today + timedelta(weeks=week)).monday
        if is_made("school-week", monday.isoformat()):
            continue
        plans = [plan for plan in read_lessons() if plan.week == week]
        for plan in plans:
            fortnight.play(plan, monday + timedelta(days=plan.day))
        mark_made("school-week", monday.isoformat(), count=len(plans), now=now)
        made += len(plans)
    return made


class _Fortnight:
    def __init__(
        self,
        founded: Founded,
        objects: Mapping[str, UUID],
        topics: TopicIndex,
        now: datetime,
    ) -> None:
        self.founded, self.objects, self.topics, self.now = founded, objects, topics, now

    def play(self, plan: LessonPlan, day: date) -> None:
        """Plan one lesson, write its line in the journal, and hold it if it is over."""
        group, teacher = self.founded.groups[plan.class_key], self.founded.people[plan.teacher]
        lesson = plan_lesson(
            school=self.founded.school,
            group=group,
            teacher=teacher,
            subject_uuid=self.topics.subject(plan.subject),
            date=day,
            slot=plan.slot,
            room=plan.room,
            by=None,
            now=self.now,
        )
        self._write(plan, lesson, teacher, group.grade)
        if (plan.class_key, plan.subject, plan.week, plan.day) == CANCELLED:
            cancel_lesson(lesson=lesson, by=None, now=self.now)
        elif lesson.ends_at < self.now:
            hold_lesson(lesson=lesson, by=None, now=self.now)

    def _write(self, plan: LessonPlan, lesson: Lesson, teacher: User, grade: int) -> None:
        topic = self.topics.find(subject=plan.subject, grade=grade, title=plan.topic)
        set_topic(lesson=lesson, topic_uuid=topic, theme=plan.theme, by=teacher, now=self.now)
        if plan.homework:
            set_homework(lesson=lesson, homework=plan.homework, by=teacher, now=self.now)
        for purpose, keys in ((AT_LESSON, plan.at_lesson), (AT_HOME, plan.at_home)):
            for key in keys:
                uuid = self.objects.get(key)
                # What still waits in the queue cannot be put on a lesson.
                if uuid is not None and get_version(uuid=uuid) is not None:
                    add_material(
                        lesson=lesson, object_uuid=uuid, purpose=purpose, by=teacher, now=self.now
                    )


def objects_by_key(keys: list[str]) -> dict[str, UUID]:
    """Return the uuids of the demo's objects that were made, by key."""
    return {key: made_uuid("objects", key) for key in keys if is_made("objects", key)}
