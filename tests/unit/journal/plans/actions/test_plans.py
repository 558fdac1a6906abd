from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from core.api import now
from core.errors import TransitionRefused
from journal.api import (
    Course,
    accept_lines,
    choose_columns,
    choose_topic,
    delete_plan,
    lay_plan,
    leave_out,
    set_homework,
    start_plan,
    take_in,
    undo_plan,
    write_plan,
)
from journal.errors import WrongTopic
from journal.models import LessonEntry, LessonPlan
from journal.plans.actions import drafting
from journal.plans.actions.choosing import UnknownLine
from journal.plans.actions.drafting import TooManyPlans
from journal.plans.data import ACCEPTED, CHOSEN, LAID, LEFT_OUT, PROPOSED, WRITTEN
from journal.plans.reading import PlanRefused
from schedule.api import cancel_lesson
from tests.factories.journal import make_classroom, next_lesson, write_topic
from tests.factories.library import CURRENT, FORESTS, HEAT, topic
from tests.factories.plans import TABLE, lay, make_plan
from tests.factories.school import make_teacher


@pytest.fixture
def plan(room) -> LessonPlan:
    return lay(make_plan(room))


@pytest.fixture
def lessons(room):
    return [room.lesson, *(next_lesson(room, days=days) for days in (1, 2, 3))]


def by_teacher(plan):
    return {"plan": plan, "by": plan.teacher, "now": now()}


def lines(plan):
    return LessonPlan.objects.get(pk=plan.pk).read_lines()


def entry(lesson):
    return LessonEntry.objects.get(lesson=lesson)


def test_a_table_becomes_lessons_with_a_topic_each_and_nothing_is_written(room):
    plan = make_plan(room)
    assert plan.columns == {
        "fields": {"number": 0, "title": 1, "hours": 2, "homework": 3},
        "first": 1,
    }
    plan = lay(plan)
    assert plan.state == LAID
    found = lines(plan)
    assert [(line.title, line.hours, line.how) for line in found] == [
        (HEAT, 1, PROPOSED),
        (CURRENT, 2, PROPOSED),
        ("Закон Ома", 1, PROPOSED),
    ]
    assert [line.topic for line in found] == [topic(HEAT), topic(CURRENT), topic(CURRENT)]
    assert all(0 <= line.by_words <= 1 and 0 < line.confidence <= 1 for line in found)
    assert not LessonEntry.objects.exists()


def test_columns_that_give_no_plan_change_nothing(room):
    plan = make_plan(room)
    with pytest.raises(PlanRefused):
        lay_plan(plan=plan, fields={"title": 0}, first=1, by=room.teacher, now=now())
    assert LessonPlan.objects.get().lines == []
    choose_columns(**by_teacher(lay(plan)))
    assert LessonPlan.objects.get().state == "columns"


def test_topics_are_accepted_one_by_one_or_all_and_chosen_within_the_subject(plan):
    assert accept_lines(numbers={1}, **by_teacher(plan)) == 1
    choose_topic(number=3, topic=topic(HEAT), **by_teacher(plan))
    leave_out(number=2, **by_teacher(plan))
    assert [line.how for line in lines(plan)] == [ACCEPTED, LEFT_OUT, CHOSEN]
    take_in(number=2, **by_teacher(plan))
    assert accept_lines(**by_teacher(plan)) == 1
    assert [line.how for line in lines(plan)] == [ACCEPTED, ACCEPTED, CHOSEN]
    with pytest.raises(WrongTopic):
        choose_topic(number=1, topic=topic(FORESTS), **by_teacher(plan))
    with pytest.raises(UnknownLine):
        leave_out(number=9, **by_teacher(plan))


def test_accepted_topics_are_written_in_order_and_undone(plan, lessons):
    accept_lines(numbers={1, 2}, **by_teacher(plan))
    report = write_plan(**by_teacher(plan))
    assert (report.written, report.kept, report.waiting) == (4, 0, 0)
    written = [entry(lesson) for lesson in lessons]
    assert [one.topic_title for one in written] == [HEAT, CURRENT, CURRENT, ""]
    assert [one.theme for one in written] == [HEAT, CURRENT, CURRENT, "Закон Ома"]
    assert [one.homework for one in written] == ["§ 1", "", "", "§ 3"]
    set_homework(lesson=lessons[1], homework="Моё", by=plan.teacher, now=now())
    undone = undo_plan(**by_teacher(plan))
    assert (undone.restored, undone.changed) == (3, 1)
    assert [entry(lesson).theme for lesson in lessons] == ["", CURRENT, "", ""]
    assert LessonPlan.objects.get().state == LAID
    assert all(not line.lessons for line in lines(plan))


