"""Copying a week to the following ones: constant queries, whatever the number of lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.api import User
from core.api import record
from schedule.actions.bells import lock_school, require_plan
from schedule.clashes import find_conflict
from schedule.data import CANCELLED, PLANNED, CopyReport, Refused
from schedule.models import Lesson
from schedule.queries import bells_of, lessons
from schedule.times import lesson_moments, week_of
from schedule.wording import clash_words
from school.api import Group, School, pupil_periods, staff_periods

MOST_WEEKS = 12
WEEK = timedelta(days=7)


@transaction.atomic
def copy_week(
    *,
    school: School,
    monday: date,
    weeks: int,
    by: User | None,
    now: datetime,
    group: Group | None = None,
) -> CopyReport:
    """Copy the lessons of a week to each of the next ``weeks`` (1 to :data:`MOST_WEEKS`).

    What clashes is left out and named in the report; what stands there already is counted. With
    ``group`` only a class and its subgroups are copied.
    """
    require_plan(by, school, now)
    lock_school(school)
    week = week_of(monday)
    source = _standing(school, week.monday, week.sunday)
    if group is not None:
        source = [row for row in source if group.pk in {row.group_id, row.group.parent_id}]
    people = sorted({row.teacher_id for row in source})
    list(User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk"))
    copy = _Copy(school, source, week.next_monday, min(max(weeks, 1), MOST_WEEKS))
    report = copy.run()
    record(
        action="schedule.copy_week",
        by=by.uuid if by else None,
        object_code="school.school",
        object_uuid=school.uuid,
        now=now,
        data={"monday": week.monday.isoformat(), "weeks": weeks, "made": report.made},
    )
    return report


def _standing(school: School, since: date, until: date) -> list[Lesson]:
    rows = lessons().filter(school=school, date__range=(since, until))
    return list(rows.exclude(status=CANCELLED))


class _Copy:
    """One copying: what stands in the target weeks, read once, grows with what is made."""

    def __init__(self, school: School, source: list[Lesson], first: date, weeks: int) -> None:
        self.school, self.source, self.weeks = school, source, weeks
        last = first + WEEK * weeks - timedelta(days=1)
        self.bells = {bell.number: bell for bell in bells_of(school)}
        self.staff = staff_periods(school, since=first, until=last)
        self.by_day: dict[date, list[Lesson]] = defaultdict(list)
        teachers = {row.teacher_id for row in source}
        # A neighbour's date may differ by one; its moments are what clashes.
        near = (first - timedelta(days=1), last + timedelta(days=1))
        anywhere = Q(school=school) | Q(teacher_id__in=teachers)
        rows = lessons().filter(anywhere, date__range=near).exclude(status=CANCELLED)
        existing = list(rows)
        for row in existing:
            self.by_day[row.date].append(row)
        groups = {row.group_id: row.group for row in [*source, *existing] if row.group.parent_id}
        self.pupils = pupil_periods(groups.values(), since=first, until=last)
        self.made: list[Lesson] = []
        self.already = 0
        self.refused: list[Refused] = []

    def run(self) -> CopyReport:
        for number in range(1, self.weeks + 1):
            for row in self.source:
                self._copy(row, row.date + WEEK * number)
        Lesson.objects.bulk_create(self.made, batch_size=500)
        return CopyReport(len(self.made), self.already, tuple(self.refused))

    def _copy(self, row: Lesson, day: date) -> None:
        if any(_is_same(row, other) for other in self.by_day[day]):
            self.already += 1
            return
        words = self._refusal(row, day)
        if words:
            refused = Refused(day, row.slot, row.group.title, row.subject_title, words)
            self.refused.append(refused)

    def _refusal(self, row: Lesson, day: date) -> str:
        """Make the lesson, or return why not."""
        bell = self.bells.get(row.slot)
        if bell is None:
            return _("The school has no lesson with this number any more.")
        if day > date(row.group.year + 1, 8, 31):
            return _("The school year of the class is over by then.")
        if not any(_holds(period, day) for period in self.staff.get(row.teacher_id, [])):
            return _("%(teacher)s does not work in the school by then.") % {
                "teacher": row.teacher.short_name
            }
        made = Lesson(
            school=self.school,
            group=row.group,
            teacher=row.teacher,
            subject_uuid=row.subject_uuid,
            subject_title=row.subject_title,
            date=day,
            slot=row.slot,
            room=row.room,
            status=PLANNED,
        )
        made.starts_at, made.ends_at = lesson_moments(day, bell, self.school.zone)
        conflict = find_conflict(made, self._near(day), shares=self._shares)
        if conflict is not None:
            return clash_words(conflict, school_id=self.school.pk)
        self.made.append(made)
        self.by_day[day].append(made)
        return ""

    def _near(self, day: date) -> Iterable[Lesson]:
        for number in (-1, 0, 1):
            yield from self.by_day.get(day + timedelta(days=number), ())

    def _shares(self, wanted: Lesson, other: Lesson) -> bool:
        people = [
            {pupil for pupil, *period in self.pupils.get(pk, []) if _holds(period, wanted.date)}
            for pk in (wanted.group_id, other.group_id)
        ]
        return bool(people[0] & people[1])


def _is_same(row: Lesson, other: Lesson) -> bool:
    return (row.group_id, row.slot, row.teacher_id, row.subject_uuid) == (
        other.group_id,
        other.slot,
        other.teacher_id,
        other.subject_uuid,
    )


def _holds(period: Iterable[date | None], day: date) -> bool:
    since, until = period
    return since is not None and since <= day and (until is None or day <= until)
