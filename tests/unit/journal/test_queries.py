from __future__ import annotations

from journal.api import count_materials, entries_of, materials_of
from journal.data import ABSENT, AT_HOME, NEWEST, OUTDATED, WITHDRAWN
from journal.models import LessonMaterial
from tests.factories.journal import next_lesson, publish_again, put_on, withdraw, write_topic
from tests.factories.library import publish_on


def test_where_a_pinned_version_stands_today(room):
    same, old, gone = (publish_on(title=name) for name in ("Тот же", "Старый", "Отозван"))
    for version in (same, old, gone):
        put_on(room.lesson, version)
    lost = put_on(room.lesson, publish_on(title="Потерян"))
    LessonMaterial.objects.filter(pk=lost.pk).update(
        object_uuid="00000000-0000-4000-8000-000000000000"
    )
    newer = publish_again(old)
    withdraw(gone)
    found = {item.title: item for item in materials_of([room.lesson])[room.lesson.pk]}
    assert [found[name].standing for name in ("Тот же", "Старый", "Отозван", "Потерян")] == [
        NEWEST,
        OUTDATED,
        WITHDRAWN,
        ABSENT,
    ]
    assert found["Старый"].url == f"/objects/{old.object_uuid}/v/1/"
    assert found["Старый"].newest_number == 2
    assert found["Старый"].newest_at == newer.published_at
    assert found["Старый"].newest_url == f"/objects/{old.object_uuid}/v/2/"
    assert found["Отозван"].url.startswith("/lessons/materials/")
    assert found["Отозван"].reason == "Нашли ошибку в опыте"
    assert not found["Потерян"].can_be_opened


def test_many_lessons_cost_what_one_does(room, django_assert_num_queries):
    lessons = [room.lesson, *(next_lesson(room, days=days) for days in range(1, 5))]
    for number, lesson in enumerate(lessons):
        write_topic(lesson)
        for _ in range(number):
            put_on(lesson, publish_on(), AT_HOME)
    with django_assert_num_queries(1):
        assert len(entries_of(lessons)) == 5
    with django_assert_num_queries(2):
        found = materials_of(lessons)
    assert [len(found.get(lesson.pk, [])) for lesson in lessons] == [0, 1, 2, 3, 4]
    with django_assert_num_queries(1):
        counts = count_materials(lessons)
    assert [counts.get(lesson.pk, 0) for lesson in lessons] == [0, 1, 2, 3, 4]


def test_no_lessons_cost_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert (entries_of([]), materials_of([]), count_materials([])) == ({}, {}, {})