@pytest.mark.parametrize(("replacing", "theme"), [(False, "Моя тема"), (True, HEAT)])
def test_what_the_teacher_wrote_stays_unless_it_is_to_be_replaced(plan, lessons, replacing, theme):
    write_topic(lessons[0], CURRENT, theme="Моя тема")
    set_homework(lesson=lessons[0], homework="Моё", by=plan.teacher, now=now())
    accept_lines(**by_teacher(plan))
    report = write_plan(replacing=replacing, **by_teacher(plan))
    assert report.kept == (not replacing)
    assert entry(lessons[0]).theme == theme
    assert entry(lessons[1]).theme == CURRENT
    undo_plan(**by_teacher(plan))
    assert (entry(lessons[0]).theme, entry(lessons[0]).homework) == ("Моя тема", "Моё")


def test_what_has_no_lesson_waits_and_is_written_after_the_last_one(plan, room):
    accept_lines(**by_teacher(plan))
    assert write_plan(**by_teacher(plan)).waiting == 2
    assert write_plan(**by_teacher(plan)).written == 0
    later = next_lesson(room, days=3)
    next_lesson(room, days=4)
    cancelled = next_lesson(room, days=2)
    cancel_lesson(lesson=cancelled, by=None, now=now())
    assert write_plan(**by_teacher(plan)).waiting == 1
    assert entry(later).theme == CURRENT
    assert not LessonEntry.objects.filter(lesson=cancelled).exists()
    with pytest.raises(UnknownLine):
        choose_topic(number=1, topic=topic(HEAT), **by_teacher(plan))


def test_the_plan_begins_with_the_chosen_lesson(plan, lessons):
    write_plan(start=lessons[2].uuid, **by_teacher(plan))
    assert not LessonEntry.objects.filter(lesson=lessons[0]).exists()
    assert entry(lessons[2]).theme == HEAT


def test_a_substitute_s_lesson_is_not_written_on(plan, lessons, room):
    lesson = lessons[0]
    lesson.teacher = make_teacher(room.school)
    lesson.save()
    write_plan(**by_teacher(plan))
    assert not LessonEntry.objects.filter(lesson=lesson).exists()
    assert entry(lessons[1]).theme == HEAT


def test_states_refuse_what_is_out_of_turn(room, plan):
    with pytest.raises(TransitionRefused):
        undo_plan(**by_teacher(plan))
    fresh = make_plan(room)
    with pytest.raises(TransitionRefused):
        write_plan(**by_teacher(fresh))
    assert accept_lines(**by_teacher(fresh)) == 0


def test_a_plan_is_its_teacher_s_alone(room, plan):
    colleague, elsewhere = make_teacher(room.school), make_classroom()
    for stranger in (colleague, elsewhere.teacher, room.pupil):
        for act in (accept_lines, write_plan, undo_plan, delete_plan, choose_columns):
            with pytest.raises(NotAllowed):
                act(plan=plan, by=stranger, now=now())
    course = Course(room.group, room.lesson.subject_uuid)
    with pytest.raises(NotAllowed):
        start_plan(course=course, text=TABLE, by=colleague, now=now())
    with pytest.raises(NotAllowed):
        start_plan(
            course=Course(room.group, topic(FORESTS)), text=TABLE, by=room.teacher, now=now()
        )


def test_deleting_leaves_what_was_written(plan, lessons):
    write_plan(**by_teacher(plan))
    delete_plan(**by_teacher(plan))
    assert not LessonPlan.objects.exists()
    assert entry(lessons[0]).theme == HEAT


def test_a_teacher_keeps_a_limited_number(room, plan, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_PLANS", 1)
    with pytest.raises(TooManyPlans):
        make_plan(room)


@pytest.mark.parametrize("number", [1, 12])
def test_writing_costs_the_same_for_any_plan(room, number, django_assert_max_num_queries):
    for days in range(1, number + 1):
        next_lesson(room, days=days)
    plan = lay(make_plan(room, "Тема\n" + "".join(f"{HEAT} {n}\n" for n in range(number))))
    accept_lines(**by_teacher(plan))
    assert plan.state != WRITTEN
    with django_assert_max_num_queries(24):
        assert write_plan(**by_teacher(plan)).written == number
    with django_assert_max_num_queries(20):
        assert undo_plan(**by_teacher(plan)).restored == number
