from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from journal.models import LessonEntry, LessonPlan
from tests.factories.journal import make_classroom, next_lesson
from tests.factories.library import CURRENT, FORESTS, HEAT, topic
from tests.factories.plans import TABLE, lay, make_plan
from tests.factories.school import make_head, make_teacher

PLANS = "/lessons/plans/"


@pytest.fixture
def teacher(room) -> Client:
    client = Client()
    client.force_login(room.teacher)
    return client


def html(client, address, status=200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def course(room) -> str:
    return f"{room.group.uuid}:{room.lesson.subject_uuid}"


def workbook() -> SimpleUploadedFile:
    book = Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split("\t"))
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("план-8.xlsx", stream.getvalue())


def test_a_workbook_goes_all_the_way_to_the_lessons_and_back(room, teacher):
    next_lesson(room)
    response = teacher.post(PLANS, {"course": course(room), "file": workbook()})
    plan = LessonPlan.objects.get()
    address = f"{PLANS}{plan.uuid}/"
    assert response["Location"] == address
    page = html(teacher, address)
    assert "B: Тема" in page
    chosen = {"title": "1", "number": "0", "hours": "2", "homework": "3", "date": "", "first": "1"}
    assert teacher.post(f"{address}lay/", chosen)["Location"] == address
    page = html(teacher, f"{address}?show=all")
    assert "Закон Ома" in page
    assert HEAT in page
    # It survives a reload, and nothing is written yet.
    assert html(teacher, f"{address}?show=all").count("Принять") == page.count("Принять")
    assert not LessonEntry.objects.exists()

    teacher.post(f"{address}accept/", {"which": "all"})
    teacher.post(f"{address}write/", {"start": str(room.lesson.uuid)})
    page = html(teacher, address)
    assert "План записан на 2 урока" in page
    assert LessonEntry.objects.get(lesson=room.lesson).topic_title == HEAT
    teacher.post(f"{address}undo/")
    assert LessonEntry.objects.get(lesson=room.lesson).topic_uuid is None
    teacher.post(f"{address}delete/")
    assert "План удалён" in html(teacher, PLANS)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "Выберите файл с планом"),
        ({"text": '1\t"Ток\n2\tСила'}, "Строка 1. Кавычка открыта"),
        ({"file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0")}, "старого формата"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF\0")}, "XLSX, ODS и CSV"),
        ({"text": "Ток", "course": "чужой"}, "Класс и предмет"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_remedy(room, teacher, given, words):
    response = teacher.post(PLANS, {"course": course(room), **given})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not LessonPlan.objects.exists()


def test_columns_without_lessons_come_back_as_chosen(room, teacher):
    plan = make_plan(room)
    response = teacher.post(f"{PLANS}{plan.uuid}/lay/", {"title": "0", "first": "1"})
    assert response.status_code == 422
    assert "В этих столбцах нет уроков" in response.content.decode()


def test_a_topic_is_changed_by_words_by_the_tree_or_left_out(room, teacher):
    plan = lay(make_plan(room))
    address = f"{PLANS}{plan.uuid}/lessons/3/"
    page = html(teacher, address)
    assert "topic-chooser" in page
    suggested = re.findall(r'name="suggested" value="([0-9a-f-]+)"', page)
    assert str(topic(HEAT)) in suggested
    teacher.post(address, {"suggested": str(topic(HEAT))})
    assert LessonPlan.objects.get().read_lines()[2].topic == topic(HEAT)
    response = teacher.post(address, {"topic": str(topic(CURRENT)), "verb": "choose"})
    assert response["Location"].endswith(f"{plan.uuid}/?at=3#line-3")
    assert LessonPlan.objects.get().read_lines()[2].topic == topic(CURRENT)
    assert teacher.post(address, {"topic": "слова"}).status_code == 422
    response = teacher.post(address, {"topic": str(topic(FORESTS))})
    assert response.status_code == 422
    teacher.post(address, {"verb": "leave"})
    assert "не записывать" in html(teacher, f"{PLANS}{plan.uuid}/?show=all")
    html(teacher, f"{PLANS}{plan.uuid}/lessons/9/", 404)


def test_strangers_find_no_plan_and_pupils_no_page(room):
    plan = make_plan(room)
    elsewhere = make_classroom()
    for stranger in (make_teacher(room.school), make_head(room.school), elsewhere.teacher):
        client = Client()
        client.force_login(stranger)
        html(client, f"{PLANS}{plan.uuid}/", 404)
        assert client.post(f"{PLANS}{plan.uuid}/delete/").status_code == 404
    client = Client()
    client.force_login(room.pupil)
    html(client, PLANS, 403)
    html(client, f"{PLANS}{plan.uuid}/", 404)
    assert LessonPlan.objects.count() == 1


def test_a_teacher_without_a_timetable_is_told_what_to_do(room):
    client = Client()
    client.force_login(make_teacher(room.school))
    assert "расписания" in html(client, PLANS)


@pytest.mark.parametrize("number", [2, 40])
def test_the_page_costs_the_same_for_any_plan(room, teacher, number, django_assert_max_num_queries):
    plan = lay(make_plan(room, "Тема\n" + "".join(f"Урок {HEAT} {n}\n" for n in range(number))))
    html(teacher, f"{PLANS}{plan.uuid}/?show=all")
    with django_assert_max_num_queries(16):
        html(teacher, f"{PLANS}{plan.uuid}/?show=all")
